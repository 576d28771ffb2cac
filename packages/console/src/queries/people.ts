import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, ask, type Schemas } from '../api.ts'
import type { Role } from './session.ts'

export const peopleQuery = queryOptions({
  queryKey: ['people'],
  queryFn: () => ask(api.GET('/api/v1/people', { params: { query: { limit: 200 } } })),
})

export const keysQuery = queryOptions({
  queryKey: ['keys'],
  queryFn: () => ask(api.GET('/api/v1/api-keys', { params: { query: { limit: 200 } } })),
})

function useChange<T, R>(key: string, change: (input: T) => Promise<R>) {
  const client = useQueryClient()
  return useMutation({ mutationFn: change, onSuccess: () => client.invalidateQueries({ queryKey: [key] }) })
}

const path = (id: number) => ({ params: { path: { id: String(id) } } })

export const useInvite = () =>
  useChange('people', (body: { email: string; name: string; role: Role }) => ask(api.POST('/api/v1/people', { body })))

export const useSignInLink = () =>
  useChange('people', (id: number) => ask(api.POST('/api/v1/people/{id}/link', path(id))))

export const useChangeRole = () =>
  useChange('people', ({ id, role }: { id: number; role: Role }) =>
    ask(api.PATCH('/api/v1/people/{id}', { ...path(id), body: { role } })),
  )

export const useSignOutPerson = () =>
  useChange('people', (id: number) => ask(api.DELETE('/api/v1/people/{id}/sessions', path(id))))

export const useRemovePerson = () =>
  useChange('people', (id: number) => ask(api.DELETE('/api/v1/people/{id}', path(id))))

export const useMakeKey = () =>
  useChange('keys', (body: Schemas['MakeApiKeyInput']) => ask(api.POST('/api/v1/api-keys', { body })))

export const useRemoveKey = () => useChange('keys', (id: number) => ask(api.DELETE('/api/v1/api-keys/{id}', path(id))))
