import {
  addCustomer,
  type CustomerDraft,
  e164,
  editCustomer,
  emailKey,
  removeCustomer,
  tellCustomer,
} from '../shop/customers.ts'
import { partsOf } from '../shop/gid.ts'
import type { Order } from '../shop/order-rows.ts'
import { totals } from '../shop/order-sums.ts'
import type { Address, Consent, Customer } from '../shop/rows.ts'
import { note, type Shop } from '../shop/shop.ts'
import type { Call } from '../wire/call.ts'
import { countOf, found, listPage, type PageArgs, type SortKeys, shelfPage } from '../wire/pages.ts'
import { refuse } from '../wire/problems.ts'
import type { Resolvers } from '../wire/schema.ts'
import { customerBy } from './ids.ts'
import { type MetafieldInput, ownerByCustomId, putMetafields } from './metafields.ts'
import { payload } from './payload.ts'

type None = Record<string, never>

interface Identifier {
  id?: string
  email?: string
  emailAddress?: string
  phone?: string
  phoneNumber?: string
  customId?: { namespace?: string; key: string; value: string }
}

interface ConsentInput {
  marketingState: string
  marketingOptInLevel?: string | null
  consentUpdatedAt?: number | null
}

interface Input extends CustomerDraft {
  id?: string | null
  metafields?: MetafieldInput[] | null
  emailMarketingConsent?: ConsentInput | null
  smsMarketingConsent?: ConsentInput | null
}

const customerSortKeys: SortKeys<Customer> = {
  UPDATED_AT: ({ updatedAt }) => updatedAt,
  CREATED_AT: ({ createdAt }) => createdAt,
  NAME: ({ lastName, firstName }) => `${lastName ?? ''}, ${firstName ?? ''}`.toLowerCase(),
}

const byEmail = (shop: Shop, email: string) => shop.customers.get(shop.emails.get(emailKey(email)) ?? 0)
const byPhone = (shop: Shop, phone: string) => shop.customers.get(shop.phones.get(e164(phone) ?? '') ?? 0)

const ordersOf = (shop: Shop, customer: Customer): Order[] => shop.ordersOf.get(customer.n) ?? []

