import { isObject, json } from '../../server/exchange.ts'
import { looksLikeEmail } from '../api/email-shape.ts'
import { blankCustomer, type Customer } from '../shop/customer.ts'
import { type Body, bodyOf, type EcommerceCall, type EcommerceRoute, textOf } from './call.ts'
import { withSavedCard } from './cards.ts'
import { EcommerceProblem, invalid, missing } from './problem.ts'

export const customerRoutes: Record<string, EcommerceRoute> = {
  'POST /v1/customers': { answer: create },
  'GET /v1/customers/:customer': { answer: (call) => json(200, customerView(call, customerOf(call))) },
  'PUT /v1/customers/:customer': { answer: update },
  'DELETE /v1/customers/:customer': { answer: remove },
  'DELETE /v1/customers/:customer/sources/:source': { answer: revokeCard },
}

/** The same customer, by the same id, as in the platform API. */
function customerOf({ shop, params: { customer = '' } }: EcommerceCall): Customer {
  const found = shop.customers.get(customer)
  if (found === undefined) throw missing('customer', customer, 'validation_error')
  return found
}

/** An e-mail address and a card are needed: a customer without a card is a matter of the platform API. */
function create(call: EcommerceCall) {
  const { shop } = call
  const body = bodyOf(call)
  const email = emailOf(body)
  if (email === undefined) throw invalid('email_invalid', 'Please provide a valid email.', 'email')
  const source = textOf(body, 'source')
  if (source === undefined) throw invalid('invalid_request', 'A source is needed.', 'source')
  const customer = withSavedCard(call, withContacts(call, blankCustomer(shop.newId(), shop.stamp()), body), source)
  keep(call, customer, body, 'customer.create')
  return json(200, customerView(call, customer))
}

/** Only what is given is changed; whether the vendor insists on the e-mail address here, too, is to be chosen. */
function update(call: EcommerceCall) {
  const before = customerOf(call)
  const body = bodyOf(call)
  if (call.shop.choices.ecommerceUpdate === 'needs-email' && emailOf(body) === undefined) {
    throw invalid('email_invalid', 'Please provide a valid email.', 'email')
  }
  const source = textOf(body, 'source')
  const named = withContacts(call, before, body)
  const customer = source === undefined ? named : withSavedCard(call, named, source)
  keep(call, customer, body, 'customer.update')
  return json(200, customerView(call, customer))
}

function keep({ shop, file }: EcommerceCall, customer: Customer, body: Body, effect: string) {
  shop.customers.put(customer)
  const before = file.holders.get(customer.id)
  file.holders.set(customer.id, {
    id: customer.id,
    created: before?.created ?? shop.now().getTime(),
    shipping: isObject(body.shipping) ? body.shipping : (before?.shipping ?? {}),
  })
  shop.effects.record(effect, customer.id, 'api', body)
}

function remove(call: EcommerceCall) {
  const { id } = customerOf(call)
  call.shop.customers.remove(id)
  call.file.holders.delete(id)
  call.shop.effects.record('customer.delete', id, 'api')
  return json(200, { deleted: true, id, object: 'customer' })
}

/** An unknown customer or card is `invalid_request` here, and not `resource_missing`. */
function revokeCard(call: EcommerceCall) {
  const { shop, file, params } = call
  const customer = shop.customers.get(params.customer ?? '')
  const card = customer?.cards.find(({ id }) => id === params.source)
  if (customer === undefined || card === undefined) {
    throw new EcommerceProblem(404, {
      type: 'invalid_request_error',
      code: 'invalid_request',
      message: 'No such card.',
    })
  }
  shop.customers.put({ ...customer, cards: customer.cards.filter(({ id }) => id !== card.id) })
  file.tokens.delete(file.cards.get(card.id) ?? '')
  file.cards.delete(card.id)
  shop.effects.record('customer.cards.delete', customer.id, 'api', { id: card.id })
  return json(200, { deleted: true, id: card.id, object: 'deletedcard' })
}

function emailOf(body: Body): string | undefined {
  const email = textOf(body, 'email')
  if (email !== undefined && !looksLikeEmail(email))
    throw invalid('email_invalid', 'Please provide a valid email.', 'email')
  return email
}

/** Where one name becomes two is not documented: at its first space. */
function withContacts({ shop }: EcommerceCall, before: Customer, body: Body): Customer {
  const [first, ...rest] = textOf(body, 'name')?.split(' ') ?? []
  const firstName = textOf(body, 'firstName') ?? first ?? before.firstName
  const lastName = textOf(body, 'lastName') ?? (first === undefined ? before.lastName : rest.join(' ') || undefined)
  const { firstName: _first, lastName: _last, ...plain } = before
  const [email, phone] = [emailOf(body), textOf(body, 'phone')]
  const [oldEmail, ...otherEmails] = before.emailAddresses
  const [oldPhone, ...otherPhones] = before.phoneNumbers
  return {
    ...plain,
    ...(firstName === undefined ? {} : { firstName }),
    ...(lastName === undefined ? {} : { lastName }),
    ...(email === undefined
      ? {}
      : {
          emailAddresses: [
            { id: oldEmail?.id ?? shop.newId(), emailAddress: email, primaryEmail: oldEmail?.primaryEmail ?? true },
            ...otherEmails,
          ],
        }),
    ...(phone === undefined
      ? {}
      : { phoneNumbers: [{ id: oldPhone?.id ?? shop.newId(), phoneNumber: phone }, ...otherPhones] }),
  }
}

/** Made from the platform's customer, as that may have been edited since. Missing fields are left out. */
function customerView({ file }: EcommerceCall, customer: Customer) {
  const { id, firstName, lastName, emailAddresses, phoneNumbers, cards } = customer
  const holder = file.holders.get(id)
  const full = [firstName, lastName].filter((part) => part !== undefined).join(' ')
  return {
    id,
    object: 'customer',
    created: holder?.created ?? customer.customerSince,
    currency: 'USD',
    email: emailAddresses[0]?.emailAddress,
    phone: phoneNumbers[0]?.phoneNumber,
    name: full === '' ? undefined : full,
    sources: { object: 'list', data: cards.map((card) => card.id), has_more: false },
    shipping: holder?.shipping ?? {},
  }
}
