import { existsSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * Makes a directory of ours, readable by its owner alone, and those above it. Node's own `recursive` never returns
 * where a directory that is there says that it is not, as /proc does, and holds the process against every signal.
 */
export function makeDirectory(path: string): void {
  if (existsSync(path)) return
  const above = dirname(path)
  if (above !== path) makeDirectory(above)
  try {
    mkdirSync(path, { mode: 0o700 })
  } catch (error) {
    // Another process was quicker.
    if (!existsSync(path)) throw error
  }
}
