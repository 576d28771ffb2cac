import { createHmac } from 'node:crypto'
import { conformance, type PretendVendor, type VendorFault } from '@trefoil/sdk/testing'
import { type Fault, type ShopifySimulator, startShopify } from '@trefoil/simulators'
import { afterAll, describe, expect, test } from 'vitest'
import { shopify } from './connector.ts'
import { numberOf } from './gid.ts'
import { customersBench, ordersBench, productsBench, stockBench } from './testing/source-benches.ts'
import { customersTargetBench, pricesBench, stockTargetBench } from './testing/target-benches.ts'

const clock = { now: Date.UTC(2026, 10, 11, 10, 0, 0, 400) }
const shop = await startShopify({
  ...{ products: 0, customers: 0, orders: 0, dirt: false, limits: false },
  choices: { indexDelay: 0 },
  now: () => new Date(clock.now),
})
afterAll(() => shop.stop())
const checks = conformance(shopify, pretendShopify(shop))

describe('the Shopify connector keeps the contract', () => {
  test.each(checks.map((check) => [check.name, check] as const))('%s', (_, check) => check.holds())
})

describe('a Shopify connector that is broken in just this way is caught', () => {
  test.each(checks.map((check) => [check.name, check] as const))('%s', (_, check) => check.saboteurIsCaught())
})

test('every source and target is under all of the checks', () => {
  const names = new Set([...Object.keys(shopify.sources), ...Object.keys(shopify.targets)])
  const counted = [...names].map((name) => [name, checks.filter((check) => check.name.startsWith(`${name}:`)).length])
  // Those that can be written, too, have more.
  expect(Object.fromEntries(counted)).toEqual({ customers: 28, products: 18, stock: 32, orders: 19, prices: 10 })
})

const everything = [
  ...['write_customers', 'write_products', 'write_inventory', 'read_locations', 'read_orders'],
  ...['read_customers', 'read_products', 'read_inventory'],
]

function pretendShopify(running: ShopifySimulator): PretendVendor {
  const place = numberOf(running.locations.list()[0]?.id ?? '')
  const goesWith = (permission: string) => {
    const wider = permission.replace(/^read_/, 'write_')
    return wider !== permission && everything.includes(wider) ? [wider] : []
  }
  return {
    endpoint: running.url,
    credentials: { shop: running.domain, accessToken: running.token },
    settings: { locationId: place, orderHistoryDays: 365 },
    wrongCredentials: { shop: running.domain, accessToken: 'not-this-one' },
    secrets: [running.token],
    now: () => new Date(clock.now),
    pass: (milliseconds) => {
      clock.now += milliseconds
    },
    breakWith: (fault) => running.faults.add({ ...asPlanned(fault), times: Number.MAX_SAFE_INTEGER }),
    mend: () => {
      running.faults.clear()
      running.permit([...everything, 'read_all_orders'])
    },
    revoke: (permission) => {
      const gone = [permission, ...goesWith(permission)]
      running.permit([...everything, 'read_all_orders'].filter((each) => !gone.includes(each)))
    },
    goesWith,
    webhook: {
      secrets: { signingSecret: 'a secret' },
      delivery: () => {
        const body = Buffer.from(JSON.stringify({ id: 4711 }))
        const signature = createHmac('sha256', 'a secret').update(body).digest('base64')
        const about = { 'x-shopify-topic': 'products/update', 'x-shopify-shop-domain': running.domain }
        return { method: 'POST', path: '/', headers: { 'x-shopify-hmac-sha256': signature, ...about }, body }
      },
      ...{ proof: ['x-shopify-hmac-sha256'], signsBody: true },
    },
    sources: {
      customers: customersBench(running),
      products: productsBench(running),
      stock: stockBench(running),
      orders: ordersBench(running),
    },
    targets: {
      customers: customersTargetBench(running),
      prices: pricesBench(running),
      stock: stockTargetBench(running, place),
    },
  }
}

function asPlanned(fault: VendorFault): Fault {
  if (fault.kind === 'status') return fault
  if (fault.kind === 'html') return { kind: 'html', status: 200 }
  return { kind: fault.kind === 'cut' ? 'reset' : 'truncate' }
}
