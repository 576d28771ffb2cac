import { createHash } from 'node:crypto'
import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { makeDirectory } from '../make-directory.ts'

/** A key that seals the keys of secrets. Its id says which it is and tells nothing about it. */
export interface MasterKey {
  id: string
  bytes: Buffer
}

/** The master key is not there, or cannot be used. */
export class KeyFileError extends Error {
  override readonly name = 'KeyFileError'
}

/**
 * One key a line, 32 bytes in base64; the first seals, all open, so that a new key can be put before an old one.
 * Never empty.
 */
export function readKeyFile(file: string): [MasterKey, ...MasterKey[]] {
  const lines = readText(file)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
  const [first, ...others] = lines.map((line, index) => masterKey(line, `line ${index + 1} of ${file}`))
  if (first === undefined)
    throw new KeyFileError(`The key file ${file} is empty: put the master key into it, 32 bytes in base64`)
  return [first, ...others]
}

/** Makes the file unless it is there; readable by its owner alone, and on disk before anything is sealed with it. */
export function ensureKeyFile(file: string, random: (size: number) => Uint8Array): void {
  makeDirectory(dirname(file))
  let handle: number
  try {
    handle = openSync(file, 'wx', 0o600)
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return
    throw new KeyFileError(
      `The key file ${file} cannot be made (${codeOf(error)}): let the hub write to ${dirname(file)}`,
      { cause: error },
    )
  }
  try {
    writeSync(handle, `${Buffer.from(random(32)).toString('base64')}\n`)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

function masterKey(line: string, where: string): MasterKey {
  const bytes = Buffer.from(line, 'base64')
  if (bytes.length !== 32 || bytes.toString('base64').replace(/=+$/, '') !== line.replace(/=+$/, '')) {
    throw new KeyFileError(
      `The master key in ${where} is not 32 bytes in base64: restore the file, or make a key with "openssl rand -base64 32"`,
    )
  }
  const id = createHash('sha256').update('trefoil master key id').update(bytes).digest('hex').slice(0, 12)
  return { id, bytes }
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    const why = codeOf(error) === 'ENOENT' ? 'is not there' : `cannot be read (${codeOf(error)})`
    throw new KeyFileError(
      `The key file ${file} ${why}: without it no stored credential can be opened; restore it, or point TREFOIL_MASTER_KEY_FILE at it. ` +
        'Where it is lost for good, put another there ("openssl rand -base64 32" makes one) and connect every account anew',
      { cause: error },
    )
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error)
}
