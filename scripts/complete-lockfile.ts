/**
 * npm leaves a package for another platform out of the lockfile where the registry that it asked does not have it, and
 * `npm ci` then refuses the lockfile on every platform. This puts such packages in, by what their names say of them;
 * whoever is on that platform downloads it from a registry that has it. Run it after every change of dependencies:
 *
 *   npm install --package-lock-only && node scripts/complete-lockfile.ts
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { missingFrom } from './missing-from-lockfile.ts'

const file = join(import.meta.dirname, '../package-lock.json')
const Lockfile = z.record(z.string(), z.json())

const lockfile = Lockfile.parse(JSON.parse(readFileSync(file, 'utf8')))
const packages = Lockfile.parse(lockfile.packages)
const missing = missingFrom(packages)
for (const { name, version, dev } of missing) {
  const entry = { version, ...(dev ? { dev } : {}), optional: true, ...platformOf(name) }
  packages[`node_modules/${name}`] = entry
}
const sorted = Object.entries(packages).sort(([a], [b]) => a.localeCompare(b, 'en'))
writeFileSync(file, `${JSON.stringify({ ...lockfile, packages: Object.fromEntries(sorted) }, null, 2)}\n`)
console.log(missing.length === 0 ? 'The lockfile is complete' : `Put ${missing.length} packages into the lockfile`)

/** `@oxc-parser/binding-linux-arm-gnueabihf` → linux, arm, glibc. */
function platformOf(name: string): { cpu: string[]; os: string[]; libc?: string[] } {
  const [, os, cpu, kind = ''] =
    /-(android|darwin|freebsd|linux|openharmony|win32)-([a-z0-9]+)(?:-([a-z]+))?$/.exec(name) ?? []
  if (os === undefined || cpu === undefined) throw new Error(`${name} does not say what platform it is for`)
  if (os !== 'linux') return { cpu: [cpu], os: [os] }
  return { cpu: [cpu], os: [os], libc: [kind.startsWith('musl') ? 'musl' : 'glibc'] }
}
