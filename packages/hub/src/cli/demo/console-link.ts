import type { TrefoilClient } from '../../client/client.ts'
import { answer } from '../reach.ts'

/** Opens the console with one click and no password, once: as the demo's owner, or as the first person of the hub. */
export async function consoleLink(client: TrefoilClient, url: string): Promise<string> {
  const { data } = await answer(client.GET('/api/v1/people'))
  const [known] = data
  if (known !== undefined) {
    const made = await answer(client.POST('/api/v1/people/{id}/link', { params: { path: { id: String(known.id) } } }))
    return url + made.path
  }
  const body = { email: 'demo@example.com', name: 'Demo', role: 'owner' } as const
  return url + (await answer(client.POST('/api/v1/people', { body }))).path
}
