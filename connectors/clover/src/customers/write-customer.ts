import { Fault, type JsonObject, type Outcome, type Session, type Write } from '@trefoil/sdk'
import { isBlank } from '../blank.ts'
import { merchantPath } from '../merchant-path.ts'
import { cloverSettings } from '../settings.ts'
import { withPermission } from '../with-permission.ts'
import { writeEach } from '../write-each.ts'
import { type CloverCustomer, readCustomer } from './customer.ts'
import { type CustomerWrite, customerWrite } from './customer-write.ts'
import { findCustomers } from './find-customers.ts'
import { filled, planContacts, whatLacks } from './plan-contacts.ts'

const expand = { expand: 'addresses,emailAddresses,phoneNumbers' }

export function writeCustomers(session: Session, writes: Write[]): Promise<Outcome[]> {
  return writeEach(writes, customerWrite, async (wanted, id) => {
    const known = id ?? (await alreadyThere(session, wanted))
    return known === null ? create(session, wanted) : update(session, known, wanted)
  })
}

/** Clover has no idempotency key and no unique contact, so that a creation that is repeated looks for its own trace. */
async function alreadyThere(session: Session, { emailAddress }: CustomerWrite): Promise<string | null> {
  if (isBlank(emailAddress)) return null
  const [ids = []] = (await findCustomers(session, 'emailAddress', [emailAddress])).values()
  if (ids.length <= 1) return ids[0] ?? null
  throw new Fault(
    'ambiguous',
    `Clover has ${ids.length} customers with this e-mail address: link the right one, or merge them in the dashboard`,
    { candidates: ids, field: 'emailAddress' },
  )
}

async function create(session: Session, wanted: CustomerWrite): Promise<Outcome> {
  const addresses = (wanted.addresses ?? []).filter((address) => whatLacks(address) === null).map(filled)
  const body: JsonObject = {
    ...(isBlank(wanted.firstName) ? {} : { firstName: wanted.firstName }),
    ...(isBlank(wanted.lastName) ? {} : { lastName: wanted.lastName }),
    ...(isBlank(wanted.emailAddress)
      ? {}
      : { emailAddresses: [{ emailAddress: wanted.emailAddress, primaryEmail: true }] }),
    ...(isBlank(wanted.phoneNumber) ? {} : { phoneNumbers: [{ phoneNumber: wanted.phoneNumber }] }),
    ...(addresses.length > 0 ? { addresses } : {}),
  }
  const made = await send(session, '', body, expand)
  const id = made.id ?? ''
  // What the reply does not show was not taken: the contacts of a create are documented by examples alone.
  const warnings = await bring(session, { ...made, id }, wanted, true)
  return { status: 'created', id, ...(warnings.length > 0 ? { warnings } : {}) }
}

async function update(session: Session, id: string, wanted: CustomerWrite): Promise<Outcome> {
  const path = `${merchantPath(session)}/customers/${encodeURIComponent(id)}`
  const reply = await withPermission(session, 'CUSTOMERS_R', () => session.http.get(path, { query: expand }))
  const now = customerIn(reply.json, session)
  const names = Object.fromEntries(
    (['firstName', 'lastName'] as const).flatMap((name) => {
      const text = wanted[name]
      return text === undefined || text === (now[name] ?? null) ? [] : [[name, text]]
    }),
  )
  if (Object.keys(names).length > 0) await send(session, `/${id}`, names)
  const warnings = await bring(session, { ...now, id }, wanted, false)
  return { status: 'updated', id, ...(warnings.length > 0 ? { warnings } : {}) }
}

/** The parts that have addresses of their own: contacts, business name and note. */
async function bring(
  session: Session,
  now: CloverCustomer & { id: string },
  wanted: CustomerWrite,
  isNew: boolean,
): Promise<string[]> {
  const isEurope = cloverSettings.parse(session.settings).environment === 'eu'
  const { calls, warnings } = planContacts(now, wanted, isEurope)
  const path = `${merchantPath(session)}/customers/${now.id}`
  for (const call of calls) {
    const made = () => session.http.post(`${path}/${call.path}`, call.body)
    await withPermission(session, 'CUSTOMERS_W', made).catch((cause: unknown) => {
      throw blaming(call.field, cause)
    })
  }
  const metadata = Object.fromEntries(
    (['businessName', 'note'] as const).flatMap((name) => {
      const text = wanted[name]
      return text === undefined || (isNew && text === null) ? [] : [[name, text]]
    }),
  )
  if (Object.keys(metadata).length > 0) {
    // Clover makes or changes it by the same call, so that a repeat does no harm.
    const made = () => session.http.post(`${path}/metadata`, metadata, { repeatable: true })
    await withPermission(session, 'CUSTOMERS_W', made)
  }
  return warnings
}

async function send(
  session: Session,
  path: string,
  body: JsonObject,
  query: Record<string, string> = {},
): Promise<CloverCustomer> {
  const post = () => session.http.post(`${merchantPath(session)}/customers${path}`, body, { query })
  return customerIn((await withPermission(session, 'CUSTOMERS_W', post)).json, session)
}

function customerIn(json: unknown, session: Session): CloverCustomer {
  const row = typeof json === 'object' && json !== null && !Array.isArray(json) ? { ...json } : undefined
  const read = row === undefined ? undefined : readCustomer(row, session.log)
  if (read?.id !== undefined) return read
  throw new Fault('protocol', 'Clover answered a write of a customer with something other than that customer')
}

function blaming(field: string, cause: unknown): unknown {
  if (!(cause instanceof Fault) || cause.kind !== 'invalid') return cause
  return new Fault('invalid', cause.message, { ...cause.details, field, cause })
}
