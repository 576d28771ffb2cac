import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, ask, type Schemas } from '../api.ts'

export const storesQuery = queryOptions({
  queryKey: ['stores'],
  queryFn: () => ask(api.GET('/api/v1/stores', { params: { query: { limit: 200 } } })),
})

export const archivedStoresQuery = queryOptions({
  queryKey: ['stores', 'archived'],
  queryFn: () => ask(api.GET('/api/v1/stores', { params: { query: { limit: 200, archived: 'true' } } })),
})

/** The keys that orders came from, and whose they are. */
export const storeKeysQuery = queryOptions({
  queryKey: ['stores', 'keys'],
  queryFn: () => ask(api.GET('/api/v1/stores/keys')),
  refetchInterval: 5_000,
})

/** What changes with a store changes the favourite of customers, and what needs a person. */
function useStoreChange<T>(change: (input: T) => Promise<Schemas['Store']>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: change,
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['issues'] })
      void client.invalidateQueries({ queryKey: ['stores'] })
    },
  })
}

const path = (id: number) => ({ params: { path: { id: String(id) } } })

/** Without an id: a new one. */
export const useSaveStore = () =>
  useStoreChange(({ id, ...body }: Schemas['MakeStoreInput'] & { id?: number }) =>
    id === undefined
      ? ask(api.POST('/api/v1/stores', { body }))
      : ask(api.PATCH('/api/v1/stores/{id}', { ...path(id), body })),
  )

export const useArchiveStore = () =>
  useStoreChange(({ id, isArchived }: { id: number; isArchived: boolean }) =>
    ask(api.PATCH('/api/v1/stores/{id}', { ...path(id), body: { isArchived } })),
  )

export const favouriteStoreQuery = (customer: string) =>
  queryOptions({
    queryKey: ['stores', 'favourite', customer],
    queryFn: () => ask(api.GET('/api/v1/customers/{id}/store', { params: { path: { id: customer } } })),
  })

/** Null: the choice is taken back. */
export function useChooseStore(customer: string) {
  const client = useQueryClient()
  const params = { path: { id: customer } }
  return useMutation({
    mutationFn: (store: number | null) =>
      store === null
        ? ask(api.DELETE('/api/v1/customers/{id}/store', { params }))
        : ask(api.PUT('/api/v1/customers/{id}/store', { params, body: { store } })),
    onSuccess: (favourite) => client.setQueryData(favouriteStoreQuery(customer).queryKey, favourite),
  })
}
