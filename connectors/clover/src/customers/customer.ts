import type { Log } from '@trefoil/sdk'
import { z } from 'zod'
import type { Row } from '../read-list.ts'
import { instant, readerOf, wireInstant, wireList } from '../wire.ts'

const text = z.string().nullish()
const emailAddress = z.looseObject({ id: text, emailAddress: text, primaryEmail: z.boolean().nullish() })
const phoneNumber = z.looseObject({ id: text, phoneNumber: text })
const address = z.looseObject({
  id: text,
  address1: text,
  address2: text,
  address3: text,
  city: text,
  state: text,
  zip: text,
  country: text,
})

const plain = {
  id: z.string().optional(),
  firstName: text,
  lastName: text,
  marketingAllowed: z.boolean().nullish(),
}

/** A customer as formulas see it. What Clover did not send is absent. */
export const cloverCustomer = z.looseObject({
  ...plain,
  /** The primary address, else the first. */
  emailAddress: text,
  /** The first; free text, in whatever form somebody typed. */
  phoneNumber: text,
  /** ISO 8601, UTC. */
  customerSince: text,
  businessName: text,
  note: text,
  /** `1984-04-12`, or `--04-12` where Clover knows no year. */
  birthday: text,
  emailAddresses: z.array(emailAddress).optional(),
  phoneNumbers: z.array(phoneNumber).optional(),
  /** Clover's addresses have no phone: each shows the customer's first one. */
  addresses: z.array(z.looseObject({ ...address.shape, phoneNumber: text })).optional(),
})

export type CloverCustomer = z.output<typeof cloverCustomer>

const wire = z.looseObject({
  ...plain,
  customerSince: wireInstant,
  emailAddresses: wireList(emailAddress),
  phoneNumbers: wireList(phoneNumber),
  addresses: wireList(address),
  metadata: z
    .looseObject({
      businessName: text,
      note: text,
      dobYear: z.int().nullish(),
      dobMonth: z.int().nullish(),
      dobDay: z.int().nullish(),
    })
    .nullish(),
})

const readWire = readerOf(wire, 'customer')

/** One row of Clover's list. */
export function readCustomer(row: Row, log: Log): CloverCustomer {
  return toCustomer(readWire(row, log).read)
}

function toCustomer(from: z.output<typeof wire>): CloverCustomer {
  // Cards hold tokens, and links and back references differ from call to call or say nothing new.
  const { href, merchant, cards, orders, metadata, customerSince, emailAddresses, phoneNumbers, addresses, ...rest } =
    from
  const customer: CloverCustomer = rest
  if (customerSince !== undefined) customer.customerSince = instant(customerSince)
  if (metadata !== undefined && metadata !== null) addMetadata(customer, metadata)

  const mail = emailAddresses?.elements.find((each) => each.primaryEmail === true) ?? emailAddresses?.elements[0]
  if (mail?.emailAddress !== undefined) customer.emailAddress = mail.emailAddress
  const phone = phoneNumbers?.elements[0]?.phoneNumber
  if (phone !== undefined) customer.phoneNumber = phone

  if (emailAddresses !== undefined && emailAddresses !== null)
    customer.emailAddresses = emailAddresses.elements.map(alone)
  if (phoneNumbers !== undefined && phoneNumbers !== null) customer.phoneNumbers = phoneNumbers.elements.map(alone)
  if (addresses !== undefined && addresses !== null)
    customer.addresses = addresses.elements.map((each) =>
      phone === undefined ? alone(each) : { ...alone(each), phoneNumber: phone },
    )
  return customer
}

function addMetadata(customer: CloverCustomer, metadata: NonNullable<z.output<typeof wire>['metadata']>): void {
  const { businessName, note, dobYear, dobMonth, dobDay } = metadata
  if (businessName !== undefined) customer.businessName = businessName
  if (note !== undefined) customer.note = note
  if (typeof dobMonth !== 'number' || typeof dobDay !== 'number') return
  const year = typeof dobYear === 'number' ? String(dobYear).padStart(4, '0') : '-'
  customer.birthday = `${year}-${String(dobMonth).padStart(2, '0')}-${String(dobDay).padStart(2, '0')}`
}

/** A contact without the way back to its customer. */
function alone<T extends Record<string, unknown>>(contact: T): Omit<T, 'customer' | 'href'> {
  const { customer, href, ...rest } = contact
  return rest
}
