import { statfsSync } from 'node:fs'

/** Megabytes that must be free where the embedded database is: its own files still grow a little after the last write. */
export const usualLeastRoom = 64

/** The disk of the data directory has too little room for the embedded database to start. */
export class FullError extends Error {
  override readonly name = 'FullError'
  constructor(dataDir: string, free: number) {
    super(
      `The disk of the data directory ${dataDir} is full: ${free} MB are free, and the database needs ${usualLeastRoom}. Make room there, or choose another TREFOIL_DATA_DIR`,
    )
  }
}

/**
 * Free megabytes of the disk that a directory is on. The embedded database must never meet a full disk: it turns round
 * in the write that failed and answers nobody any more. So whoever writes looks here first.
 */
export function roomIn(directory: string): number {
  const { bavail, bsize } = statfsSync(directory)
  return Math.floor((bavail * bsize) / 2 ** 20)
}
