import { isObject } from '../../server/exchange.ts'
import { type CustomerElement, customerElements } from '../keys/permissions.ts'
import { Refusal } from '../replies.ts'
import type { Call } from './call.ts'

/** The elements of a customer that a key may see. */
export type Sight = ReadonlySet<CustomerElement>

/** In Europe only; elsewhere `undefined`, as everything is to be seen. */
export function sightOf({ key }: Call): Sight | undefined {
  if (key.region !== 'eu') return undefined
  return new Set(customerElements.filter((element) => key.permissions.has(`CUSTOMERS_${element}_R`)))
}

/** The fields of a body by the element that they belong to. */
const fields: Record<string, CustomerElement> = {
  addresses: 'ADDRESS',
  emailAddresses: 'EMAIL',
  phoneNumbers: 'PHONE',
  cards: 'CARDS',
  note: 'NOTE',
  businessName: 'BUSINESSNAME',
  dobYear: 'BIRTHDATE',
  dobMonth: 'BIRTHDATE',
  dobDay: 'BIRTHDATE',
}

/** Refuses a write of what may not be written; that it is refused, and not passed over, is assumed. */
export function checkMayWrite({ key, shop }: Call, body: Record<string, unknown>): void {
  if (key.region !== 'eu') return
  const written = [...Object.keys(body), ...(isObject(body.metadata) ? Object.keys(body.metadata) : [])]
  const elements = written.map((name) => fields[name]).filter((element) => element !== undefined)
  const missing = elements.some((element) => !key.permissions.has(`CUSTOMERS_${element}_W`))
  if (!missing) return
  const { missingPermission } = shop.choices
  throw new Refusal(missingPermission, missingPermission === 403 ? '403 Forbidden' : '401 Unauthorized')
}
