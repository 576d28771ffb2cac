import type { TrefoilClient } from '../client/client.ts'
import { exitCodes, Failure } from './exit.ts'
import { note } from './print.ts'
import { answer } from './reach.ts'
import { type FileIds, readIds } from './selection-file.ts'

/** What of a flow is to be synced: named one by one, in a file, or by a condition. */
export interface Choice {
  ids?: string
  externalIds?: string
  file?: string
  external?: boolean
  where?: string
  skipUnknown?: boolean
}

const atOnce = 5_000

/** Tells the hub the choice, portion by portion, and answers the run. Ids that lead nowhere refuse the whole. */
export async function selectRecords(client: TrefoilClient, flow: string, choice: Choice): Promise<number> {
  const params = { path: { name: flow } }
  if (choice.where !== undefined) {
    const body = { where: choice.where }
    return (await answer(client.POST('/api/v1/flows/{name}/selections', { params, body }))).run
  }
  const { run } = await answer(client.POST('/api/v1/flows/{name}/selections', { params }))
  try {
    await nameAll(client, run, choice)
    await answer(client.POST('/api/v1/runs/{id}/start', { params: { path: { id: String(run) } } }))
    return run
  } catch (error) {
    await client.POST('/api/v1/runs/{id}/cancel', { params: { path: { id: String(run) } } }).catch(() => {})
    throw error
  }
}

async function nameAll(client: TrefoilClient, run: number, choice: Choice): Promise<void> {
  const unknown: string[] = []
  let kind: FileIds['kind'] = 'ids'
  for await (const portion of portionsOf(choice)) {
    const body = portion.kind === 'ids' ? { ids: portion.ids } : { externalIds: portion.ids }
    kind = portion.kind
    const params = { path: { id: String(run) } }
    const told = await answer(client.POST('/api/v1/runs/{id}/selection', { params, body }))
    unknown.push(...told.unknown)
  }
  if (unknown.length === 0) return
  const ids = `${unknown.slice(0, 5).join(', ')}${unknown.length > 5 ? ` and ${unknown.length - 5} more` : ''}`
  const words = `${unknown.length} of the ${kind === 'ids' ? 'hub ids' : 'external ids'} lead nowhere: ${ids}`
  if (choice.skipUnknown === true) return note(`${words}; they are left out`)
  throw new Failure(exitCodes.notFound, `${words}. Nothing was queued; --skip-unknown syncs the others`, { unknown })
}

async function* portionsOf(choice: Choice): AsyncGenerator<FileIds> {
  const fallback = choice.external === true ? 'externalIds' : 'ids'
  if (choice.file !== undefined) yield* readIds(choice.file, fallback, atOnce)
  for (const [kind, list] of [
    ['ids', choice.ids],
    ['externalIds', choice.externalIds],
  ] as const) {
    const ids = (list ?? '').split(',').flatMap((id) => (id.trim() === '' ? [] : [id.trim()]))
    for (let at = 0; at < ids.length; at += atOnce) yield { kind, ids: ids.slice(at, at + atOnce) }
  }
}
