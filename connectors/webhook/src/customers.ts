import { Fault, type Outcome, type Session, type Target, type Write } from '@trefoil/sdk'
import { z } from 'zod'
import { send } from './send.ts'

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
  upsert: (session, writes) => Promise.all(writes.map((write) => tell(session, write))),
}

async function tell(session: Session, write: Write): Promise<Outcome> {
  const parsed = Customer.safeParse(write.data)
  if (!parsed.success) return { status: 'failed', fault: misshapen(parsed.error) }
  const isNew = write.id === null
  const message = {
    type: isNew ? 'customer.created' : 'customer.updated',
    timestamp: write.changedAt ?? session.now().toISOString(),
    data: z.record(z.string(), z.json()).parse(parsed.data),
  }
  try {
    await send(session, write.idempotencyKey, message)
    return { status: isNew ? 'created' : 'updated', id: String(parsed.data.id) }
  } catch (error) {
    if (error instanceof Fault) return { status: 'failed', fault: error }
    throw error
  }
}

function misshapen(error: z.ZodError): Fault {
  const [issue] = error.issues
  const field = issue?.path.join('.') ?? ''
  const said = `The mapping's ${field === '' ? 'customer' : field} cannot be sent: ${issue?.message ?? 'it has another shape'}`
  return new Fault('invalid', said, { code: 'MESSAGE_SHAPE', field })
}
