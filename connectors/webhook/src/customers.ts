import { type Outcome, type Session, type Target, type Write, writeEach } from '@trefoil/sdk'
import { z } from 'zod'
import { atOnce, send } from './send.ts'

const text = z.string().nullish()

const Address = z.looseObject({
  id: text,
  address1: text,
  address2: text,
  address3: text,
  city: text,
  region: text,
  postalCode: text,
  country: text,
  phoneNumber: text,
  isPrimaryBilling: z.boolean().nullish(),
  isPrimaryShipping: z.boolean().nullish(),
})

/** A customer as receivers are told of it; a flow may say any field beside these. */
const Customer = z.looseObject({
  id: z
    .union([z.int().positive(), z.string().min(1)])
    .meta({ description: 'By which the receiver knows it again: the id in the hub' }),
  customerNumber: text,
  firstName: text,
  lastName: text,
  emailAddress: text,
  company: text,
  addresses: z.array(Address).nullish(),
  customFields: z.looseObject({}).nullish(),
})

export const customers: Target = {
  title: 'Customers, a message for each that is new or changed',
  schema: Customer,
  needs: [],
  maxBatch: 100,
  // A receiver is told, and never asked.
  matchBy: [],
  find: async (_session, _key, values) => new Map(values.map((value) => [value, []])),
  upsert: (session, writes) => writeEach(writes, teller, (customer, write) => tell(session, customer, write)),
}

const teller = { schema: Customer, taker: 'The receiver', code: 'MESSAGE_SHAPE', atOnce }

async function tell(session: Session, customer: z.output<typeof Customer>, write: Write): Promise<Outcome> {
  const isNew = write.id === null
  // Of a hub that was set up anew the keys begin anew as well: the time keeps a receiver from taking them for repeats.
  const key = `${write.idempotencyKey}\n${write.changedAt ?? ''}`
  await send(session, key, {
    type: isNew ? 'customer.created' : 'customer.updated',
    timestamp: write.changedAt ?? session.now().toISOString(),
    data: z.record(z.string(), z.json()).parse(customer),
  })
  return { status: isNew ? 'created' : 'updated', id: String(customer.id) }
}
