import createFetchClient, { type Client, type ClientOptions } from 'openapi-fetch'
import type { components, paths } from './generated/openapi.gen.ts'

/** The whole API, typed: `await client.GET('/api/v1/flows/{name}', { params: { path: { name } } })`. */
export type TrefoilClient = Client<paths>

/** What the API answers with, by name. */
export type Schemas = components['schemas']

/** A null key: a browser, whose cookie says who asks. */
export function createClient(
  url: string,
  key: string | null,
  options: Pick<ClientOptions, 'fetch' | 'pathSerializer'> = {},
): TrefoilClient {
  return createFetchClient<paths>({
    ...options,
    baseUrl: url.replace(/\/+$/, ''),
    headers: key === null ? {} : { authorization: `Bearer ${key}` },
  })
}
