import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, ask } from '../api.ts'

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
    queryFn: () => ask(api.POST('/api/v1/records/{id}/merge', { ...path(id), body: { with: other, dryRun: true } })),
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
    ask(api.POST('/api/v1/records/{id}/merge', { ...path(id), body: { with: other, dryRun: false } })),
  )

export const useUnmerge = () =>
  useMerging((merge: number) => ask(api.POST('/api/v1/merges/{id}/undo', { ...path(merge), body: { dryRun: false } })))

function useMerging<T, R>(mutationFn: (input: T) => Promise<R>) {
  const client = useQueryClient()
  return useMutation({ mutationFn, onSuccess: () => client.invalidateQueries({ queryKey: ['records'] }) })
}
