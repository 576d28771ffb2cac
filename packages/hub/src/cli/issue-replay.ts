import type { Schemas } from '../client/client.ts'
import { exitCodes, Failure } from './exit.ts'
import { show } from './print.ts'
import { answer, reach } from './reach.ts'

interface Options {
  all?: boolean
  flow?: string
  code?: string
  record?: string
  set?: string[]
  json?: boolean
}

/** Tries one record, one issue or all of them again; with --set a person's edit goes before. */
export async function replay(id: string | undefined, options: Options): Promise<void> {
  if ((id === undefined) !== (options.all === true)) {
    throw new Failure(exitCodes.usage, 'Say which: either the id of an issue, or --all')
  }
  const replayed = await ask(id, options)
  show(replayed, options, inWords)
  if (replayed.skipped.length > 0) {
    throw new Failure(
      exitCodes.partial,
      replayed.skipped.map(({ issue, reason }) => `Issue ${issue}: ${reason}`).join('\n'),
    )
  }
}

async function ask(id: string | undefined, { flow, code, record, set }: Options): Promise<Schemas['Replayed']> {
  const client = reach()
  if (id === undefined) {
    const body = { ...(flow === undefined ? {} : { flow }), ...(code === undefined ? {} : { code }) }
    return answer(client.POST('/api/v1/issues/replay', { body }))
  }
  const params = { path: { id } }
  if (record === undefined) {
    if (set !== undefined) throw new Failure(exitCodes.usage, '--set changes one record: say which with --record <n>')
    return answer(client.POST('/api/v1/issues/{id}/replay', { params }))
  }
  const member = Number(record)
  if (!Number.isSafeInteger(member) || member < 1) {
    throw new Failure(exitCodes.usage, `"${record}" is no number of a record: "trefoil issue show ${id}" has them`)
  }
  if (set === undefined) return answer(client.POST('/api/v1/issues/{id}/replay', { params, body: { member } }))
  const fields = Object.fromEntries(set.map(fieldOf))
  return answer(client.POST('/api/v1/issues/{id}/edit', { params, body: { member, fields } }))
}

/** `acceptsEmail=true` is true and `points=12` is 12, as JSON has it; anything else is text, and nothing clears. */
function fieldOf(text: string): [name: string, value: unknown] {
  const at = text.indexOf('=')
  if (at < 1) throw new Failure(exitCodes.usage, `"${text}" is no field=value, as in emailAddress=ann@example.com`)
  const value = text.slice(at + 1)
  if (value === '') return [text.slice(0, at), null]
  try {
    return [text.slice(0, at), JSON.parse(value)]
  } catch {
    return [text.slice(0, at), value]
  }
}

function inWords({ runs, records }: Schemas['Replayed']): string {
  if (runs.length === 0) return 'It goes on'
  return `${records} ${records === 1 ? 'record is' : 'records are'} tried again: trefoil run show ${runs.join(', ')}`
}
