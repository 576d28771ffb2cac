import type { Json, JsonObject } from '@trefoil/sdk'
import type { ShopifyCustomer } from './customer.ts'
import type { AddressWrite } from './customer-write.ts'

const parts = [
  ...(['firstName', 'lastName', 'company', 'address1', 'address2', 'city', 'zip', 'provinceCode'] as const),
  ...(['countryCode', 'phone'] as const),
]

/** An address as Shopify takes it, without an id: it makes its own. */
export type PostalParts = Partial<Record<(typeof parts)[number], string>>

/**
 * Shopify takes the whole list or none: what is not in it is deleted. So it is what stands there, with what the hub told
 * before and now says otherwise in its new form, and what is new. Undefined: nothing is to be told.
 */
export function planAddresses(
  held: ShopifyCustomer['addresses'],
  wanted: readonly AddressWrite[],
  known: JsonObject | undefined,
): PostalParts[] | undefined {
  const list = [...held].sort((one, other) => Number(other.isDefault) - Number(one.isDefault)).map(partsOf)
  const told = new Map((Array.isArray(known?.addresses) ? known.addresses : []).flatMap(byId))
  let isNews = false
  for (const address of wanted) {
    const now = partsOf(address)
    if (Object.keys(now).length === 0 || list.some((each) => isSame(each, now))) continue
    const before = told.get(address.id ?? '')
    const place = before === undefined ? -1 : list.findIndex((each) => isSame(each, before))
    if (place >= 0) list[place] = now
    else list.push(now)
    isNews = true
  }
  return isNews ? list : undefined
}

function partsOf(address: JsonObject | AddressWrite | ShopifyCustomer['addresses'][number]): PostalParts {
  const said: Record<string, unknown> = address
  return Object.fromEntries(
    parts.flatMap((part) => {
      const value = said[part]
      return typeof value === 'string' && value.trim() !== '' ? [[part, value]] : []
    }),
  )
}

function byId(address: Json): [string, PostalParts][] {
  if (typeof address !== 'object' || address === null || Array.isArray(address)) return []
  return typeof address.id === 'string' ? [[address.id, partsOf(address)]] : []
}

/** What only one of them says counts for nothing: Shopify fills in a name where none was given. */
function isSame(one: PostalParts, other: PostalParts): boolean {
  const both = parts.filter((part) => part !== 'firstName' && part !== 'lastName' && part !== 'phone')
  return both.every((part) => fold(one[part]) === fold(other[part]))
}

function fold(text: string | undefined): string {
  return (text ?? '').trim().toLowerCase()
}
