/** Builds the console before its tests, unless it is fresh. */
import { execFileSync } from 'node:child_process'
import { consoleDir } from './console-dir.ts'

export function setup(): void {
  execFileSync(process.execPath, [`${consoleDir}/../bin/build.js`, '--quiet'], { stdio: 'inherit' })
}
