import { notFound, nothingThere } from '../replies.ts'
import type { ContactList, Customer } from '../shop/customer.ts'
import type { Shop } from '../shop/shop.ts'
import { bodyOf, type Call, type CloverRoute, reply } from './call.ts'
import { addressFrom, cardFrom, emailFrom, metadataFrom, phoneFrom, withElement, withEmail } from './contact-body.ts'
import { checkMayWrite, sightOf } from './customer-sight.ts'
import { metadataSeen } from './customer-view.ts'
import { customerOf } from './customers.ts'

type Body = Record<string, unknown>

/** How one kind of contact is written: makes the customer with it, and the contact itself. */
type Write = (
  customer: Customer,
  body: Body,
  shop: Shop,
  id?: string,
) => { customer: Customer; contact: { id: string } }

/** There is no GET on any of these: contacts are read with `expand` on the customer. */
export const contactRoutes: Record<string, CloverRoute> = {
  ...routesOf('email_addresses', 'emailAddresses', (customer, body, shop, id) => {
    const contact = emailFrom(body, shop, elementOf(customer.emailAddresses, id))
    const emailAddresses = withEmail(customer.emailAddresses, contact, shop)
    return { customer: { ...customer, emailAddresses }, contact }
  }),
  ...routesOf('phone_numbers', 'phoneNumbers', (customer, body, shop, id) => {
    const contact = phoneFrom(body, shop, elementOf(customer.phoneNumbers, id))
    return { customer: { ...customer, phoneNumbers: withElement(customer.phoneNumbers, contact) }, contact }
  }),
  ...routesOf('addresses', 'addresses', (customer, body, shop, id) => {
    const contact = addressFrom(body, shop, elementOf(customer.addresses, id))
    return { customer: { ...customer, addresses: withElement(customer.addresses, contact) }, contact }
  }),
  ...routesOf('cards', 'cards', (customer, body, shop, id) => {
    const contact = cardFrom(body, shop, elementOf(customer.cards, id))
    return { customer: { ...customer, cards: withElement(customer.cards, contact) }, contact }
  }),
  'POST /v3/merchants/:merchant/customers/:customer/metadata': { needs: 'CUSTOMERS_W', answer: writeMetadata },
}

/** Nothing asked for is a new contact; an id that is asked for must be there. */
function elementOf<T extends { id: string }>(list: readonly T[], id: string | undefined): T | undefined {
  if (id === undefined) return undefined
  const element = list.find((one) => one.id === id)
  if (element === undefined) throw notFound(nothingThere)
  return element
}

function routesOf(segment: string, list: ContactList, write: Write): Record<string, CloverRoute> {
  const path = `/v3/merchants/:merchant/customers/:customer/${segment}`
  const written = (call: Call) => {
    const { shop, params } = call
    const body = bodyOf(call)
    checkMayWrite(call, { [list]: [body] })
    const { customer, contact } = write(customerOf(call), body, shop, params.contact)
    shop.customers.put(customer)
    const verb = params.contact === undefined ? 'create' : 'update'
    shop.effects.record(`customer.${list}.${verb}`, customer.id, 'api', { ...body, id: contact.id })
    return reply(list === 'addresses' ? contact : { ...contact, customer: { id: customer.id } })
  }
  const removed = (call: Call) => {
    const { shop, params } = call
    checkMayWrite(call, { [list]: [] })
    const customer = customerOf(call)
    const id = elementOf<{ id: string }>(customer[list], params.contact)?.id
    const left = { [list]: customer[list].filter((contact) => contact.id !== id) }
    shop.customers.put({ ...customer, ...left })
    shop.effects.record(`customer.${list}.delete`, customer.id, 'api', { id })
    return reply({})
  }
  return {
    [`POST ${path}`]: { needs: 'CUSTOMERS_W', answer: written },
    [`POST ${path}/:contact`]: { needs: 'CUSTOMERS_W', answer: written },
    [`DELETE ${path}/:contact`]: { needs: 'CUSTOMERS_W', answer: removed },
  }
}

/** Creates or updates, as one verb. */
function writeMetadata(call: Call) {
  const { shop } = call
  const customer = customerOf(call)
  const body = bodyOf(call)
  checkMayWrite(call, body)
  const metadata = metadataFrom(body, shop, customer.metadata)
  shop.customers.put({ ...customer, metadata })
  shop.effects.record('customer.metadata.update', customer.id, 'api', body)
  // Who may write a note in Europe does not therefore see the birthday.
  return reply({ ...metadataSeen(metadata, sightOf(call)), customer: { id: customer.id } })
}