export const customerResolvers: Resolvers = {
  QueryRoot: {
    customer: (_root: unknown, { id }: { id: string }, { shop }: Call) => customerBy(shop, id) ?? null,
    customers: (_root: unknown, args: PageArgs, call: Call) =>
      shelfPage(call, call.shop.customers, args, customerSortKeys),
    customersCount: (_root: unknown, args: PageArgs & { limit?: number }, call: Call) =>
      countOf(found(call, call.shop.customers, args, customerSortKeys).rows.length, args.limit),
    customerByIdentifier: (_root: unknown, { identifier }: { identifier: Identifier }, { shop }: Call) => {
      const { id, emailAddress, phoneNumber, customId } = identifier
      if (id !== undefined) return customerBy(shop, id) ?? null
      if (emailAddress !== undefined) return byEmail(shop, emailAddress) ?? null
      if (phoneNumber !== undefined) return byPhone(shop, phoneNumber) ?? null
      const owner = ownerByCustomId(shop, 'CUSTOMER', customId)
      return owner === undefined ? null : (customerBy(shop, owner) ?? null)
    },
  },
  Customer: {
    legacyResourceId: ({ n }: Customer) => n,
    displayName: ({ firstName, lastName, email, phone }: Customer) =>
      [firstName, lastName].filter((part) => part !== null).join(' ') || email || phone || '',
    defaultAddress: ({ addresses }: Customer) => addresses[0] ?? null,
    addresses: ({ addresses }: Customer, { first }: { first?: number }) => addresses.slice(0, first ?? undefined),
    addressesV2: ({ addresses }: Customer, args: PageArgs) => listPage(addresses, args),
    defaultEmailAddress: ({ email, emailConsent }: Customer) =>
      email === null ? null : { emailAddress: email, validFormat: true, ...consentOn(emailConsent) },
    defaultPhoneNumber: ({ phone, smsConsent }: Customer) =>
      phone === null
        ? null
        : {
            phoneNumber: phone,
            ...consentOn(smsConsent),
            marketingCollectedFrom: 'OTHER',
            smsMarketingConsent: {
              state: smsConsent.marketingState === 'NOT_SUBSCRIBED' ? 'NEVER_SUBSCRIBED' : smsConsent.marketingState,
              optInLevel: smsConsent.marketingOptInLevel,
              updatedAt: smsConsent.consentUpdatedAt,
              collectedFrom: 'OTHER',
              sourceLocation: null,
            },
          },
    emailMarketingConsent: ({ email, emailConsent }: Customer) => (email === null ? null : emailConsent),
    smsMarketingConsent: ({ phone, smsConsent }: Customer) =>
      phone === null
        ? null
        : {
            ...smsConsent,
            marketingOptInLevel: smsConsent.marketingOptInLevel ?? 'UNKNOWN',
            consentCollectedFrom: 'OTHER',
          },
    numberOfOrders: (customer: Customer, _args: None, { shop }: Call) => ordersOf(shop, customer).length,
    amountSpent: (customer: Customer, _args: None, { shop }: Call) => ({
      amount: ordersOf(shop, customer).reduce((sum, order) => sum + totals(order).received - totals(order).refunded, 0),
      currencyCode: shop.identity.currency,
    }),
    lastOrder: (customer: Customer, _args: None, { shop }: Call) => ordersOf(shop, customer).at(-1) ?? null,
    orders: (customer: Customer, args: PageArgs, { shop }: Call) => listPage(ordersOf(shop, customer), args),
    canDelete: (customer: Customer, _args: None, { shop }: Call) => ordersOf(shop, customer).length === 0,
    dataSaleOptOut: () => false,
    lifetimeDuration: () => 'about 1 year',
  },
  MailingAddress: {
    name: ({ firstName, lastName }: Address) => [firstName, lastName].filter((part) => part !== null).join(' ') || null,
    country: ({ countryCode }: Address) => countryCode,
    countryCodeV2: ({ countryCode }: Address) => countryCode,
    province: ({ provinceCode }: Address) => provinceCode,
    formatted: ({ address1, address2, city, zip, countryCode }: Address) =>
      [address1, address2, [zip, city].filter((part) => part !== null).join(' '), countryCode].filter((line) => !!line),
    formattedArea: ({ city, countryCode }: Address) => [city, countryCode].filter((part) => part !== null).join(', '),
    coordinatesValidated: () => false,
  },
  Mutation: {
    customerCreate: (_root: unknown, { input }: { input: Input }, call: Call) =>
      payload(() => {
        const { shop } = call
        if (typeof input.id === 'string') refuse('id', 'Cannot specify ID on creation')
        if (input.emailMarketingConsent && !input.email) {
          refuse('emailMarketingConsent', 'An email address is required to set the email marketing consent state.')
        }
        if (input.smsMarketingConsent && !input.phone) {
          refuse('smsMarketingConsent', 'A phone number is required to set the SMS consent state.')
        }
        const customer = addCustomer(shop, input)
        if (input.emailMarketingConsent) customer.emailConsent = consentFrom(shop, input.emailMarketingConsent)
        if (input.smsMarketingConsent) customer.smsConsent = consentFrom(shop, input.smsMarketingConsent)
        putMetafields(call, customer.id, input.metafields)
        return { customer }
      }),
    customerUpdate: (_root: unknown, { input }: { input: Input }, call: Call) =>
      payload(() => {
        const customer = customerBy(call.shop, input.id ?? '') ?? refuse('id', 'Customer does not exist')
        for (const [field, mutation] of [
          ['emailMarketingConsent', 'customerEmailMarketingConsentUpdate'],
          ['smsMarketingConsent', 'customerSmsMarketingConsentUpdate'],
        ] as const) {
          if (input[field]) refuse(field, `To update ${field}, please use the ${mutation} Mutation instead`)
        }
        editCustomer(call.shop, customer, input)
        putMetafields(call, customer.id, input.metafields)
        return { customer }
      }),
    customerDelete: (_root: unknown, { input }: { input: { id: string } }, { shop }: Call) =>
      payload(() => {
        removeCustomer(shop, customerBy(shop, input.id) ?? refuse('id', "Customer can't be found"))
        return { deletedCustomerId: input.id }
      }),
    customerSet: (_root: unknown, args: { identifier?: Identifier | null; input: Input }, { shop }: Call) =>
      payload(() => ({ customer: setCustomer(shop, args) })),
    customerEmailMarketingConsentUpdate: (
      _root: unknown,
      { input }: { input: { customerId: string; emailMarketingConsent: ConsentInput } },
      { shop }: Call,
    ) =>
      payload(() => {
        const at = 'input.emailMarketingConsent'
        const customer =
          customerBy(shop, input.customerId) ?? refuse('input.customerId', 'Customer not found', 'INVALID')
        if (customer.email === null)
          refuse(at, 'An email address is required to set the email marketing consent state.', 'INVALID')
        consent(shop, customer, 'emailConsent', input.emailMarketingConsent, at)
        tellCustomer(shop, 'customers_email_marketing_consent/update', customer)
        return { customer }
      }),
    customerSmsMarketingConsentUpdate: (
      _root: unknown,
      { input }: { input: { customerId: string; smsMarketingConsent: ConsentInput } },
      { shop }: Call,
    ) =>
      payload(() => {
        const at = 'input.smsMarketingConsent'
        const customer = customerBy(shop, input.customerId) ?? refuse(null, 'Customer not found')
        if (customer.phone === null) refuse(at, 'A phone number is required to set the SMS consent state.', 'INVALID')
        consent(shop, customer, 'smsConsent', input.smsMarketingConsent, at)
        tellCustomer(shop, 'customers_marketing_consent/update', customer)
        return { customer }
      }),
  },
}

