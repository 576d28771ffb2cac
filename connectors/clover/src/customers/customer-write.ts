import { z } from 'zod'

const text = (longest: number) => z.string().max(longest).nullish()

const addressWrite = z.object({
  /** Clover's id of the address, where it came from there. */
  id: z.string().nullish(),
  address1: text(127),
  address2: text(127),
  address3: text(127),
  city: text(127),
  state: text(127),
  zip: z.string().nullish(),
  country: z.string().nullish(),
})

/**
 * A customer on its way to the till. Consent is not among the fields: only Clover's own apps may set
 * `marketingAllowed`. What is absent is left alone, null clears; contacts are never taken
 * away, as the till is where they were typed.
 */
export const customerWrite = z.strictObject({
  firstName: text(64),
  lastName: text(64),
  emailAddress: text(254).meta({ description: "Becomes the customer's primary address" }),
  phoneNumber: text(64).meta({ description: 'Free text, as the till shows it' }),
  businessName: text(127),
  note: text(2000),
  addresses: z.array(addressWrite).nullish().meta({ description: 'Added or changed; none is taken away' }),
})

export type CustomerWrite = z.output<typeof customerWrite>
export type AddressWrite = z.output<typeof addressWrite>
