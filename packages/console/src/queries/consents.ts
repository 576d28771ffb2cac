import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, ask } from '../api.ts'

export const consentsQuery = (id: string) =>
  queryOptions({
    queryKey: ['records', 'one', id, 'consents'],
    queryFn: () => ask(api.GET('/api/v1/records/{id}/consents', { params: { path: { id } } })),
    refetchInterval: 10_000,
  })

/** What a customer said, as it is entered. */
export interface ConsentEntry {
  channel: 'email' | 'sms'
  state: 'given' | 'withdrawn'
  act?: string
}

export function useRecordConsent(id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: ConsentEntry) =>
      ask(api.POST('/api/v1/records/{id}/consents', { params: { path: { id } }, body })),
    onSuccess: (consents) => {
      client.setQueryData(consentsQuery(id).queryKey, consents)
      return client.invalidateQueries({ queryKey: ['records', 'one', id] })
    },
  })
}
