/**
 * The table of resources: where each is, by what its lists are filtered, what can be expanded, how far its lists look
 * back. The types of filters and expansions are read from here, and so are the checks before a call.
 */

/** Lists of orders, payments and refunds. [D] */
const openHistory = { open: ['modifiedTime', 'clientCreatedTime'], recent: [] } as const

/** [D][S] Flat names, and no `modifiedTime`. */
export const customerRow = {
  path: '/customers',
  filters: {
    customerSince: 'time',
    firstName: 'text',
    lastName: 'text',
    emailAddress: 'text',
    phoneNumber: 'text',
    marketingAllowed: 'flag',
    fullName: 'text',
    id: 'id',
    deletedTime: 'time',
  },
  expands: ['addresses', 'emailAddresses', 'phoneNumbers', 'cards', 'metadata', 'orders'],
} as const

/** [D] No `customers.id`, no `paymentState`. */
export const orderRow = {
  path: '/orders',
  filters: {
    'employee.id': 'id',
    note: 'text',
    modifiedTime: 'time',
    orderType: 'text',
    touched: 'text',
    'cardTransaction.last4': 'text',
    manualTransaction: 'flag',
    'employee.name': 'text',
    title: 'text',
    'device.id': 'id',
    externalReferenceId: 'text',
    clientCreatedTime: 'time',
    total: 'money',
    payType: 'text',
    testMode: 'flag',
    createdTime: 'time',
    id: 'id',
    state: 'text',
    deletedTime: 'time',
  },
  expands: [
    'lineItems',
    'serviceCharge',
    'discounts',
    'credits',
    'payments',
    'customers',
    'orderFulfillmentEvent',
    'refunds',
    'lineItems.discounts',
    'lineItems.modifications',
  ],
  listExpands: [
    'employee',
    'payments',
    'refunds',
    'credits',
    'voids',
    'payment.tender',
    'payment.cardTransaction',
    'lineItems',
    'customers',
    'serviceCharge',
    'discounts',
    'orderType',
    'lineItems.discounts',
    'lineItems.modifications',
  ],
  history: { ...openHistory, recent: ['createdTime', 'deletedTime'] },
} as const

/** [D] */
export const lineItemRow = {
  filters: {},
  expands: ['employee', 'orderType', 'discounts', 'modifications', 'taxRates', 'payments'],
} as const

/** [D] `order.id` is gone since May 2023. */
export const paymentRow = {
  path: '/payments',
  filters: {
    modifiedTime: 'time',
    'device.id': 'id',
    externalReferenceId: 'text',
    result: 'text',
    offline: 'flag',
    createdTime: 'time',
    externalPaymentId: 'text',
    voided: 'flag',
    id: 'id',
    'tender.id': 'id',
    'employee.id': 'id',
    'order.modifiedTime': 'time',
    amount: 'money',
    cardType: 'text',
    clientCreatedTime: 'time',
  },
  expands: [
    'tender',
    'germanInfo',
    'lineItemPayments',
    'cardTransaction',
    'dccInfo',
    'employee',
    'refunds',
    'transactionInfo',
    'oceanGatewayInfo',
    'taxRates',
    'additionalCharges',
    'appTracking',
    'paymentAttributes',
    'order',
  ],
  history: { open: ['modifiedTime', 'clientCreatedTime', 'createdTime'], recent: [] },
} as const

/** By what refunds are filtered is not documented [U]; these are the times that payments have, and the id. */
export const refundRow = {
  path: '/refunds',
  filters: { createdTime: 'time', modifiedTime: 'time', clientCreatedTime: 'time', id: 'id' },
  expands: ['payment', 'employee', 'lineItems', 'serviceCharge', 'transactionInfo', 'germanInfo', 'appTracking'],
  history: { open: ['modifiedTime', 'clientCreatedTime', 'createdTime'], recent: [] },
} as const

/** [S] */
export const employeeRow = {
  path: '/employees',
  filters: {
    modifiedTime: 'time',
    role: 'text',
    'role.id': 'id',
    customId: 'text',
    name: 'text',
    nickname: 'text',
    id: 'id',
    deletedTime: 'time',
    deleted_time: 'time',
    email: 'text',
  },
  expands: ['roles', 'shifts'],
} as const

/** [D] Some of these are written with underscores, and some are not. */
export const shiftRow = {
  path: '/shifts',
  filters: {
    'employee.id': 'id',
    out_time: 'time',
    in_time: 'time',
    'employee.name': 'text',
    in_and_override_time: 'time',
    out_and_override_time: 'time',
    id: 'id',
    has_in_time: 'flag',
    override_in_time: 'time',
    deletedTime: 'time',
    server_banking: 'flag',
  },
  expands: [],
} as const

/** [S] */
export const orderTypeRow = {
  path: '/order_types',
  filters: { id: 'id', deletedTime: 'time' },
  expands: [],
} as const

/** [S] */
export const cashEventRow = {
  path: '/cash_events',
  filters: {
    'employee.id': 'id',
    note: 'text',
    amountChange: 'money',
    'employee.name': 'text',
    type: 'text',
    'device.id': 'id',
    timestamp: 'time',
  },
  expands: [],
} as const

/** [I] */
export const merchantRow = {
  expands: [
    'address',
    'properties',
    'owner',
    'tenders',
    'tipSuggestions',
    'openingHours',
    'gateway',
    'employees',
    'orderTypes',
  ],
} as const
