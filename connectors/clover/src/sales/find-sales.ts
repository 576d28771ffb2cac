import type { Session } from '@trefoil/sdk'
import { readList } from '../read-list.ts'

/** Clover's advice for a list of values. */
const mostValues = 100

/**
 * Orders by the reference that was given to them when they were made. Clover looks through the last 90 days only,
 * which is longer than anything is tried again.
 */
export async function findSales(session: Session, _key: string, values: string[]): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>(values.map((value) => [value, []]))
  const asked = values.filter((value) => /^[0-9A-Za-z]+$/.test(value))
  for (let at = 0; at < asked.length; at += mostValues) {
    const list = asked.slice(at, at + mostValues).map((value) => `'${value}'`)
    const rows = await readList(session, 'ORDERS_R', [
      ['filter', `externalReferenceId in (${list.join(',')})`],
      ['limit', '1000'],
    ])
    for (const { id, externalReferenceId } of rows) {
      if (typeof id === 'string') found.get(String(externalReferenceId))?.push(id)
    }
  }
  return found
}
