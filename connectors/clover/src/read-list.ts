import { Fault, type Session } from '@trefoil/sdk'
import { z } from 'zod'
import { merchantPath } from './merchant-path.ts'
import { type ListPermission, readable } from './permissions.ts'
import { withPermission } from './with-permission.ts'

/** The most that one call may ask for. */
export const longestList = 1000

export type Row = z.output<typeof row>

/** One stretch of a list: of what the permission is named for, or of another that it opens. Repeated names in the query are ANDed by Clover. */
export async function readList(
  session: Session,
  permission: ListPermission,
  query: [name: string, value: string][],
  list: string = readable[permission],
): Promise<Row[]> {
  const path = merchantPath(session) + list
  const reply = await withPermission(session, permission, () => session.http.get(path, { query }))
  const read = listReply.safeParse(reply.json)
  if (read.success) return read.data.elements
  throw new Fault('protocol', `Clover answered ${path} with something other than a list`, { cause: read.error })
}

// Each row is read by whoever asked for the list: here it is not copied.
const row = z.custom<Record<string, unknown>>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
)
const listReply = z.looseObject({ elements: z.array(row) })
