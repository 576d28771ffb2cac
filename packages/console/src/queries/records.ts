import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query'
import { api, ask } from '../api.ts'
import { startOfList } from './runs.ts'

const page = 100

/** Narrows a list: '' and absent ask for nothing. */
interface Narrowing {
  from: string
  store: number | undefined
}

export const recordsQuery = (entity: string, q: string, { from, store }: Narrowing) =>
  infiniteQueryOptions({
    queryKey: ['records', 'list', entity, q, from, store],
    queryFn: ({ pageParam }) =>
      ask(
        api.GET('/api/v1/records', {
          params: {
            query: {
              entity,
              limit: page,
              ...(q === '' ? {} : { q }),
              ...(from === '' ? {} : { from }),
              ...(store === undefined ? {} : { store }),
              ...(pageParam === null ? {} : { cursor: pageParam }),
            },
          },
        }),
      ),
    initialPageParam: startOfList(),
    getNextPageParam: ({ next_cursor }) => next_cursor,
    // The last list stays while the next is on its way, so that typing does not make the screen blink; one of another
    // entity does not.
    placeholderData: (last, query) => (query?.queryKey[2] === entity ? last : undefined),
  })

/** What records may be sourced from. */
export const sourcesQuery = queryOptions({
  queryKey: ['records', 'sources'],
  queryFn: () => ask(api.GET('/api/v1/records/sources')),
  staleTime: 60_000,
})

export const foundRecordsQuery = (q: string) =>
  queryOptions({
    queryKey: ['records', 'found', q],
    queryFn: () => ask(api.GET('/api/v1/records', { params: { query: { q, limit: 6 } } })),
    placeholderData: keepPreviousData,
  })

export const foundCustomersQuery = (q: string) =>
  queryOptions({
    queryKey: ['records', 'found', 'Customer', q],
    queryFn: () => ask(api.GET('/api/v1/records', { params: { query: { q, entity: 'Customer', limit: 12 } } })),
    placeholderData: keepPreviousData,
  })

export const recordQuery = (id: string) =>
  queryOptions({
    queryKey: ['records', 'one', id],
    queryFn: () => ask(api.GET('/api/v1/records/{id}', { params: { path: { id } } })),
    refetchInterval: 5_000,
  })

/** What one record needs to go out by a flow: asked whenever somebody looks, since the vendor answers as well. */
export const checksQuery = (id: string, flow: string) =>
  queryOptions({
    queryKey: ['records', 'checks', id, flow],
    queryFn: () => ask(api.GET('/api/v1/records/{id}/checks', { params: { path: { id }, query: { flow } } })),
    gcTime: 0,
    retry: false,
  })

export function useEdit(id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (fields: Record<string, unknown>) =>
      ask(api.PATCH('/api/v1/records/{id}', { params: { path: { id } }, body: fields })),
    onSuccess: (record) => {
      client.setQueryData(recordQuery(id).queryKey, record)
      return client.invalidateQueries({ queryKey: ['records', 'list'] })
    },
  })
}
