import type { Clover, EcommerceCustomerChange } from '@trefoil/clover'
import { Fault, type Outcome, type Session, type Target, type Teller, type Write, writeEach } from '@trefoil/sdk'
import { z } from 'zod'
import { ecommerceSettings } from './account.ts'
import { bodyOf, type CardCustomerWrite, cardCustomerWrite, isBlank } from './customer-write.ts'
import { cloverOver, faultOf } from './over-gateway.ts'

/** All of a batch are under way together. */
const atOnce = 20

/**
 * Customers with cards on file. A customer of the till is the same customer here, under the same id, and gets the card;
 * where the two do not know each other's ids, one is made, and keeps an id of its own.
 */
export const customers: Target = {
  title: 'Customers with a card on file',
  schema: cardCustomerWrite,
  needs: [],
  maxBatch: atOnce,
  // The API has no search: who it is follows from the link, or from the id at the till.
  matchBy: [],
  find: async () => new Map(),
  upsert: (session, writes) => writeEach(writes, teller, (wanted, write) => put(session, wanted, write)),
}

const teller: Teller<CardCustomerWrite> = { schema: cardCustomerWrite, taker: 'Clover', atOnce }

async function put(session: Session, wanted: CardCustomerWrite, { id, known: told, unclear }: Write): Promise<Outcome> {
  try {
    const clover = cloverOver(session.http, ecommerceSettings.parse(session.settings).environment)
    if (id !== null) {
      const body = unclear === true ? bodyOf(wanted) : newsIn(bodyOf(wanted), told)
      return (await change(clover, id, body)) ?? gone(id)
    }
    if (typeof wanted.customerId !== 'string' || isBlank(wanted.customerId)) return await create(clover, wanted)
    return (await change(clover, wanted.customerId, cardIn(bodyOf(wanted)))) ?? (await create(clover, wanted))
  } catch (thrown) {
    throw faultOf(thrown)
  }
}

/**
 * What Clover was not told yet, so that what it was told by others stays. The e-mail address goes along: its reference
 * demands one. Where nothing is new, somebody wants all of it told again.
 */
function newsIn(body: EcommerceCustomerChange, known: unknown): EcommerceCustomerChange {
  const read = cardCustomerWrite.safeParse(known)
  const told = read.success ? bodyOf(read.data) : {}
  const news = { ...body }
  for (const field of ['source', 'name', 'phone', 'shipping'] as const)
    if (JSON.stringify(news[field]) === JSON.stringify(told[field])) delete news[field]
  return body.email === told.email && Object.keys(news).every((field) => field === 'email') ? body : news
}

/** Who is known at the till has a name and a phone there: one name would be split anew, and not where it was. */
function cardIn({ name: _, phone: __, ...body }: EcommerceCustomerChange): EcommerceCustomerChange {
  return body
}

/**
 * Undefined: Clover does not have the customer. A card that is there already is no trouble, and neither is the token
 * by which it was stored: it is sent again with every change.
 */
async function change(clover: Clover, id: string, body: EcommerceCustomerChange): Promise<Outcome | undefined> {
  const { source, ...rest } = body
  if (Object.keys(body).length === 0) return { status: 'unchanged', id }
  try {
    return { status: 'updated', id: idIn(await clover.customers.update(id, body), id) }
  } catch (thrown) {
    const fault = faultOf(thrown)
    if (!(fault instanceof Fault)) throw thrown
    if (fault.kind === 'missing') return undefined
    const isSpent = fault.kind === 'conflict' || fault.details.code === 'CARD_TOKEN_USED'
    if (source === undefined || !isSpent) throw thrown
    if (Object.keys(rest).length === 0) return { status: 'unchanged', id }
    return { status: 'updated', id: idIn(await clover.customers.update(id, rest), id) }
  }
}

/**
 * A repeat would make a second customer, as neither key nor e-mail address tells them apart: what was not answered, or
 * not with a customer, is a person's to look at.
 */
async function create(clover: Clover, wanted: CardCustomerWrite): Promise<Outcome> {
  const { email = '', source = '', ...rest } = bodyOf(wanted)
  try {
    return { status: 'created', id: idIn(await clover.customers.create({ ...rest, email, source })) }
  } catch (thrown) {
    const fault = faultOf(thrown)
    if (!(fault instanceof Fault) || fault.details.unclear !== true) throw thrown
    throw new Fault(
      'ambiguous',
      'Clover gave no good answer, so that nobody knows whether it made the customer, and a repeat could make a second one: ' +
        'look for the e-mail address in the dashboard, let the customer come in from the till, and sync again',
      { code: 'CREATION_UNANSWERED', field: 'emailAddress', cause: fault },
    )
  }
}

const answer = z.looseObject({ id: z.string().min(1) })

/** Whom Clover wrote, by its answer: a link is never made with somebody else, or with nobody. */
function idIn(customer: unknown, asked?: string): string {
  const read = answer.safeParse(customer)
  if (read.success && (asked === undefined || read.data.id === asked)) return read.data.id
  const said = 'Clover answered a write of a customer with something other than that customer'
  throw new Fault('protocol', said, { unclear: true, cause: read.error })
}

function gone(id: string): never {
  throw new Fault('missing', `Clover has no customer ${id} any more`)
}
