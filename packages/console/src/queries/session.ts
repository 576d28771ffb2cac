import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, ask, type Schemas } from '../api.ts'

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: () => ask(api.GET('/api/v1/session')),
  staleTime: 60_000,
})

type Session = Schemas['Session']

export type Role = Schemas['Person']['role']

const ranks: readonly Role[] = ['viewer', 'operator', 'editor', 'admin', 'owner']

/** Whether who is signed in may do what this role may: what is not allowed is not offered. */
export function useMay(role: Role): boolean {
  const mine = useQuery(sessionQuery).data?.person?.role
  return mine !== undefined && ranks.indexOf(mine) >= ranks.indexOf(role)
}

/** Where one is signed in. */
export const sessionsQuery = queryOptions({
  queryKey: ['sessions'],
  queryFn: () => ask(api.GET('/api/v1/sessions')),
})

function useSessionEnd<T>(end: (input: T) => Promise<unknown>) {
  const client = useQueryClient()
  return useMutation({ mutationFn: end, onSuccess: () => client.invalidateQueries(sessionsQuery) })
}

export const useEndSession = () =>
  useSessionEnd((id: number) => ask(api.DELETE('/api/v1/sessions/{id}', { params: { path: { id: String(id) } } })))

export const useEndOtherSessions = () => useSessionEnd(() => ask(api.DELETE('/api/v1/sessions')))

function useDoor<T>(knock: (input: T) => Promise<Session>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: knock,
    onSuccess: (session) => client.setQueryData(sessionQuery.queryKey, session),
  })
}

export const useSignIn = () =>
  useDoor((body: { email: string; password: string }) => ask(api.POST('/api/v1/session', { body })))

export const useSetUp = () =>
  useDoor((body: { token: string; email: string; name: string; password: string }) =>
    ask(api.POST('/api/v1/session/set-up', { body })),
  )

export const useEnter = () => useDoor((token: string) => ask(api.POST('/api/v1/session/enter', { body: { token } })))

export const useChangePassword = () =>
  useDoor((body: { current: string; password: string }) => ask(api.PUT('/api/v1/session/password', { body })))

export function useSignOut() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => ask(api.DELETE('/api/v1/session')),
    onSuccess: (session) => {
      client.setQueryData(sessionQuery.queryKey, session)
      client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionQuery.queryKey[0] })
    },
  })
}
