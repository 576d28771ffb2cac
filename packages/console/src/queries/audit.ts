import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { api, ask } from '../api.ts'
import { startOfList } from './runs.ts'

export const auditQuery = infiniteQueryOptions({
  queryKey: ['audit'],
  queryFn: ({ pageParam }) =>
    ask(
      api.GET('/api/v1/audit', {
        params: { query: { limit: 50, ...(pageParam === null ? {} : { cursor: pageParam }) } },
      }),
    ),
  initialPageParam: startOfList(),
  getNextPageParam: (page) => page.next_cursor,
})

export const auditCheckQuery = queryOptions({
  queryKey: ['audit', 'check'],
  queryFn: () => ask(api.GET('/api/v1/audit/check')),
})
