/** `trefoil mapping explain` and `preview`: the hub looks, and writes nothing. */
import { readFile } from 'node:fs/promises'
import type { Schemas } from '../client/client.ts'
import { changesInWords } from './change-words.ts'
import { exitCodes, Failure } from './exit.ts'
import { explainedInWords } from './explained-in-words.ts'
import type { TrialOptions } from './mapping.ts'
import { note, show } from './print.ts'
import { answer, reach } from './reach.ts'

export async function explain(name: string, options: TrialOptions): Promise<void> {
  const { externalId, id, record } = options
  const which = {
    ...(externalId === undefined ? {} : { externalId: one(externalId) }),
    ...(id === undefined ? {} : { recordId: one(id) }),
    ...(record === undefined ? {} : { source: jsonObject(record) }),
  }
  if (Object.keys(which).length !== 1) {
    throw new Failure(exitCodes.usage, 'Say which record: one of --external-id, --id and --record')
  }
  if (options.live === true) {
    if (record !== undefined || options.file !== undefined) {
      throw new Failure(exitCodes.usage, '--live takes a record by --external-id or --id, by the definition in force')
    }
    const { trace } = await import('./mapping-trace.ts')
    return trace(name, which, options)
  }
  const body = { ...which, ...(await proposed(options.file)) }
  const told = await answer(reach().POST('/api/v1/flows/{name}/explain', { params: { path: { name } }, body }))
  show(told, options, explainedInWords)
}

export async function preview(name: string, options: TrialOptions): Promise<void> {
  const { externalId, id, record, sample } = options
  const which = {
    ...(externalId === undefined ? {} : { externalIds: [externalId].flat() }),
    ...(id === undefined ? {} : { recordIds: [id].flat() }),
    ...(record === undefined ? {} : { sources: [jsonObject(record)] }),
    ...(sample === undefined ? {} : { sample: Number(sample) }),
  }
  if (Object.keys(which).length > 1) {
    throw new Failure(exitCodes.usage, 'Say which records by one of --external-id, --id, --record and --sample')
  }
  const body = { ...which, ...(await proposed(options.file)) }
  const told = await answer(reach().POST('/api/v1/flows/{name}/preview', { params: { path: { name } }, body }))
  show(told, options, previewInWords)
  if (told.missing.length > 0) note(`Not found: ${told.missing.join(', ')}`)
}

function previewInWords({ records }: Schemas['Preview']): string {
  if (records.length === 0) return 'No record is stored yet: run the flow first, or give one with --record'
  const counts = Object.entries(Object.groupBy(records, ({ outcome }) => outcome))
  const parts = records.map(({ externalId, recordId, outcome, mapping, changes, reasons }) => {
    const who = [externalId ?? 'without an external id', ...(recordId === null ? [] : [`hub id ${recordId}`])].join(
      ', ',
    )
    const lines = [
      ...reasons.map(({ code, message }) => `${code}: ${message}`),
      ...changesInWords(changes)
        .split('\n')
        .filter((line) => line !== ''),
    ]
    return [`${outcome}  ${who}${mapping === null ? '' : `  (${mapping})`}`, ...lines.map((line) => `  ${line}`)].join(
      '\n',
    )
  })
  return [...parts, counts.map(([outcome, each]) => `${each.length} ${outcome}`).join(', ')].join('\n')
}

async function proposed(file: string | undefined): Promise<{ definition?: string }> {
  if (file === undefined) return {}
  const text = await readFile(file, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    throw new Failure(exitCodes.usage, `${file} cannot be read: ${cause.message}`)
  })
  return { definition: text }
}

function one(given: string | string[]): string {
  const [first = '', ...others] = [given].flat()
  if (others.length === 0) return first
  throw new Failure(exitCodes.usage, 'One record is explained at a time')
}

function jsonObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value }
  } catch {
    // said below
  }
  throw new Failure(
    exitCodes.usage,
    `--record must be a JSON object, as in '{"id":"C1","firstName":"Ann"}', and this is none: ${text}`,
  )
}
