const areas = ['MERCHANT', 'CUSTOMERS', 'INVENTORY', 'ORDERS', 'PAYMENTS', 'EMPLOYEES'] as const

/** The permissions that an API token can be given. */
export const allPermissions: readonly string[] = areas.flatMap((area) => [`${area}_R`, `${area}_W`])

/** In Europe each of these elements of a customer has a permission of its own, besides `CUSTOMERS_R` and `CUSTOMERS_W`. */
export const customerElements = [
  'ADDRESS',
  'EMAIL',
  'PHONE',
  'CARDS',
  'MARKETING',
  'NOTE',
  'BUSINESSNAME',
  'BIRTHDATE',
] as const

export type CustomerElement = (typeof customerElements)[number]

export const europeanPermissions: readonly string[] = customerElements.flatMap((element) => [
  `CUSTOMERS_${element}_R`,
  `CUSTOMERS_${element}_W`,
])

/** The checkbox "online payments" of an app; the name is ours, as the documents give it none. */
export const onlinePayments = 'ONLINE_PAYMENTS'
