import type { Row } from './catalogue.ts'

/** Of which a merchant has one each, as they are at first. */
export function newMerchant(id: string): Record<'merchant' | 'properties' | 'address' | 'serviceCharge', Row> {
  return {
    merchant: { id, name: 'Kafé Test', createdTime: 1735732800000 },
    // Currency and time zone are here and not on the merchant. So are bank numbers: a client that logs this, leaks.
    properties: {
      id,
      defaultCurrency: 'USD',
      timezone: 'America/New_York',
      locale: 'en_US',
      vat: false,
      tipsEnabled: true,
      trackStock: false,
      updateStock: false,
      groupLineItems: true,
      orderTitle: 'AUTOMATIC',
      supportEmail: 'kafe@example.com',
      marketingEnabled: true,
      abaAccountNumber: '000000000',
      ddaAccountNumber: '0000000000000',
    },
    address: { id, address1: '12 Camellia Street', city: 'Cambridge', state: 'MA', zip: '02139', country: 'US' },
    serviceCharge: {
      id: 'S7C3Q9S5V1Y8Z',
      name: 'Service Charge',
      enabled: false,
      percentage: 10,
      percentageDecimal: 100000,
    },
  }
}
