/** Whole lists of the hub, page by page, as any program would read them. */
import type { Schemas, TrefoilClient } from '../../client/client.ts'
import { allPages, limit } from '../all-pages.ts'
import { answer } from '../reach.ts'

export async function allRecords(client: TrefoilClient, entity: string): Promise<Schemas['Record'][]> {
  const { data } = await allPages((cursor) =>
    answer(client.GET('/api/v1/records', { params: { query: { limit, entity, ...cursor } } })),
  )
  return data
}

export async function allRuns(client: TrefoilClient, flow: string): Promise<Schemas['Run'][]> {
  const { data } = await allPages((cursor) =>
    answer(client.GET('/api/v1/runs', { params: { query: { limit, flow, ...cursor } } })),
  )
  return data
}

/** The reasons of every run of a flow. */
export async function allOutcomes(client: TrefoilClient, flow: string): Promise<Schemas['Outcome'][]> {
  const all: Schemas['Outcome'][] = []
  for (const { id } of await allRuns(client, flow)) {
    const path = { id: String(id) }
    const reasons = await allPages((cursor) =>
      answer(client.GET('/api/v1/runs/{id}/outcomes', { params: { path, query: { limit, ...cursor } } })),
    )
    all.push(...reasons.data)
  }
  return all
}
