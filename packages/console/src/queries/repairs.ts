import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, ask } from '../api.ts'

const path = (id: string) => ({ params: { path: { id } } })

export const repairsQuery = (id: string) =>
  queryOptions({
    queryKey: ['records', 'one', id, 'repairs'],
    queryFn: () => ask(api.GET('/api/v1/records/{id}/repairs', path(id))),
  })

/** What unlinking would do. The destination is asked where the record belongs. */
export const unlinkPlanQuery = (id: string, link: number) =>
  queryOptions({
    queryKey: ['records', 'one', id, 'unlink', link],
    queryFn: () =>
      ask(api.POST('/api/v1/records/{id}/unlink', { ...path(id), body: { link, rematch: true, dryRun: true } })),
    staleTime: 0,
    gcTime: 0,
    retry: false,
  })

/** Which id of which connection a record is linked with. */
export interface LinkWish {
  connection: string
  externalId: string
}

export function useUnlink(id: string) {
  return useRepair((of: { link: number; rematch: boolean }) =>
    ask(api.POST('/api/v1/records/{id}/unlink', { ...path(id), body: { ...of, dryRun: false } })),
  )
}

/** What linking would do. An id that the vendor does not know is refused. */
export const linkPlanQuery = (id: string, wish: LinkWish) =>
  queryOptions({
    queryKey: ['records', 'one', id, 'link', wish],
    queryFn: () => ask(api.POST('/api/v1/records/{id}/link', { ...path(id), body: { ...wish, dryRun: true } })),
    staleTime: 0,
    gcTime: 0,
    retry: false,
  })

export function useLink(id: string) {
  return useRepair((wish: LinkWish) =>
    ask(api.POST('/api/v1/records/{id}/link', { ...path(id), body: { ...wish, dryRun: false } })),
  )
}

export const useUndoRepair = () =>
  useRepair((repair: number) => ask(api.POST('/api/v1/repairs/{id}/undo', path(String(repair)))))

function useRepair<T, R>(mutationFn: (input: T) => Promise<R>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn,
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ['records'] }),
        client.invalidateQueries({ queryKey: ['issues'] }),
      ]),
  })
}
