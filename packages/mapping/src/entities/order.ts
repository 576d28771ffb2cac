/**
 * The hub's Order, which the replaced hub calls a transaction. Amounts are whole minor units of `currency`: 1999 is
 * 19.99 USD. What was sold, paid and taxed stands inside.
 */
import type { EntityShape, FieldShape } from './entity-shape.ts'

const minor: FieldShape = { type: 'number', minor: true, says: 'Whole minor units of the currency.' }

const address: EntityShape = {
  name: 'Order address',
  fields: {
    id: { type: 'text', required: true },
    firstName: { type: 'text' },
    lastName: { type: 'text' },
    company: { type: 'text' },
    address1: { type: 'text' },
    address2: { type: 'text' },
    address3: { type: 'text' },
    city: { type: 'text' },
    region: { type: 'text' },
    country: { type: 'text' },
    postalCode: { type: 'text' },
    phoneNumber: { type: 'text' },
    isPrimaryBilling: { type: 'boolean', says: 'The bill goes there.' },
    isPrimaryShipping: { type: 'boolean', says: 'The goods go there.' },
  },
}

const line: EntityShape = {
  name: 'Order line',
  fields: {
    id: { type: 'text', required: true },
    productId: { type: 'text', says: 'The product, as the source knows it.' },
    sku: { type: 'text' },
    description: { type: 'text' },
    type: { type: 'text' },
    status: { type: 'text' },
    quantity: { type: 'number' },
    unitPrice: minor,
    extendedPrice: minor,
    discountAmount: minor,
    taxAmount: minor,
    imageUrl: { type: 'text' },
    url: { type: 'text' },
    categories: { type: 'list' },
  },
}

const payment: EntityShape = {
  name: 'Order payment',
  fields: {
    id: { type: 'text', required: true },
    method: { type: 'text' },
    amount: minor,
    status: { type: 'text' },
    description: { type: 'text' },
  },
}

const discount: EntityShape = {
  name: 'Order discount',
  fields: {
    id: { type: 'text', required: true },
    name: { type: 'text', says: 'As it stands on the receipt.' },
    amount: { ...minor, says: 'What it takes off, above zero, in whole minor units of the currency.' },
  },
}

export const order: EntityShape = {
  name: 'Order',
  fields: {
    id: { type: 'text', says: "The hub's own id; what a mapping says of it counts for nothing." },
    transactionNumber: {
      type: 'text',
      required: true,
      unique: true,
      says: 'The number that people know the order by.',
    },
    customerId: { type: 'any', says: "The hub's id of the customer." },
    emailAddress: { type: 'text' },
    type: { type: 'text' },
    status: { type: 'text' },
    locationId: { type: 'text', says: 'Where it was sold, as its source knows the place; absent where it has none.' },
    currency: { type: 'text', says: 'Three letters, as USD.' },
    total: minor,
    subtotal: minor,
    taxAmount: minor,
    discountAmount: minor,
    shippingAmount: minor,
    refundedAmount: { ...minor, says: 'What was given back of it, in whole minor units of the currency.' },
    orderedAt: { type: 'datetime', says: 'When it was placed.' },
    lines: { type: 'children', of: line },
    addresses: { type: 'children', of: address },
    payments: { type: 'children', of: payment },
    discounts: { type: 'children', of: discount, says: 'Of the order itself; those of a line are in its amounts.' },
    customFields: { type: 'map' },
  },
}
