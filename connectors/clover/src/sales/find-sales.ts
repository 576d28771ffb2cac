import type { Session } from '@trefoil/sdk'
import { readWhere } from '../read-named.ts'

/**
 * Orders by the reference that was given to them when they were made. Clover looks through the last 90 days only,
 * which is longer than anything is tried again.
 */
export async function findSales(session: Session, _key: string, values: string[]): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>(values.map((value) => [value, []]))
  const asked = values.filter((value) => /^[0-9A-Za-z]+$/.test(value))
  const rows = await readWhere(session, 'ORDERS_R', { field: 'externalReferenceId', values: asked })
  for (const { id, externalReferenceId } of rows) {
    if (typeof id === 'string') found.get(String(externalReferenceId))?.push(id)
  }
  return found
}
