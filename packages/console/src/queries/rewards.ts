import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, ask, type Schemas } from '../api.ts'

export const rewardsQuery = (withArchived: boolean) =>
  queryOptions({
    queryKey: ['rewards', withArchived],
    queryFn: () =>
      ask(api.GET('/api/v1/rewards', { params: { query: { archived: withArchived ? 'true' : 'false' } } })),
  })

export type RedemptionChoice = 'flagged' | 'redeemed' | 'applied' | 'cancelled'

export const redemptionsQuery = (state: RedemptionChoice | undefined, cursor?: string) =>
  queryOptions({
    queryKey: ['redemptions', state, cursor],
    queryFn: () => {
      const query = {
        limit: 50,
        ...(state === undefined ? {} : { state }),
        ...(cursor === undefined ? {} : { cursor }),
      }
      return ask(api.GET('/api/v1/redemptions', { params: { query } }))
    },
    refetchInterval: 5_000,
  })

export const redemptionQuery = (id: number) =>
  queryOptions({
    queryKey: ['redemptions', 'one', id],
    queryFn: () => ask(api.GET('/api/v1/redemptions/{id}', path(id))),
  })

export const waitingRedemptionsQuery = queryOptions({
  queryKey: ['redemptions', 'waiting'],
  queryFn: () => ask(api.GET('/api/v1/redemptions/waiting')),
  refetchInterval: 15_000,
})

export const customersAtCounterQuery = (q: string) =>
  queryOptions({
    queryKey: ['counter', 'found', q],
    queryFn: () => ask(api.GET('/api/v1/counter/customers', { params: { query: { q } } })),
    enabled: q.length > 1,
  })

export const counterQuery = (customer: number) =>
  queryOptions({
    queryKey: ['counter', customer],
    queryFn: () => ask(api.GET('/api/v1/counter/customers/{id}', path(customer))),
  })

const path = (id: number) => ({ params: { path: { id: String(id) } } })

function useLoyaltyChange<T, R>(change: (input: T) => Promise<R>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: change,
    onSuccess: () =>
      Promise.all(
        ['rewards', 'redemptions', 'counter', 'points'].map((key) => client.invalidateQueries({ queryKey: [key] })),
      ),
  })
}

/** Without an id: a new one. */
export const useSaveReward = () =>
  useLoyaltyChange(({ id, ...body }: Schemas['NewRewardInput'] & { id?: number }) =>
    id === undefined
      ? ask(api.POST('/api/v1/rewards', { body }))
      : ask(api.PATCH('/api/v1/rewards/{id}', { ...path(id), body })),
  )

export const useArchiveReward = () =>
  useLoyaltyChange(({ id, isArchived }: { id: number; isArchived: boolean }) =>
    ask(api.PATCH('/api/v1/rewards/{id}', { ...path(id), body: { isArchived } })),
  )

/** `key` names the act: sent again over a bad network, it takes the points once. */
export const useRedeem = () =>
  useLoyaltyChange(({ customer, reward, key }: { customer: number; reward: number; key: string }) => {
    const params = { path: { id: String(customer) }, header: { 'idempotency-key': key } }
    return ask(api.POST('/api/v1/customers/{id}/redemptions', { params, body: { rewardId: reward } }))
  })

export const useUndoRedemption = () =>
  useLoyaltyChange((id: number) => ask(api.POST('/api/v1/redemptions/{id}/undo', path(id))))

export const useCancelRedemption = () =>
  useLoyaltyChange(({ id, note }: { id: number; note: string | null }) =>
    ask(api.POST('/api/v1/redemptions/{id}/cancel', { ...path(id), body: { note } })),
  )

export const useApplyRedemption = () =>
  useLoyaltyChange(({ id, ...body }: { id: number; orderId: number | null; note: string | null }) =>
    ask(api.POST('/api/v1/redemptions/{id}/apply', { ...path(id), body })),
  )
