/** Whole lists of the hub, page by page, as any program would read them. */
import type { Schemas, TrefoilClient } from '../../client/client.ts'
import { answer } from '../reach.ts'

const limit = 200

interface Page<T> {
  data: T[]
  next_cursor: string | null
}

export function allRecords(client: TrefoilClient, entity: string): Promise<Schemas['Record'][]> {
  return allPages((cursor) =>
    answer(client.GET('/api/v1/records', { params: { query: { limit, entity, ...cursor } } })),
  )
}

export function allRuns(client: TrefoilClient, flow: string): Promise<Schemas['Run'][]> {
  return allPages((cursor) => answer(client.GET('/api/v1/runs', { params: { query: { limit, flow, ...cursor } } })))
}

/** The reasons of every run of a flow. */
export async function allOutcomes(client: TrefoilClient, flow: string): Promise<Schemas['Outcome'][]> {
  const all: Schemas['Outcome'][] = []
  for (const { id } of await allRuns(client, flow)) {
    const path = { id: String(id) }
    const reasons = await allPages((cursor) =>
      answer(client.GET('/api/v1/runs/{id}/outcomes', { params: { path, query: { limit, ...cursor } } })),
    )
    all.push(...reasons)
  }
  return all
}

async function allPages<T>(read: (cursor: { cursor?: string }) => Promise<Page<T>>): Promise<T[]> {
  const all: T[] = []
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page: Page<T> = await read(cursor === undefined ? {} : { cursor })
    all.push(...page.data)
    cursor = page.next_cursor
  }
  return all
}
