import { Fault, type Session } from '@trefoil/sdk'
import { z } from 'zod'
import { cloverCredentials } from './credentials.ts'

/** A thing that Clover lists, and the permission that it takes to read it. */
export const readable = {
  CUSTOMERS_R: '/customers',
  ORDERS_R: '/orders',
  INVENTORY_R: '/items',
  EMPLOYEES_R: '/employees',
  PAYMENTS_R: '/payments',
} as const

export type ListPermission = keyof typeof readable

/** The most that one call may ask for. */
export const longestList = 1000

export type Row = z.output<typeof row>

/** `/v3/merchants/<id>` of this connection. */
export function merchantPath(session: Session): string {
  return `/v3/merchants/${cloverCredentials.parse(session.credentials).merchantId}`
}

/** One stretch of a list. Repeated names in the query are ANDed by Clover. */
export async function readList(
  session: Session,
  permission: ListPermission,
  query: [name: string, value: string][],
): Promise<Row[]> {
  const path = merchantPath(session) + readable[permission]
  const reply = await session.http.get(path, { query }).catch(async (cause: unknown) => {
    throw await explain(session, permission, cause)
  })
  const list = listReply.safeParse(reply.json)
  if (list.success) return list.data.elements
  throw new Fault('protocol', `Clover answered ${path} with something other than a list`, { cause: list.error })
}

// Each row is read by whoever asked for the list: here it is not copied.
const row = z.custom<Record<string, unknown>>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
)
const listReply = z.looseObject({ elements: z.array(row) })

/**
 * A refused list is a missing permission if the same token may read anything else: then only the flow has to stop,
 * and a person can be told what to tick.
 */
async function explain(session: Session, permission: ListPermission, cause: unknown): Promise<unknown> {
  if (!(cause instanceof Fault) || cause.kind !== 'credentials') return cause
  const others = ['', ...Object.values(readable).filter((path) => path !== readable[permission])]
  for (const path of others) {
    const query = path === '' ? {} : { limit: 1 }
    const reply = await session.http.get(merchantPath(session) + path, { query, allow: [401] }).catch(() => undefined)
    if (reply?.status !== 200) continue
    return new Fault(
      'permission',
      `Clover refused ${readable[permission]}, but the token is good for other reads: it lacks ${permission}. ` +
        'Make a token with that box ticked, or tick it and install the app again',
      { cause, facts: { permission, ...cause.details.facts } },
    )
  }
  return cause
}
