import type { EcommerceCustomerChange, Shipping } from '@trefoil/clover'
import { z } from 'zod'

const text = z.string().nullish()

/** An address of the hub, with who receives the goods there. */
const address = z.looseObject({
  firstName: text,
  lastName: text,
  phoneNumber: text,
  address1: text,
  address2: text,
  city: text,
  region: text,
  postalCode: text,
  country: text,
})

/** A customer with a card on file. A card is a token of the browser's, and never its number. */
export const cardCustomerWrite = z.strictObject({
  customerId: text.meta({ description: "Clover's id of the customer at the till, who gets the card" }),
  emailAddress: text,
  cardToken: text.meta({ description: 'As Clover\'s script in the browser made it: "clv_…". It works once' }),
  name: text,
  phoneNumber: text,
  shippingAddress: address.nullish(),
})

export type CardCustomerWrite = z.output<typeof cardCustomerWrite>

/** What is told, in Clover's names. What is absent or null stays as it is: Clover documents no way to clear a field. */
export function bodyOf(wanted: CardCustomerWrite): EcommerceCustomerChange {
  const { emailAddress, cardToken, name, phoneNumber, shippingAddress } = wanted
  return {
    ...told('email', emailAddress),
    ...(isBlank(cardToken) ? {} : told('source', cardToken)),
    ...told('name', name),
    ...told('phone', phoneNumber),
    ...(shippingAddress === undefined || shippingAddress === null ? {} : { shipping: shippingOf(shippingAddress) }),
  }
}

function shippingOf(from: z.output<typeof address>): Shipping {
  const name = [from.firstName, from.lastName].filter((part) => !isBlank(part)).join(' ')
  return {
    ...(name === '' ? {} : { name }),
    ...told('phone', from.phoneNumber),
    address: {
      ...told('line1', from.address1),
      ...told('line2', from.address2),
      ...told('city', from.city),
      ...told('state', from.region),
      ...told('postal_code', from.postalCode),
      ...told('country', from.country),
    },
  }
}

function told<K extends string>(field: K, value: string | null | undefined): { [field in K]?: string } {
  const body: { [field in K]?: string } = {}
  if (typeof value === 'string') body[field] = value
  return body
}

export function isBlank(value: string | null | undefined): boolean {
  return value === undefined || value === null || value.trim() === ''
}
