import { chownSync, readFileSync } from 'node:fs'

/** Under whom a server process runs; empty: under ourselves. */
export type RunAs = { uid: number; gid: number } | Record<string, never>

/** PostgreSQL refuses to run as root, and rightly: as root we lend it another user of this machine. */
export function unprivilegedUser(): RunAs {
  if (process.getuid?.() !== 0) return {}
  const users = readFileSync('/etc/passwd', 'utf8').split('\n')
  for (const name of ['postgres', 'nobody']) {
    const [, , uid, gid] = users.find((line) => line.startsWith(`${name}:`))?.split(':') ?? []
    if (uid !== undefined && gid !== undefined) return { uid: Number(uid), gid: Number(gid) }
  }
  throw new Error('PostgreSQL does not run as root, and this machine has neither a user postgres nor nobody')
}

export function give(path: string, to: RunAs): void {
  if ('uid' in to && 'gid' in to) chownSync(path, to.uid, to.gid)
}
