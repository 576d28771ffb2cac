import { Fault, type HttpOptions, type Json, type Session } from '@trefoil/sdk'
import { z } from 'zod'
import { type ShopifyCredentials, shopifyCredentials } from './credentials.ts'
import { faultIn } from './dialect.ts'
import type { Operation } from './generated/operations.gen.ts'
import { accessToken } from './token.ts'

/** Pinned, and raised with the tests: what a version does is promised for a year. */
const apiVersion = '2026-10'

/** How a call counts. */
interface Asking {
  /** What Shopify is thought to draw for it; what it says is left in the bucket corrects this. */
  points: number
  /** A mutation that may be sent twice without harm. Queries always may. */
  repeatable?: boolean
}

/**
 * One operation. What is read of the reply is no more than what the schema promises for it (`Reply extends Read`), and
 * is parsed all the same: a vendor may break its promise.
 */
export async function ask<Reply extends Read, Variables, Read>(
  session: Session,
  operation: Operation<Reply, Variables>,
  variables: Variables,
  { reads, points, repeatable }: Asking & { reads: z.ZodType<Read> },
): Promise<Read> {
  const isQuery = operation.text.startsWith('query')
  const credentials = shopifyCredentials.parse(session.credentials)
  const sent: Json = JSON.parse(JSON.stringify({ query: operation.text, variables }))
  const options: HttpOptions = { draws: { points }, repeatable: isQuery || repeatable === true }
  const token = await accessToken(session, credentials)
  const reply = await session.http.post(`/admin/api/${apiVersion}/graphql.json`, sent, {
    ...options,
    headers: { 'x-shopify-access-token': token },
  })
  const fault = faultIn(reply, [...secretsOf(credentials), token])
  if (fault !== undefined) throw fault
  const answered = reply.headers['x-shopify-api-version']
  if (answered !== undefined && answered !== apiVersion) await warnOnce(session, answered)
  const read = z.object({ data: reads }).safeParse(reply.json)
  if (read.success) return read.data.data
  throw new Fault(
    'protocol',
    `Shopify answered ${nameOf(operation)} with something that its schema does not promise${whereIn(read.error)}`,
    isQuery ? {} : { unclear: true },
  )
}

/** What must not be repeated in a message. */
export function secretsOf({ clientSecret, accessToken: token }: ShopifyCredentials): string[] {
  return [clientSecret, token].filter((secret) => secret !== undefined)
}

/** A version that is no longer served is answered by the oldest one that is, without a word. */
function warnOnce(session: Session, answered: string): Promise<void> {
  return session.memo('version', async () => session.log.warn('shopify.version', { asked: apiVersion, answered }))
}

function nameOf({ text }: { text: string }): string {
  return /^\w+ (\w+)/.exec(text)?.[1] ?? 'a call'
}

function whereIn({ issues: [first] }: z.ZodError): string {
  const path = (first?.path ?? []).map(String).join('.')
  return path === '' ? '' : `, at ${path}`
}
