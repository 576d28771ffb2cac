import { Fault, type Json, type JsonObject, type Session } from '@trefoil/sdk'
import { z } from 'zod'
import { merchantPath } from '../merchant-path.ts'
import { withPermission } from '../with-permission.ts'

const cents = z.int().min(0).nullish().meta({ description: 'Whole cents' })

/** What can be written of an item, whether it is in a group or not. The name of one in a group is made by Clover. */
export const itemFields = {
  sku: z.string().max(100).nullish(),
  /** UPC or EAN: Clover calls it the code. */
  barcode: z.string().max(100).nullish(),
  price: cents,
  cost: cents,
  available: z.boolean().nullish().meta({ description: 'May be sold' }),
  hidden: z.boolean().nullish().meta({ description: 'Not shown on the register' }),
}

/** Only what the till does not have already: what somebody changed there meanwhile, in another field, stays. */
export function news<T extends object>(wanted: T, known: JsonObject = {}): Partial<T> {
  const fresh: Partial<T> = {}
  for (const name in wanted) if (known[name] !== wanted[name]) fresh[name] = wanted[name]
  return fresh
}

/** As Clover calls the fields; null clears. */
export function itemBody(wanted: Record<string, Json | undefined>): JsonObject {
  const named = Object.entries(wanted).map(([name, value]) => [name === 'barcode' ? 'code' : name, value] as const)
  return Object.fromEntries(named.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])))
}

/** Makes an item or a group (`/items`), or changes one (`/items/<id>`); answers its id. */
export async function postRow(session: Session, path: string, body: JsonObject): Promise<string> {
  const isUpdate = path.split('/').length > 2
  const reply = await withPermission(session, 'INVENTORY_W', () =>
    session.http.post(merchantPath(session) + path, body, isUpdate ? { repeatable: true } : {}),
  )
  const read = z.looseObject({ id: z.string().min(1) }).safeParse(reply.json)
  if (read.success) return read.data.id
  throw new Fault('protocol', 'Clover answered a write to the catalogue with something other than what was written')
}

export function lacking(field: string, why: string): Fault {
  return new Fault('invalid', `The till wants a ${field} of every item, and ${why}: fill it in the hub`, {
    code: 'REQUIRED_FIELD_MISSING',
    field,
  })
}
