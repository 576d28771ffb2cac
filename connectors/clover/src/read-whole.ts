import type { Session } from '@trefoil/sdk'
import type { ListPermission } from './permissions.ts'
import { longestList, type Row, readList } from './read-list.ts'
import { type Place, readOn, type Stretch } from './read-on.ts'

/** A list from its beginning to its end, each row once: where people edit it meanwhile, one may come twice. */
export async function readWhole(
  session: Session,
  permission: ListPermission,
  query: [name: string, value: string][],
  list?: string,
): Promise<Row[]> {
  const read = (offset: number, limit: number) =>
    readList(session, permission, [...query, ['limit', String(limit)], ['offset', String(offset)]], list)
  const whole = new Map<unknown, Row>()
  let from: Place | null = { offset: 0 }
  while (from !== null) {
    const { rows, next }: Stretch = await readOn(read, from, longestList)
    // One without an id is only itself.
    for (const row of rows) whole.set(row.id ?? row, row)
    from = next
  }
  return [...whole.values()]
}
