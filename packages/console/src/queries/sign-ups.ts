import { infiniteQueryOptions } from '@tanstack/react-query'
import { api, ask } from '../api.ts'
import { startOfList } from './runs.ts'

const page = 50

/** The newest first. Asked for again and again: what a sign-up comes to at the till shows within seconds. */
export const signUpsQuery = infiniteQueryOptions({
  queryKey: ['sign-ups'],
  queryFn: ({ pageParam }) =>
    ask(
      api.GET('/api/v1/sign-ups', {
        params: { query: { limit: page, ...(pageParam === null ? {} : { cursor: pageParam }) } },
      }),
    ),
  initialPageParam: startOfList(),
  getNextPageParam: ({ next_cursor }) => next_cursor,
  refetchInterval: 5_000,
})
