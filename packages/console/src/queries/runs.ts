import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
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

/** All pages that were opened are asked for again while the run goes on: reasons come with every page that it stores. */
export const outcomesQuery = (id: string, outcome: Outcome | undefined, isOver: boolean) =>
  infiniteQueryOptions({
    queryKey: [...outcomesKey(id), outcome ?? null],
    refetchInterval: isOver ? false : 2_000,
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

function outcomesKey(id: string) {
  return ['runs', 'one', id, 'outcomes']
}

/** What was listed before the run ended lacks the last of it, so it is asked for once more at the end. */
export function useLastOutcomes(id: string, isOver: boolean): void {
  const client = useQueryClient()
  useEffect(() => {
    if (isOver) return
    return () => void client.invalidateQueries({ queryKey: outcomesKey(id) })
  }, [client, id, isOver])
}

function useRunChange<Answer>(change: () => Promise<Answer>) {
  const client = useQueryClient()
  return useMutation({ mutationFn: change, onSuccess: () => client.invalidateQueries({ queryKey: ['runs'] }) })
}

export const useCancelRun = (id: string) =>
  useRunChange(() => ask(api.POST('/api/v1/runs/{id}/cancel', { params: { path: { id } } })))

export const useReleaseRun = (id: string) =>
  useRunChange(() => ask(api.POST('/api/v1/runs/{id}/release', { params: { path: { id } } })))

/** What undoing the run would put back; asked when somebody looks. */
export const undoPlanQuery = (id: string) =>
  queryOptions({
    queryKey: ['runs', 'one', id, 'undo'],
    queryFn: () => ask(api.GET('/api/v1/runs/{id}/undo', { params: { path: { id } } })),
    gcTime: 0,
    retry: false,
  })

export const useUndoRun = (id: string) =>
  useRunChange(() => ask(api.POST('/api/v1/runs/{id}/undo', { params: { path: { id } } })))

/** A list begins without a cursor. */
export function startOfList(): string | null {
  return null
}
