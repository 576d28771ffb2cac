/** A thing that Clover lists, and the permission that it takes to read it. */
export const readable = {
  CUSTOMERS_R: '/customers',
  ORDERS_R: '/orders',
  INVENTORY_R: '/items',
  EMPLOYEES_R: '/employees',
  PAYMENTS_R: '/payments',
} as const

export type ListPermission = keyof typeof readable

/** No id of Clover's is so: what is written to it reaches nothing. */
const nobody = '0000000000000'

/**
 * Writes to things that are not there. Clover answers 404 to a token that may write and 401 to one that may not, and
 * nothing comes of either; there is no call that lists a token's permissions.
 */
export const writeProbes: Readonly<Record<string, string>> = {
  CUSTOMERS_W: `/customers/${nobody}`,
  INVENTORY_W: `/items/${nobody}`,
  ORDERS_W: `/orders/${nobody}`,
  PAYMENTS_W: `/payments/${nobody}`,
  EMPLOYEES_W: `/employees/${nobody}`,
  MERCHANT_W: `/tenders/${nobody}`,
}

/** Reads of one thing of each kind. */
export const readProbes: Readonly<Record<string, string>> = { MERCHANT_R: '', ...readable }

/** In Europe each element of a customer has a permission of its own; these three are read by the flows. */
export const europeanElements: Readonly<Record<string, string>> = {
  CUSTOMERS_EMAIL_R: 'emailAddresses',
  CUSTOMERS_PHONE_R: 'phoneNumbers',
  CUSTOMERS_ADDRESS_R: 'addresses',
}
