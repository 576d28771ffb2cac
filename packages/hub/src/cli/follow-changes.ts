import { setTimeout as sleep } from 'node:timers/promises'
import { EventSourceParserStream } from 'eventsource-parser/stream'
import type { Schemas, TrefoilClient } from '../client/client.ts'
import { exitCodes, Failure } from './exit.ts'
import { type Cell, note, print } from './print.ts'
import { answer } from './reach.ts'

type Change = Schemas['Change']

const retryAfter = 1_000

/** Prints changes until somebody ends it. A hub that goes away is waited for, and nothing is missed or told twice. */
export async function followChanges(
  client: TrefoilClient,
  filter: { after?: string; entity?: string },
  options: { json?: boolean },
): Promise<never> {
  let query = filter
  let isLost = false
  for (;;) {
    try {
      const events = await open(client, query)
      if (isLost) note('The hub is back.')
      isLost = false
      for await (const { id, event, data } of events) {
        if (event === 'change') tell(JSON.parse(data), options)
        if (id !== undefined) query = { ...query, after: id }
      }
    } catch (error) {
      if (!isPassing(error) || query.after === undefined) throw error
      if (!isLost) note('The hub is away: waiting for it. Ctrl-C ends this.')
      isLost = true
    }
    await sleep(retryAfter)
  }
}

export function changeRow({ id, at, entity, record, version, actor, ...what }: Change): Cell[] {
  return [id, at, entity, record, version, inWords(what), actor]
}

function inWords({ kind, into, fields }: Pick<Change, 'kind' | 'into' | 'fields'>): string {
  if (kind === 'merged') return `merged into ${into}`
  return kind === 'changed' ? fields?.join(', ') || 'consent' : kind
}

async function open(client: TrefoilClient, query: { after?: string; entity?: string }) {
  const headers = { accept: 'text/event-stream' }
  const body = await answer(client.GET('/api/v1/changes', { params: { query }, headers, parseAs: 'stream' }))
  if (body === null) throw new Failure(exitCodes.failed, 'The hub answered with nothing')
  return body.pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream())
}

function tell(change: Change, options: { json?: boolean }): void {
  print(options.json === true ? JSON.stringify(change) : changeRow(change).join('  '))
}

/** Cut off, or nobody there; what the hub itself refuses stays refused. */
function isPassing(error: unknown): boolean {
  return error instanceof Failure ? error.exitCode === exitCodes.unreachable : error instanceof TypeError
}
