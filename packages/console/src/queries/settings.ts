import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, ask, type Schemas } from '../api.ts'

export const settingsQuery = queryOptions({
  queryKey: ['settings'],
  queryFn: () => ask(api.GET('/api/v1/settings')),
})

/** Settings as a person may change them: a section, or some fields of one. */
export type SettingsChange = {
  [Section in 'brakes' | 'identity' | 'retention' | 'notifications']?: Partial<Schemas['Settings'][Section]>
} & { loyalty?: LoyaltyChange }

type Loyalty = Schemas['Settings']['loyalty']
type LoyaltyChange = Partial<Omit<Loyalty, 'signUp'>> & { signUp?: Partial<Loyalty['signUp']> }

export function useChangeSettings() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: SettingsChange) => ask(api.PATCH('/api/v1/settings', { body })),
    onSuccess: (settings) => client.setQueryData(settingsQuery.queryKey, settings),
  })
}

export const useTestMail = () => useMutation({ mutationFn: () => ask(api.POST('/api/v1/mail/test')) })

export const systemQuery = queryOptions({
  queryKey: ['system'],
  queryFn: () => ask(api.GET('/api/v1/system')),
  refetchInterval: 5_000,
})

export const statusQuery = queryOptions({
  queryKey: ['status'],
  queryFn: () => ask(api.GET('/api/v1/status')),
  refetchInterval: 5_000,
})

/** What the runs of so many hours did, and how fast each flow is at present. */
export const activityQuery = (hours: number) =>
  queryOptions({
    queryKey: ['activity', hours],
    queryFn: () => ask(api.GET('/api/v1/activity', { params: { query: { hours } } })),
    refetchInterval: 5_000,
  })
