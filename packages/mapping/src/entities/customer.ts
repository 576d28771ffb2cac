/** The hub's Customer, as the replaced hub knows it. There is no phone on the customer itself: it stands on the address. */
import type { EntityShape } from './entity-shape.ts'

const address: EntityShape = {
  name: 'Customer address',
  fields: {
    id: { type: 'text', required: true, says: "The address's id, kept from its source." },
    firstName: { type: 'text' },
    lastName: { type: 'text' },
    company: { type: 'text' },
    address1: { type: 'text' },
    address2: { type: 'text' },
    address3: { type: 'text' },
    city: { type: 'text' },
    region: { type: 'text', says: 'State, province or county.' },
    country: { type: 'text', says: 'Name or ISO code.' },
    postalCode: { type: 'text', says: 'A text, so that leading zeros stay.' },
    phoneNumber: { type: 'text' },
    type: { type: 'text' },
    isPrimaryBilling: { type: 'boolean' },
    isPrimaryShipping: { type: 'boolean' },
  },
}

export const customer: EntityShape = {
  name: 'Customer',
  fields: {
    id: { type: 'text', says: "The hub's own id; what a mapping says of it counts for nothing." },
    customerNumber: {
      type: 'text',
      required: true,
      unique: true,
      says: 'The number that people know the customer by.',
    },
    firstName: { type: 'text' },
    lastName: { type: 'text' },
    emailAddress: { type: 'text', unique: true },
    company: { type: 'text' },
    comment: { type: 'text' },
    categoryId: { type: 'text' },
    addresses: { type: 'children', of: address },
    customFields: { type: 'map' },
  },
}
