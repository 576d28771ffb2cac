import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, ask } from '../api.ts'

export const connectionsQuery = queryOptions({
  queryKey: ['connections'],
  queryFn: () => ask(api.GET('/api/v1/connections', { params: { query: { limit: 200 } } })),
  refetchInterval: 10_000,
})

/** How one of them behaves. */
export const switchesQuery = (name: string) =>
  queryOptions({
    queryKey: ['connections', name, 'switches'],
    queryFn: () => ask(api.GET('/api/v1/connections/{name}/switches', { params: { path: { name } } })),
    refetchInterval: 10_000,
  })

/** Takes nothing new of an account from now on, or news again. */
export function useFreeze(name: string) {
  const client = useQueryClient()
  const params = { path: { name } }
  return useMutation({
    mutationFn: (isFrozen: boolean) =>
      ask(
        isFrozen
          ? api.POST('/api/v1/connections/{name}/freeze', { params })
          : api.POST('/api/v1/connections/{name}/unfreeze', { params }),
      ),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ['connections'] }),
        client.invalidateQueries({ queryKey: ['flows'] }),
      ]),
  })
}

export const connectorsQuery = queryOptions({
  queryKey: ['connectors'],
  queryFn: () => ask(api.GET('/api/v1/connectors')),
  staleTime: 600_000,
})

export const recipesQuery = queryOptions({
  queryKey: ['recipes'],
  queryFn: () => ask(api.GET('/api/v1/recipes')),
  staleTime: 600_000,
})

/** What a ready flow would make of one real record; the vendor is asked now. */
export const tryRecipeQuery = (name: string, connection: string) =>
  queryOptions({
    queryKey: ['recipes', name, 'try', connection],
    queryFn: () => ask(api.POST('/api/v1/recipes/{name}/try', { params: { path: { name } }, body: { connection } })),
    staleTime: 600_000,
    retry: false,
  })

/** An account to be connected, as a person filled it in. */
export interface Account {
  connector: string
  name: string
  credentials: Record<string, unknown>
  settings: Record<string, unknown>
}

export const useCheck = () =>
  useMutation({ mutationFn: (body: Account) => ask(api.POST('/api/v1/connections/check', { body })) })

export function useConnect() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (account: Account & { allowMissing: boolean }) =>
      ask(api.POST('/api/v1/connections', { body: account })),
    onSuccess: () => client.invalidateQueries(connectionsQuery),
  })
}

/** An account to be connected by signing in at the vendor. */
export interface SignIn {
  connector: string
  name: string
  app: Record<string, unknown>
  settings: Record<string, unknown>
  allowMissing: boolean
}

export const useBeginOAuth = () =>
  useMutation({
    mutationFn: ({ app, ...body }: SignIn) =>
      // Left out, it is the app of the last sign-in.
      ask(api.POST('/api/v1/connections/oauth', { body: Object.keys(app).length === 0 ? body : { ...body, app } })),
  })

/** How a sign-in went that came back to this page; null: none did. */
export const oauthQuery = (id: number | undefined) =>
  queryOptions({
    queryKey: ['oauth', id ?? null],
    queryFn: async () =>
      id === undefined
        ? null
        : ask(api.GET('/api/v1/connections/oauth/{id}', { params: { path: { id: String(id) } } })),
  })

export function useApplyRecipe() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ name, connection, override = false }: { name: string; connection: string; override?: boolean }) =>
      ask(api.POST('/api/v1/recipes/{name}/apply', { params: { path: { name } }, body: { connection, override } })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['flows'] }),
  })
}
