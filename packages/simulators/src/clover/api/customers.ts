import { isObject } from '../../server/exchange.ts'
import { badRequest, notFound } from '../replies.ts'
import { blankCustomer, type Customer } from '../shop/customer.ts'
import { bodyOf, type Call, type CloverRoute, reply } from './call.ts'
import { addressFrom, emailFrom, metadataFrom, phoneFrom, withEmail } from './contact-body.ts'
import { checkMayWrite } from './customer-sight.ts'
import { customerBytes, customerExpands, customerView } from './customer-view.ts'
import { expandOf } from './expand.ts'
import { changed, listField, textField, wholeField } from './fields.ts'
import { clausesOf, type FilterFields, filterBy } from './filter.ts'
import { listReply, pageOf } from './paging.ts'

export const customerRoutes: Record<string, CloverRoute> = {
  'GET /v3/merchants/:merchant/customers': { needs: 'CUSTOMERS_R', answer: list },
  'POST /v3/merchants/:merchant/customers': { needs: 'CUSTOMERS_W', answer: create },
  'GET /v3/merchants/:merchant/customers/:customer': {
    needs: 'CUSTOMERS_R',
    answer: (call) => shown(call, customerOf(call)),
  },
  'POST /v3/merchants/:merchant/customers/:customer': { needs: 'CUSTOMERS_W', answer: update },
  'DELETE /v3/merchants/:merchant/customers/:customer': { needs: 'CUSTOMERS_W', answer: remove },
}

/** The customer of the path, or a 404; so also for one that was deleted. */
export function customerOf({ shop, params }: Call): Customer {
  const customer = shop.customers.get(params.customer ?? '')
  if (customer === undefined) throw notFound('Customer not found')
  return customer
}

/** Flat names; there is no `modifiedTime`. Deleted customers are never listed, so nothing has a `deletedTime`. */
const filterFields: FilterFields<Customer> = {
  customerSince: ({ customerSince }) => [customerSince],
  firstName: ({ firstName }) => [firstName],
  lastName: ({ lastName }) => [lastName],
  emailAddress: ({ emailAddresses }) => emailAddresses.map(({ emailAddress }) => emailAddress),
  phoneNumber: ({ phoneNumbers }) => phoneNumbers.map(({ phoneNumber }) => phoneNumber),
  marketingAllowed: ({ marketingAllowed }) => [marketingAllowed],
  fullName: ({ firstName, lastName }) => [[firstName, lastName].filter((part) => part !== undefined).join(' ')],
  id: ({ id }) => [id],
  deletedTime: () => [],
}
const filterNames = Object.keys(filterFields)

function list(call: Call) {
  const { shop, request } = call
  const clauses = clausesOf(request.query, filterNames)
  const passes = filterBy(clauses, filterFields, shop, { prefix: shop.choices.customerWildcard === 'prefix' })
  const page = pageOf(call, shop.customers, clauses, passes)
  return listReply(call, customerBytes(call, page, expandOf(call, customerExpands)), filterNames)
}

/** Without contacts, unless they are asked for by `expand`: in the replies of writes, too. */
function shown(call: Call, customer: Customer) {
  return reply(customerView(call, customer, expandOf(call, customerExpands)))
}

/** `marketingAllowed` is for the vendor's own apps only, and unknown fields (a flat `email`) are passed over. */
function create(call: Call) {
  const { shop } = call
  const body = bodyOf(call)
  checkMayWrite(call, body)
  if (Object.keys(body).length === 0 && shop.choices.emptyCustomer === 'refuse') throw badRequest('Nothing given')
  const since = shop.choices.customerSince === 'keep' ? wholeField(body, 'customerSince') : undefined
  const blank = blankCustomer(shop.newId(), since ?? shop.stamp())
  const named = withNames(blank, body)
  const customer = withContacts(call, isObject(body.metadata) ? withMetadata(call, named, body.metadata) : named, body)
  shop.customers.put(customer)
  shop.effects.record('customer.create', customer.id, 'api', body)
  return shown(call, customer)
}

function update(call: Call) {
  const { shop } = call
  const before = customerOf(call)
  const body = bodyOf(call)
  checkMayWrite(call, body)
  const { contactsInUpdate } = shop.choices
  let customer = withNames(before, body)
  if (contactsInUpdate === 'replace') customer = withContacts(call, emptied(customer, body), body)
  if (contactsInUpdate === 'add') customer = withContacts(call, customer, body)
  shop.customers.put(customer)
  shop.effects.record('customer.update', customer.id, 'api', body)
  return shown(call, customer)
}

function remove(call: Call) {
  const { id } = customerOf(call)
  call.shop.customers.remove(id)
  call.shop.effects.record('customer.delete', id, 'api')
  return reply({})
}

const withNames = (customer: Customer, body: Record<string, unknown>) =>
  changed(customer, { firstName: textField(body, 'firstName', 64), lastName: textField(body, 'lastName', 64) })

const withMetadata = (call: Call, customer: Customer, metadata: Record<string, unknown>): Customer => ({
  ...customer,
  metadata: metadataFrom(metadata, call.shop, customer.metadata),
})

function withContacts({ shop }: Call, customer: Customer, body: Record<string, unknown>): Customer {
  const emails = listField(body, 'emailAddresses') ?? []
  const phones = listField(body, 'phoneNumbers') ?? []
  const addresses = listField(body, 'addresses') ?? []
  return {
    ...customer,
    emailAddresses: emails.reduce(
      (all, one) => withEmail(all, emailFrom(one, shop), shop),
      [...customer.emailAddresses],
    ),
    phoneNumbers: [...customer.phoneNumbers, ...phones.map((one) => phoneFrom(one, shop))],
    addresses: [...customer.addresses, ...addresses.map((one) => addressFrom(one, shop))],
  }
}

/** Without those contacts that the body gives anew. */
function emptied(customer: Customer, body: Record<string, unknown>): Customer {
  return {
    ...customer,
    emailAddresses: body.emailAddresses === undefined ? customer.emailAddresses : [],
    phoneNumbers: body.phoneNumbers === undefined ? customer.phoneNumbers : [],
    addresses: body.addresses === undefined ? customer.addresses : [],
  }
}
