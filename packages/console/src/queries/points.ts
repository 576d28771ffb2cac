import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api, ask } from '../api.ts'
import { startOfList } from './runs.ts'

export const pointsQuery = queryOptions({
  queryKey: ['points', 'all'],
  queryFn: () => ask(api.GET('/api/v1/points')),
  refetchInterval: 5_000,
})

export const pointsOfQuery = (customer: string) =>
  infiniteQueryOptions({
    queryKey: ['points', 'of', customer],
    queryFn: ({ pageParam }) =>
      ask(
        api.GET('/api/v1/customers/{id}/points', {
          params: { path: { id: customer }, query: { limit: 8, ...(pageParam === null ? {} : { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: startOfList(),
    getNextPageParam: ({ next_cursor }) => next_cursor,
    refetchInterval: 5_000,
  })

export function useAdjustPoints(customer: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: { points: number; note: string }) =>
      ask(api.POST('/api/v1/customers/{id}/points', { params: { path: { id: customer } }, body })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['points'] }),
  })
}

export const unattributedQuery = infiniteQueryOptions({
  queryKey: ['points', 'unattributed'],
  queryFn: ({ pageParam }) =>
    ask(
      api.GET('/api/v1/points/unattributed', {
        params: { query: { limit: 50, ...(pageParam === null ? {} : { cursor: pageParam }) } },
      }),
    ),
  initialPageParam: startOfList(),
  getNextPageParam: ({ next_cursor }) => next_cursor,
  refetchInterval: 5_000,
})

/** Says whose an order is, by a person's edit; null: nobody's, as before. */
export function useAttribute() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ order, customer }: { order: number; customer: number | null }) =>
      ask(
        api.PATCH('/api/v1/records/{id}', {
          params: { path: { id: String(order) } },
          body: { customerId: customer },
        }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: ['points'] }),
  })
}

export interface Recomputed {
  isDry: boolean
  orders: number
  given: number
  taken: number
  customers: number
}

/** Compares all orders with the ledger, page by page, and tells how far it is. */
export function useRecompute() {
  const client = useQueryClient()
  const [soFar, setSoFar] = useState<Recomputed | null>(null)
  const work = useMutation({
    mutationFn: async (isDry: boolean) => {
      const sum = { isDry, orders: 0, given: 0, taken: 0, customers: 0 }
      const customers = new Set<number>()
      for (let after: number | null = 0; after !== null; ) {
        const page: Page = await ask(api.POST('/api/v1/points/recompute', { body: { after, dryRun: isDry } }))
        for (const id of page.customers) customers.add(id)
        sum.orders += page.orders
        sum.given += page.given
        sum.taken += page.taken
        sum.customers = customers.size
        setSoFar({ ...sum })
        after = page.next
      }
      return sum
    },
    onMutate: () => setSoFar(null),
    onSettled: () => client.invalidateQueries({ queryKey: ['points'] }),
  })
  return { ...work, soFar }
}

interface Page {
  orders: number
  given: number
  taken: number
  customers: number[]
  next: number | null
}
