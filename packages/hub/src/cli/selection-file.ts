import { type FileHandle, open } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { exitCodes, Failure } from './exit.ts'

/** Ids that a file names, and of which kind they are. */
export interface FileIds {
  kind: 'ids' | 'externalIds'
  ids: string[]
}

const hubNames = ['id', 'hubid', 'recordid', 'internalid']
const externalNames = ['externalid', 'vendorid', 'cloverid', 'customernumber']

/**
 * Reads ids from a file line by line, in portions: one id a line, CSV with a heading that names the column, or JSON
 * lines with `id` or `externalId`. `-` is the standard input.
 */
export async function* readIds(file: string, fallback: FileIds['kind'], atOnce: number): AsyncGenerator<FileIds> {
  const input = file === '-' ? process.stdin : (await opened(file)).createReadStream()
  input.setEncoding('utf8')
  const read = lineReader(fallback)
  let ids: string[] = []
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    const id = read.id(line)
    if (id !== null) ids.push(id)
    if (ids.length < atOnce) continue
    yield { kind: read.kind(), ids }
    ids = []
  }
  if (ids.length > 0) yield { kind: read.kind(), ids }
}

async function opened(file: string): Promise<FileHandle> {
  const handle = await open(file).catch((error: NodeJS.ErrnoException) => {
    throw unreadable(file, error.code === 'ENOENT' ? 'it is not there' : error.message)
  })
  if (!(await handle.stat()).isDirectory()) return handle
  await handle.close()
  throw unreadable(file, 'it is a folder')
}

function unreadable(file: string, why: string): Failure {
  return new Failure(exitCodes.usage, `The file ${file} cannot be read: ${why}`)
}

/** Remembers what the first line said of the others. */
function lineReader(fallback: FileIds['kind']) {
  let form: { kind: FileIds['kind']; column: number; separator: string } | undefined
  let number = 0
  const fromCells = (line: string): string | null => {
    if (form === undefined) {
      const separator = [',', ';', '\t'].find((each) => line.includes(each)) ?? ','
      const heading = headingOf(cells(line, separator))
      form = { ...(heading ?? { kind: fallback, column: 0 }), separator }
      if (heading !== null) return null
    }
    const id = cells(line, form.separator)[form.column] ?? ''
    if (id === '') throw unusable(number, 'it names no id')
    return id
  }
  return {
    kind: () => form?.kind ?? fallback,
    /** Null: the line holds no id. */
    id(raw: string): string | null {
      number += 1
      const line = raw.replace(/^\uFEFF/, '').trim()
      if (line === '') return null
      if (!line.startsWith('{')) return fromCells(line)
      const named = fromJson(line, number)
      form ??= { kind: named.kind, column: 0, separator: ',' }
      if (form.kind !== named.kind) throw unusable(number, 'hub ids and external ids are mixed')
      return named.id
    },
  }
}

function headingOf(names: string[]): { kind: FileIds['kind']; column: number } | null {
  const plain = names.map((name) => name.toLowerCase().replaceAll(/[\s_-]/g, ''))
  const external = plain.findIndex((name) => externalNames.includes(name))
  if (external >= 0) return { kind: 'externalIds', column: external }
  const hub = plain.findIndex((name) => hubNames.includes(name))
  return hub >= 0 ? { kind: 'ids', column: hub } : null
}

function cells(line: string, separator: string): string[] {
  const parts = line.match(new RegExp(`("(?:[^"]|"")*"|[^${separator}]*)(${separator}|$)`, 'g')) ?? []
  return parts.map((part) => {
    const cell = part.endsWith(separator) ? part.slice(0, -1) : part
    const text = cell.trim()
    return text.startsWith('"') && text.endsWith('"') && text.length > 1
      ? text.slice(1, -1).replaceAll('""', '"')
      : text
  })
}

function fromJson(line: string, number: number): { kind: FileIds['kind']; id: string } {
  let row: unknown
  try {
    row = JSON.parse(line)
  } catch {
    throw unusable(number, 'it is no JSON')
  }
  if (typeof row === 'object' && row !== null) {
    if ('externalId' in row) return { kind: 'externalIds', id: named(row.externalId, 'externalId', number) }
    if ('id' in row) return { kind: 'ids', id: named(row.id, 'id', number) }
  }
  throw unusable(number, 'it has neither "id" nor "externalId"')
}

function named(id: unknown, field: string, line: number): string {
  if ((typeof id === 'string' && id.trim() !== '') || typeof id === 'number') return String(id).trim()
  throw unusable(line, `its "${field}" is no id`)
}

function unusable(line: number, why: string): Failure {
  return new Failure(exitCodes.usage, `Line ${line} cannot be used: ${why}. Nothing was queued`)
}
