import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, ask } from '../api.ts'

const live = 4_000

export const flowsQuery = queryOptions({
  queryKey: ['flows'],
  queryFn: () => ask(api.GET('/api/v1/flows', { params: { query: { limit: 200 } } })),
  refetchInterval: live,
})

export const flowQuery = (name: string) =>
  queryOptions({
    queryKey: ['flows', name],
    queryFn: () => ask(api.GET('/api/v1/flows/{name}', { params: { path: { name } } })),
    refetchInterval: live,
  })

export const versionsQuery = (name: string) =>
  queryOptions({
    queryKey: ['flows', name, 'versions'],
    queryFn: () => ask(api.GET('/api/v1/flows/{name}/versions', { params: { path: { name }, query: { limit: 100 } } })),
  })

export const diffQuery = (name: string, from: number, to: number) =>
  queryOptions({
    queryKey: ['flows', name, 'diff', from, to],
    queryFn: () =>
      ask(
        api.GET('/api/v1/flows/{name}/diff', {
          params: { path: { name }, query: { from: String(from), to: String(to) } },
        }),
      ),
  })

export const flowPageQuery = (name: string) =>
  queryOptions({
    queryKey: ['flows', name, 'page'],
    queryFn: () => ask(api.GET('/api/v1/flows/{name}/page', { params: { path: { name } }, parseAs: 'text' })),
  })

/** What a proposed definition would do with stored records, and what it makes of each field of one of them. */
export const previewQuery = (name: string, definition: Record<string, unknown>, sample: number) =>
  queryOptions({
    queryKey: ['flows', name, 'preview', definition, sample],
    queryFn: () =>
      ask(api.POST('/api/v1/flows/{name}/preview', { params: { path: { name } }, body: { definition, sample } })),
    staleTime: 60_000,
  })

export const explainQuery = (
  name: string,
  which: { externalId: string } | { recordId: number },
  definition?: Record<string, unknown>,
) =>
  queryOptions({
    queryKey: ['flows', name, 'explain', which, definition ?? null],
    queryFn: () =>
      ask(
        api.POST('/api/v1/flows/{name}/explain', {
          params: { path: { name } },
          body: { ...which, ...(definition === undefined ? {} : { definition }) },
        }),
      ),
    staleTime: 60_000,
  })

/** One record taken through the flow against the vendor as it is now: asked when somebody looks, and not again. */
export const traceQuery = (name: string, which: { externalId: string } | { recordId: number }) =>
  queryOptions({
    queryKey: ['flows', name, 'trace', which],
    queryFn: () => ask(api.POST('/api/v1/flows/{name}/trace', { params: { path: { name } }, body: which })),
    staleTime: 300_000,
  })

function useFlowChange<T, Answer>(change: (input: T) => Promise<Answer>) {
  const client = useQueryClient()
  return useMutation({ mutationFn: change, onSuccess: () => client.invalidateQueries({ queryKey: ['flows'] }) })
}

export const usePause = (name: string) =>
  useFlowChange(() => ask(api.POST('/api/v1/flows/{name}/pause', { params: { path: { name } } })))

export const useResume = (name: string) =>
  useFlowChange((override: boolean) =>
    ask(api.POST('/api/v1/flows/{name}/resume', { params: { path: { name } }, body: { override } })),
  )

export const useRollBack = (name: string) =>
  useFlowChange((version: number) =>
    ask(api.POST('/api/v1/flows/{name}/rollback', { params: { path: { name } }, body: { version, override: false } })),
  )

export const useSave = (name: string) =>
  useFlowChange((body: { definition: Record<string, unknown>; base: number; note?: string }) =>
    ask(
      api.PUT('/api/v1/flows/{name}/definition', {
        params: { path: { name } },
        body: { ...body, activate: true, override: false },
      }),
    ),
  )

export function useRun(name: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (kind: 'full' | 'replay') =>
      ask(api.POST('/api/v1/flows/{name}/runs', { params: { path: { name } }, body: { kind } })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['runs'] }),
  })
}

export function useSyncOne(name: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: { id: number } | { externalId: string }) =>
      ask(api.POST('/api/v1/flows/{name}/sync', { params: { path: { name } }, body })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['runs'] }),
  })
}

/** The definition of a copy, and what could not be turned round; nothing is stored. */
export const copyQuery = (name: string, to: { as: string; isReversed: boolean; endpoint: string | undefined }) =>
  queryOptions({
    queryKey: ['flows', name, 'copy', to],
    queryFn: () => {
      const { as, isReversed, endpoint } = to
      const reverse = isReversed ? ('true' as const) : ('false' as const)
      const query = endpoint === undefined ? { as, reverse } : { as, reverse, endpoint }
      return ask(api.GET('/api/v1/flows/{name}/copy', { params: { path: { name }, query } }))
    },
    retry: false,
  })

export const useCreateFlow = () =>
  useFlowChange((body: { connection: string; definition: string; note?: string }) =>
    ask(api.POST('/api/v1/flows', { body })),
  )
