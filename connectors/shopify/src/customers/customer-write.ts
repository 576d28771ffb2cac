import { z } from 'zod'

const text = (longest: number) => z.string().max(longest).nullish()

const addressWrite = z.strictObject({
  id: z.string().nullish().meta({ description: 'Of the hub; Shopify makes its own' }),
  ...{ firstName: text(255), lastName: text(255), company: text(255), address1: text(255), address2: text(255) },
  ...{ city: text(255), zip: text(255), provinceCode: text(16), phone: text(64) },
  countryCode: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .nullish()
    .meta({ description: 'Two letters, as US' }),
})

/**
 * A customer on their way to the shop. Consent is not among the fields: a sync raises none, and withdrawing it is the
 * person's. What is absent is left alone, null clears; e-mail and phone are never taken
 * away, as people type them in the shop themselves.
 */
export const customerWrite = z.strictObject({
  firstName: text(255),
  lastName: text(255),
  emailAddress: text(255),
  phoneNumber: text(64).meta({ description: 'With its country, as +14155550123: Shopify takes no other' }),
  note: text(5000),
  addresses: z.array(addressWrite).nullish().meta({ description: 'Added or changed; none is taken away' }),
})

export type CustomerWrite = z.output<typeof customerWrite>
export type AddressWrite = z.output<typeof addressWrite>