const consentOn = ({ marketingState, marketingOptInLevel, consentUpdatedAt }: Consent) => ({
  marketingState,
  marketingOptInLevel,
  marketingUpdatedAt: consentUpdatedAt,
  sourceLocation: null,
})

const consentFrom = (shop: Shop, input: ConsentInput): Consent => ({
  marketingState: input.marketingState,
  marketingOptInLevel: input.marketingOptInLevel ?? 'SINGLE_OPT_IN',
  consentUpdatedAt: input.consentUpdatedAt ?? shop.now(),
})

function consent(
  shop: Shop,
  customer: Customer,
  field: 'emailConsent' | 'smsConsent',
  input: ConsentInput,
  at: string,
): void {
  if ((input.consentUpdatedAt ?? 0) > shop.now()) {
    refuse(`${at}.consentUpdatedAt`, 'Consent updated at must not be in the future', 'INVALID')
  }
  if (input.marketingState === 'PENDING' && input.marketingOptInLevel !== 'CONFIRMED_OPT_IN') {
    const words = 'Marketing opt in level must be confirmed opt-in for pending consent state'
    refuse(`${at}.marketingOptInLevel`, words, 'INVALID')
  }
  shop.customers.edit(customer, () => {
    customer[field] = consentFrom(shop, input)
  })
  note(shop, 'customer.consent', customer.id, { [field]: input.marketingState })
}

/** The value that finds must stand in the input too; an id that finds nobody makes nobody. */
function setCustomer(shop: Shop, { identifier, input }: { identifier?: Identifier | null; input: Input }): Customer {
  const at = (field: string) => (field === '' ? 'input' : `input.${field}`)
  if (input.taxExempt === null) refuse('input.taxExempt', 'Tax exempt is of unexpected type NilClass')
  if (identifier && typeof input.id === 'string') {
    refuse('input', 'The id field is not allowed if identifier is provided.', 'ID_NOT_ALLOWED')
  }
  const known = findForSet(shop, identifier ?? (typeof input.id === 'string' ? { id: input.id } : undefined), input)
  return known === undefined ? addCustomer(shop, input, at) : editCustomer(shop, known, input, at)
}

function findForSet(shop: Shop, identifier: Identifier | undefined, input: Input): Customer | undefined {
  if (identifier === undefined) return undefined
  const { id, email, phone, customId } = identifier
  if (id !== undefined) {
    const nobody = 'Resource matching the identifier was not found.'
    return customerBy(shop, id) ?? refuse('input', nobody, 'NOT_FOUND')
  }
  if (customId !== undefined) {
    const owner = ownerByCustomId(shop, 'CUSTOMER', customId)
    return owner === undefined ? undefined : shop.customers.get(partsOf(owner)?.n ?? 0)
  }
  const [wanted, given] = email === undefined ? [phone ?? '', input.phone] : [email, input.email]
  if (typeof given !== 'string') return refuse('input', 'The input field corresponding to the identifier is required.')
  const isSame = email === undefined ? e164(wanted) === e164(given) : emailKey(wanted) === emailKey(given)
  if (!isSame) refuse('input', 'The identifier value does not match the value of the corresponding field in the input.')
  return email === undefined ? byPhone(shop, wanted) : byEmail(shop, wanted)
}
