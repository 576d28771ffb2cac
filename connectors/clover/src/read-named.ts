import { Fault, type Session } from '@trefoil/sdk'
import { atOnce, inParallel } from './in-parallel.ts'
import type { ListPermission } from './permissions.ts'
import type { Row } from './read-list.ts'
import { readWhole } from './read-whole.ts'

interface Wanted {
  /** Not more than three names. */
  expand?: string | undefined
  /** Other than the one that the permission is named for. */
  list?: string | undefined
}

/** Clover's advice for `in (…)`. */
const mostValues = 100

/** The rows with these ids, by id. Those that Clover does not know are left out. */
export async function readNamed(
  session: Session,
  permission: ListPermission,
  ids: Iterable<string>,
  wanted: Wanted = {},
): Promise<Map<string, Row>> {
  // What is no id cannot be known to Clover, and must not get into the filter's quotes.
  const asked = new Set([...ids].filter((id) => /^[0-9A-Za-z]{1,64}$/.test(id)))
  const rows = await readWhere(session, permission, { ...wanted, field: 'id', values: [...asked] })
  return new Map(
    rows.map((row) => {
      if (typeof row.id === 'string' && asked.has(row.id)) return [row.id, row]
      // An ignored filter looks like this; believing the rest would call living things gone.
      throw new Fault('protocol', 'Clover answered a request for named things with one that was not named')
    }),
  )
}

/** Every row that has one of these values in a field; a value must not hold a quotation mark. */
export async function readWhere(
  session: Session,
  permission: ListPermission,
  { field, values, expand, list }: Wanted & { field: string; values: string[] },
): Promise<Row[]> {
  const chunks = Array.from({ length: Math.ceil(values.length / mostValues) }, (_, at) =>
    values.slice(at * mostValues, (at + 1) * mostValues).map((value) => `'${value}'`),
  )
  const found = await inParallel(chunks, atOnce, (chunk) => {
    const filter: [string, string] = ['filter', `${field} in (${chunk.join(',')})`]
    return readWhole(session, permission, expand === undefined ? [filter] : [filter, ['expand', expand]], list)
  })
  return found.flat()
}
