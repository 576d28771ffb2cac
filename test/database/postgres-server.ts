import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Binaries, findBinaries } from './postgres-binaries.ts'
import { give, type RunAs, unprivilegedUser } from './unprivileged-user.ts'

/** A PostgreSQL server of our own on a loopback port; nothing of it stays behind. */
export interface PostgresServer {
  /** Address of a database that may be connected to in order to create others. */
  url: string
  /** The same through its Unix socket, which costs both sides less than TCP: for whoever measures. */
  socketUrl: string
  version: string
  /** Ends the server at once, as a crash of its machine would: whoever is connected hears nothing more. */
  halt(): Promise<void>
  /** Starts it again at the same address. */
  resume(): Promise<void>
  stop(): Promise<void>
}

/** `careful`: what was committed outlives a halt. Else nothing outlives the run, and so nothing needs to reach a disk. */
type Care = 'careless' | 'careful'

const cares = {
  careless: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_wal_size: '1GB' },
  careful: { max_wal_size: '1GB' },
}
const settings = { max_connections: '100', shared_buffers: '64MB' }

export async function startPostgres(find = findBinaries, care: Care = 'careless'): Promise<PostgresServer> {
  const home = mkdtempSync(join(tmpdir(), 'trefoil-postgres-'))
  try {
    const user = unprivilegedUser()
    chmodSync(home, 0o755)
    const binaries = find(home)
    const folder = join(home, 'pgdata')
    const password = randomBytes(16).toString('hex')
    initialize(binaries, { home, folder, password, user })
    const place = { home, folder, user, care }
    const { child: first, port } = await launch(binaries, place)
    let child = first
    const killed = () => child.kill('SIGQUIT')
    process.once('exit', killed)
    const address = (host: string) => `postgres://trefoil:${password}@${host}:${port}/postgres`
    return {
      url: address('127.0.0.1'),
      socketUrl: `${address('localhost')}?host=${encodeURIComponent(home)}`,
      version: binaries.version,
      async halt() {
        const ended = once(child, 'exit')
        child.kill('SIGQUIT')
        await ended
      },
      async resume() {
        const begun = await serve(binaries, place, port)
        if (typeof begun === 'string') throw new Error(`PostgreSQL did not start again:\n${begun}`)
        child = begun
      },
      async stop() {
        process.off('exit', killed)
        await end(child)
        rmSync(home, { recursive: true, force: true })
      },
    }
  } catch (error) {
    rmSync(home, { recursive: true, force: true })
    throw error
  }
}

interface Place {
  home: string
  folder: string
  user: RunAs
  care: Care
}

function initialize(binaries: Binaries, place: Omit<Place, 'care'> & { password: string }): void {
  const { home, folder, password, user } = place
  // A superuser of PostgreSQL can run programs: other users of this machine must not get in, so there is a password.
  const passwordFile = join(home, 'password')
  writeFileSync(passwordFile, password, { mode: 0o600 })
  give(passwordFile, user)
  give(home, user)
  const options = ['--username=trefoil', `--pwfile=${passwordFile}`, '--auth=scram-sha-256', '--no-locale']
  const made = spawnSync(binaries.initdb, ['-D', folder, '--encoding=UTF8', '--no-sync', ...options], {
    cwd: home,
    encoding: 'utf8',
    ...user,
  })
  if (made.status !== 0) throw new Error(`initdb failed: ${made.error?.message ?? `${made.stdout}${made.stderr}`}`)
  rmSync(passwordFile)
}

/** Somebody else may take the port between our asking for a free one and the server's start: then another is tried. */
async function launch(binaries: Binaries, place: Place): Promise<{ child: ChildProcess; port: number }> {
  const said: string[] = []
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const port = await freePort()
    const begun = await serve(binaries, place, port)
    if (typeof begun !== 'string') return { child: begun, port }
    said.push(begun)
  }
  throw new Error(`PostgreSQL did not start:\n${said.join('\n')}`)
}

/** The server, or all that it said before it gave up. */
async function serve(binaries: Binaries, place: Place, port: number): Promise<ChildProcess | string> {
  const given = {
    ...{ ...settings, ...cares[place.care] },
    ...{ listen_addresses: '127.0.0.1', port: String(port), unix_socket_directories: place.home },
  }
  const options = Object.entries(given).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const child = spawn(binaries.postgres, ['-D', place.folder, ...options], {
    cwd: place.home,
    stdio: ['ignore', 'ignore', 'pipe'],
    ...place.user,
  })
  const answer = await readiness(child)
  return answer === 'ready' ? child : answer
}

/** 'ready', or all that the server said before it gave up. */
function readiness(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    let said = ''
    child.on('error', (error) => resolve(error.message))
    child.on('exit', () => resolve(said))
    // Read to the end of its life: a server whose pipe is full stands still.
    child.stderr?.on('data', (chunk) => {
      said = (said + String(chunk)).slice(-20_000)
      if (said.includes('ready to accept connections')) resolve('ready')
    })
  })
}

/** SIGINT asks the server to send everybody home and stop; SIGQUIT does not ask. */
async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGINT')
  const impatience = setTimeout(() => child.kill('SIGQUIT'), 10_000)
  await ended
  clearTimeout(impatience)
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('No free port on 127.0.0.1')
  return address.port
}
