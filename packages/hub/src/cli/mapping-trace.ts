import type { Schemas } from '../client/client.ts'
import { changesInWords } from './change-words.ts'
import { explainedInWords } from './explained-in-words.ts'
import { show } from './print.ts'
import { answer, reach } from './reach.ts'

/** Takes one record through a flow against the vendor as it is now, and prints every step. */
export async function trace(
  name: string,
  body: { externalId?: string; recordId?: string },
  options: { json?: boolean },
): Promise<void> {
  const told = await answer(reach().POST('/api/v1/flows/{name}/trace', { params: { path: { name } }, body }))
  show(told, options, traceInWords)
}

function traceInWords({ retrieve, map, children, write }: Schemas['Trace']): string {
  const ended = children.map(({ list, id, mapping, outcome, reason }) => {
    return `  ${list}/${id ?? 'without an id'}: ${outcome} by ${mapping}${reason === null ? '' : `: ${reason}`}`
  })
  const changes = changesInWords(write.changes)
  return [
    `1. Retrieve, from ${retrieve.from}`,
    ...requestsInWords(retrieve.requests),
    indented(JSON.stringify(retrieve.source, null, 2)),
    `\n2. Map: ${explainedInWords(map)}`,
    `\n3. Children: ${ended.length === 0 ? 'none' : ''}`,
    ...ended,
    `\n4. Write, to ${write.to}: ${write.outcome}${write.externalId === null ? '' : ` ${write.externalId}`}`,
    ...requestsInWords(write.requests),
    ...write.reasons.map(({ code, message }) => `  ${code}: ${message}`),
    ...(changes === '' ? [] : [indented(changes)]),
    'Nothing was written.',
  ].join('\n')
}

function requestsInWords(requests: Schemas['Trace']['retrieve']['requests']): string[] {
  return requests.map(({ request, status, ms }) => `  ${request} → ${status ?? 'no answer'}, ${ms} ms`)
}

function indented(text: string): string {
  return text.replaceAll(/^/gm, '  ')
}
