import { Clover, testCards } from '@trefoil/clover'
import { conformance, type PretendVendor } from '@trefoil/sdk/testing'
import { startClover } from '@trefoil/simulators'
import { afterAll, describe, test } from 'vitest'
import { cloverEcommerce } from './connector.ts'

const clock = { now: Date.UTC(2026, 2, 11, 10) }
const shop = await startClover({ customers: 60, orders: 0, dirt: false, limits: false, now: () => new Date(clock.now) })
afterAll(() => shop.stop())
const everywhere = { environment: 'sandbox', endpoints: { ecommerce: shop.url, token: shop.url } } as const
const browser = new Clover(shop.ecommerce.privateKey, everywhere)
const card = { number: testCards.visa, exp_month: '12', exp_year: '2030', cvv: '123' }
const { id: cardToken } = await browser.tokens.create({ apiKey: shop.ecommerce.publicKey, card })
const checks = conformance(cloverEcommerce, pretendEcommerce())

describe('the Clover Ecommerce connector keeps the contract', () => {
  test.each(checks.map((check) => [check.name, check] as const))('%s', (_, check) => check.holds())
})

describe('a Clover Ecommerce connector that is broken in just this way is caught', () => {
  test.each(checks.map((check) => [check.name, check] as const))('%s', (_, check) => check.saboteurIsCaught())
})

function pretendEcommerce(): PretendVendor {
  const people = shop.customers.list().map(({ id }) => id)
  const sample = (number: number) => ({
    customerId: people[number],
    ...{ emailAddress: `ada${number}@example.org`, cardToken, name: 'Ada Lee', phoneNumber: `555-300-${number}` },
  })
  return {
    endpoint: shop.url,
    credentials: { merchantId: shop.merchantId, privateToken: shop.ecommerce.privateKey },
    settings: { environment: 'sandbox' },
    wrongCredentials: { merchantId: shop.merchantId, privateToken: 'not-this-one' },
    secrets: [shop.ecommerce.privateKey],
    now: () => new Date(clock.now),
    pass: (milliseconds) => {
      clock.now += milliseconds
    },
    breakWith: (fault) => {
      const times = Number.MAX_SAFE_INTEGER
      if (fault.kind === 'status') shop.faults.add({ ...fault, times })
      else if (fault.kind === 'html') shop.faults.add({ kind: 'html', status: 200, times })
      else shop.faults.add({ kind: fault.kind === 'cut' ? 'reset' : 'truncate', times })
    },
    mend: () => shop.faults.clear(),
    revoke: () => {},
    sources: {},
    targets: {
      customers: {
        sample,
        bad: { ...sample(55), emailAddress: 'nobody@' },
        // What Clover makes of an empty text is not documented: that it is told is ours to prove.
        odd: [
          { write: { phoneNumber: '' }, stored: { told: { phone: '' } } },
          { write: { name: 'Bo Lee', phoneNumber: null }, stored: { told: { name: 'Bo Lee' }, first: 'Bo' } },
        ],
        stored(id) {
          const held = shop.customers.get(id)
          if (held === undefined) return undefined
          const told = shop.effects().findLast((each) => each.id === id)?.detail
          return { first: held.firstName ?? null, told: JSON.parse(JSON.stringify(told ?? null)) }
        },
        settle: () => {},
      },
    },
  }
}
