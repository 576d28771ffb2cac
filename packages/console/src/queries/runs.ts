import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, ask, type Schemas } from '../api.ts'

export const runsQuery = (flow: string | undefined, limit = 50) =>
  queryOptions({
    queryKey: ['runs', flow ?? null, limit],
    queryFn: () =>
      ask(api.GET('/api/v1/runs', { params: { query: { limit, ...(flow === undefined ? {} : { flow }) } } })),
    refetchInterval: 3_000,
  })

export const runQuery = (id: string) =>
  queryOptions({
    queryKey: ['runs', 'one', id],
    queryFn: () => ask(api.GET('/api/v1/runs/{id}', { params: { path: { id } } })),
    refetchInterval: ({ state }) => (state.data?.finishedAt === null ? 1_000 : false),
  })

type Outcome = keyof Schemas['Run']['outcomes']

export const outcomesQuery = (id: string, outcome: Outcome | undefined) =>
  infiniteQueryOptions({
    queryKey: ['runs', 'one', id, 'outcomes', outcome ?? null],
    queryFn: ({ pageParam }) =>
      ask(
        api.GET('/api/v1/runs/{id}/outcomes', {
          params: {
            path: { id },
            query: {
              limit: 50,
              ...(outcome === undefined ? {} : { outcome }),
              ...(pageParam === null ? {} : { cursor: pageParam }),
            },
          },
        }),
      ),
    initialPageParam: startOfList(),
    getNextPageParam: (page) => page.next_cursor,
  })

function useRunChange(change: () => Promise<unknown>) {
  const client = useQueryClient()
  return useMutation({ mutationFn: change, onSuccess: () => client.invalidateQueries({ queryKey: ['runs'] }) })
}

export const useCancelRun = (id: string) =>
  useRunChange(() => ask(api.POST('/api/v1/runs/{id}/cancel', { params: { path: { id } } })))

export const useReleaseRun = (id: string) =>
  useRunChange(() => ask(api.POST('/api/v1/runs/{id}/release', { params: { path: { id } } })))

/** A list begins without a cursor. */
export function startOfList(): string | null {
  return null
}
