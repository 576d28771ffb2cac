import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { note } from './print.ts'

const home = join(import.meta.dirname, '../../../console')

/**
 * Where the console's files are, built first where they are missing or older than their source: so a fresh clone needs
 * no command of its own for it. Without a console the hub works all the same, and says so.
 */
export async function builtConsole(): Promise<string | undefined> {
  const program = join(home, 'bin/build.js')
  if (!existsSync(program)) return undefined
  if ((await run(program, '--check')) !== 0) {
    note('Building the console; this takes a few seconds, and is done once')
    if ((await run(program, '--quiet')) !== 0) {
      note('The console could not be built, so that only the API and the command line answer')
      return undefined
    }
  }
  return join(home, 'dist')
}

/** In a process of its own: what a build leaves in memory is gone with it. */
async function run(program: string, flag: string): Promise<number | null> {
  const child = spawn(process.execPath, [program, flag], { stdio: ['ignore', 'ignore', 'inherit'] })
  const [code] = await once(child, 'exit')
  return typeof code === 'number' ? code : null
}
