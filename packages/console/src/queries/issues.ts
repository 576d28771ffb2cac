import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, ask, type Schemas } from '../api.ts'
import { startOfList } from './runs.ts'

export const openIssuesQuery = issuesQuery('open')

type State = 'open' | 'snoozed' | 'closed'

export function issuesQuery(state: State) {
  return queryOptions({
    queryKey: ['issues', state],
    queryFn: () => issuesIn(state),
    refetchInterval: 5_000,
  })
}

/**
 * Those that are closed are a history, told from its newest page. All others are wanted whole, for people count by them
 * what needs a person; they are causes and not records, so there are few.
 */
async function issuesIn(state: State): Promise<{ data: Schemas['Issue'][] }> {
  const data: Schemas['Issue'][] = []
  let cursor = startOfList()
  do {
    const query = { limit: 200, state, ...(cursor === null ? {} : { cursor }) }
    const page = await ask(api.GET('/api/v1/issues', { params: { query } }))
    data.push(...page.data)
    cursor = page.next_cursor
  } while (cursor !== null && state !== 'closed')
  return { data }
}

export const issueQuery = (id: string) =>
  queryOptions({
    queryKey: ['issues', 'one', id],
    queryFn: () => ask(api.GET('/api/v1/issues/{id}', { params: { path: { id } } })),
    refetchInterval: 4_000,
  })

export const membersQuery = (id: string) =>
  queryOptions({
    queryKey: ['issues', 'one', id, 'members'],
    queryFn: () => ask(api.GET('/api/v1/issues/{id}/members', { params: { path: { id }, query: { limit: 100 } } })),
    refetchInterval: 4_000,
  })

function useIssueChange<T, R>(change: (input: T) => Promise<R>) {
  const client = useQueryClient()
  // Not waited for: what was done is told before the row that asked for it is gone with its issue.
  const onSuccess = () => void client.invalidateQueries({ queryKey: ['issues'] })
  return useMutation({ mutationFn: change, onSuccess })
}

const path = (id: string) => ({ params: { path: { id } } })

export const useReplay = (id: string) =>
  useIssueChange((member: number | null) =>
    ask(api.POST('/api/v1/issues/{id}/replay', { ...path(id), body: member === null ? {} : { member } })),
  )

export const useReplayAll = () => useIssueChange(() => ask(api.POST('/api/v1/issues/replay', { body: {} })))

export const useSnooze = (id: string) =>
  useIssueChange((until: string | null) =>
    ask(api.POST('/api/v1/issues/{id}/snooze', { ...path(id), body: { until } })),
  )

export const useAssign = (id: string) =>
  useIssueChange((to: string | null) => ask(api.POST('/api/v1/issues/{id}/assign', { ...path(id), body: { to } })))

export const useClose = (id: string) => useIssueChange(() => ask(api.POST('/api/v1/issues/{id}/close', path(id))))

export const useEditMember = (id: string) =>
  useIssueChange((body: { member: number; fields: Record<string, unknown> }) =>
    ask(api.POST('/api/v1/issues/{id}/edit', { ...path(id), body })),
  )
