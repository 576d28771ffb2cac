import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, ask } from '../api.ts'
import { startOfList } from './runs.ts'

const path = (id: number) => ({ params: { path: { id: String(id) } } })
const asked = { staleTime: 0, gcTime: 0, retry: false } as const

export const mergesQuery = (id: number) =>
  queryOptions({
    queryKey: ['records', 'one', String(id), 'merges'],
    queryFn: () => ask(api.GET('/api/v1/records/{id}/merges', path(id))),
  })

/** What a merge of two customers would do. */
export const mergePlanQuery = (id: number, other: number) =>
  queryOptions({
    queryKey: ['records', 'one', String(id), 'merge', other],
    queryFn: () =>
      ask(
        api.POST('/api/v1/records/{id}/merge', {
          ...path(id),
          body: { with: other, isSuggested: false, dryRun: true },
        }),
      ),
    ...asked,
  })

/** What parting two customers would do. */
export const unmergePlanQuery = (merge: number) =>
  queryOptions({
    queryKey: ['records', 'unmerge', merge],
    queryFn: () => ask(api.POST('/api/v1/merges/{id}/undo', { ...path(merge), body: { dryRun: true } })),
    ...asked,
  })

export const useMerge = () =>
  useMerging(({ id, other }: { id: number; other: number }) =>
    ask(
      api.POST('/api/v1/records/{id}/merge', { ...path(id), body: { with: other, isSuggested: false, dryRun: false } }),
    ),
  )

export const useUnmerge = () =>
  useMerging((merge: number) => ask(api.POST('/api/v1/merges/{id}/undo', { ...path(merge), body: { dryRun: false } })))

/** Pairs of customers who may be one person. */
export const suggestionsQuery = infiniteQueryOptions({
  queryKey: ['records', 'suggestions'],
  queryFn: ({ pageParam }) =>
    ask(
      api.GET('/api/v1/merge-suggestions', {
        params: { query: { limit: 20, ...(pageParam === null ? {} : { cursor: pageParam }) } },
      }),
    ),
  initialPageParam: startOfList(),
  getNextPageParam: ({ next_cursor }) => next_cursor,
})

/** All merges, the newest first. */
export const allMergesQuery = queryOptions({
  queryKey: ['records', 'merges'],
  queryFn: () => ask(api.GET('/api/v1/merges', { params: { query: { limit: 50 } } })),
})

export const useMergeSuggested = () =>
  useMerging(({ one, other }: { one: number; other: number }) =>
    ask(
      api.POST('/api/v1/records/{id}/merge', { ...path(one), body: { with: other, isSuggested: true, dryRun: false } }),
    ),
  )

export const useRefuseMerge = () =>
  useMerging((pair: { one: number; other: number }) =>
    ask(api.POST('/api/v1/merge-suggestions/refusals', { body: pair })),
  )

function useMerging<T, R>(mutationFn: (input: T) => Promise<R>) {
  const client = useQueryClient()
  return useMutation({ mutationFn, onSuccess: () => client.invalidateQueries({ queryKey: ['records'] }) })
}
