import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const root = join(import.meta.dirname, '../..')

/** The files of the repository, as they are in the working tree. */
export function listFiles(): string[] {
  const listed = spawnSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
  if (listed.status !== 0) throw new Error(`git ls-files failed: ${listed.error?.message ?? listed.stderr}`)
  return listed.stdout.split('\0').filter((file) => file !== '' && textOf(file) !== null)
}

/** Null: deleted, and not yet committed. */
export function textOf(file: string): string | null {
  try {
    return readFileSync(join(root, file), 'utf8')
  } catch {
    return null
  }
}

/** Source that we write by hand. */
export function sources(files: string[]): string[] {
  return files.filter((file) => /\.(ts|tsx|js)$/.test(file) && !isGenerated(file))
}

export const isTest = (file: string): boolean => /\.(test|fixture)\.tsx?$|(^|\/)test(ing)?[/-]/.test(file)

function isGenerated(file: string): boolean {
  return /\/generated\/|\.gen\.ts$|\/specs\//.test(file)
}

const Versions = z.record(z.string(), z.string()).default({})
const Manifest = z.object({
  name: z.string(),
  dependencies: Versions,
  devDependencies: Versions,
  optionalDependencies: Versions,
})

/** Each package.json, with all that it asks for. */
export function manifests(files: string[]): { file: string; asks: Map<string, string> }[] {
  return files
    .filter((file) => /(^|\/)package\.json$/.test(file))
    .map((file) => {
      const manifest = Manifest.parse(JSON.parse(textOf(file) ?? ''))
      const { dependencies, devDependencies, optionalDependencies } = manifest
      return { file, asks: new Map(Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies })) }
    })
}
