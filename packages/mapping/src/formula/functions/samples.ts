/** Records that the examples of several functions look at. */
export const addresses = {
  addresses: [
    { city: 'Oslo', isPrimaryBilling: false },
    { city: 'Bergen', isPrimaryBilling: true },
  ],
}

export const lines = {
  lines: [
    { sku: 'A', quantity: 2, price: 2.5 },
    { sku: 'B', quantity: 1, price: 0.1 },
    { sku: 'C', quantity: 3, price: 10 },
  ],
}

export const tags = { tags: ['vip', 'tea'] }
