import { e164 } from '@trefoil/mapping'
import type { Json, JsonObject } from '@trefoil/sdk'

/** The numbers that a customer can be called by, in E.164, each read as one of its address's country. */
export function phonesOf(customer: JsonObject, country: string): string[] {
  const { addresses } = customer
  const phones = Array.isArray(addresses) ? addresses.map((address) => phoneOf(address, country)) : []
  return [...new Set(phones.filter((phone) => phone !== null))]
}

function phoneOf(address: Json, country: string): string | null {
  if (address === null || typeof address !== 'object' || Array.isArray(address)) return null
  const { phoneNumber, country: own } = address
  if (typeof phoneNumber !== 'string') return null
  return (typeof own === 'string' && own.trim() !== '' ? e164(phoneNumber, own) : null) ?? e164(phoneNumber, country)
}
