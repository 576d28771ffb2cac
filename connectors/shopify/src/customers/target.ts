import { Fault, inParallel, type Outcome, type Session, type Target, type Write, writeEach } from '@trefoil/sdk'
import { z } from 'zod'
import { adminPage } from '../admin-page.ts'
import { ask } from '../ask.ts'
import { customerSet, customerWith } from '../generated/operations.gen.ts'
import { gidOf, numberOf } from '../gid.ts'
import { atOnce } from '../named-records.ts'
import { refusalOf, userErrors } from '../user-errors.ts'
import type { ShopifyCustomer } from './customer.ts'
import { type CustomerWrite, customerWrite } from './customer-write.ts'
import { customers } from './customers.ts'
import { planAddresses } from './plan-addresses.ts'

type Keys = Pick<CustomerWrite, 'emailAddress' | 'phoneNumber'>

/** Customers of the shop, by the one call that makes or changes them. An e-mail address and a phone are one's alone. */
export const customersTarget: Target = {
  title: 'Customers with their e-mail, phone, note and addresses',
  schema: customerWrite,
  needs: ['write_customers'],
  maxBatch: 50,
  matchBy: ['emailAddress', 'phoneNumber'],
  // A family shares its phone, and Shopify gives it to one of them.
  shared: () => ['phoneNumber'],
  page: (session, id) => adminPage(session, `customers/${id}`),

  async find(session, key, values) {
    const found = await inParallel(values, atOnce, async (value) => {
      const id = await idWith(session, key === 'phoneNumber' ? { phoneNumber: value } : { emailAddress: value })
      return [value, id === null ? [] : [id]] as const
    })
    return new Map(found)
  },

  async upsert(session, writes) {
    const linked = await customersNamed(
      session,
      writes.flatMap(({ id }) => id ?? []),
    )
    return writeEach(writes, { schema: customerWrite, taker: 'Shopify', atOnce }, async (wanted, write) => {
      if (write.id !== null) return put(session, linked.get(write.id), { wanted, write })
      // A creation that is repeated looks for its own trace: what belongs to one person alone shows it.
      const id = await idWith(session, wanted)
      if (id === null) return create(session, wanted, write)
      return put(session, (await customersNamed(session, [id])).get(id), { wanted, write })
    })
  },

  async read(session, ids) {
    const found = await customersNamed(session, ids)
    return new Map([...found].map(([id, customer]) => [id, asWritten(customer)]))
  },
}

/** Asked for by what is exact, and not by a search, which lags behind. */
async function idWith(session: Session, { emailAddress, phoneNumber }: Keys): Promise<string | null> {
  const reads = z.object({ customerByIdentifier: z.object({ id: z.string() }).nullable() })
  const identifiers = [
    ...(isBlank(emailAddress) ? [] : [{ emailAddress }]),
    ...(isBlank(phoneNumber) || !isBlank(emailAddress) ? [] : [{ phoneNumber }]),
  ]
  for (const identifier of identifiers) {
    const { customerByIdentifier: found } = await ask(session, customerWith, { identifier }, { reads, points: 2 })
    if (found !== null) return numberOf(found.id)
  }
  return null
}

async function create(session: Session, wanted: CustomerWrite, write: Write): Promise<Outcome> {
  const addresses = planAddresses([], wanted.addresses ?? [], undefined)
  const { input, warnings } = inputOf(wanted, write)
  const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== null))
  const id = await set(session, null, { ...given, ...(addresses === undefined ? {} : { addresses }) })
  return { status: 'created', id, ...warnings }
}

async function put(
  session: Session,
  held: ShopifyCustomer | undefined,
  { wanted, write }: { wanted: CustomerWrite; write: Write },
): Promise<Outcome> {
  if (held === undefined) throw new Fault('missing', 'The customer is no longer in the shop: they were deleted there')
  const addresses = planAddresses(held.addresses, wanted.addresses ?? [], write.known)
  const { input, warnings } = inputOf(wanted, write)
  const now: Record<string, unknown> = { ...held, email: held.emailAddress, phone: held.phoneNumber }
  const changed = Object.fromEntries(Object.entries(input).filter(([name, value]) => value !== (now[name] ?? null)))
  const news = { ...changed, ...(addresses === undefined ? {} : { addresses }) }
  if (Object.keys(news).length === 0) return { status: 'unchanged', id: held.id, ...warnings }
  await set(session, held.id, news)
  return { status: 'updated', id: held.id, ...warnings }
}

/** A phone that another record of the hub has is that one's in the shop. */
function inputOf({ emailAddress, phoneNumber, addresses: _, ...rest }: CustomerWrite, { taken = [] }: Write) {
  const isTaken = taken.includes('phoneNumber')
  const contacts = {
    ...(isBlank(emailAddress) ? {} : { email: emailAddress }),
    ...(isBlank(phoneNumber) || isTaken ? {} : { phone: phoneNumber }),
  }
  const all = { ...rest, ...contacts }
  const input = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined))
  const warnings = isTaken ? { warnings: ['The phone number is another customer’s in the shop, and was left out'] } : {}
  return { input, warnings }
}

async function set(session: Session, id: string | null, input: object): Promise<string> {
  const reads = z.object({
    customerSet: z.object({ customer: z.object({ id: z.string() }).nullable(), userErrors }).nullable(),
  })
  const asked = { input, identifier: id === null ? null : { id: gidOf('Customer', id) } }
  // Sent again it would say the same, or find that the address is taken.
  const { customerSet: reply } = await ask(session, customerSet, asked, { reads, points: 12, repeatable: id !== null })
  const [error] = reply?.userErrors ?? []
  if (error !== undefined) throw refusalOf(error, 'the customer')
  const made = reply?.customer?.id
  if (made !== undefined) return numberOf(made)
  throw new Fault('protocol', 'Shopify answered a write of a customer with neither the customer nor a refusal')
}

async function customersNamed(session: Session, ids: string[]): Promise<Map<string, ShopifyCustomer>> {
  const found = (await customers.fetch?.(session, ids)) ?? new Map<string, ShopifyCustomer | 'gone'>()
  const living = [...found].filter((each): each is [string, ShopifyCustomer] => each[1] !== 'gone')
  return new Map(living)
}

function asWritten({
  firstName,
  lastName,
  emailAddress,
  phoneNumber,
  note,
  addresses,
}: ShopifyCustomer): CustomerWrite {
  const listed = addresses.map(({ isDefault: _, ...address }) => address)
  return { firstName, lastName, emailAddress, phoneNumber, note, addresses: listed }
}

function isBlank(text: string | null | undefined): text is null | undefined | '' {
  return text === null || text === undefined || text.trim() === ''
}
