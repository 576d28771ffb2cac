/** S1, S4: what a token of Clover may, what it should not, and what is wrong with one that is worth nothing. */
import { expect, test } from 'vitest'
import { openHouse } from '../harness/open-house.ts'
import { shared } from '../harness/shared.ts'
import { refused, told } from '../harness/told.ts'

const house = shared(() => openHouse({ apply: ['clover-customers'] }))

const ticked = [
  ...['CUSTOMERS_R', 'CUSTOMERS_W', 'EMPLOYEES_R', 'INVENTORY_R', 'INVENTORY_W'],
  ...['MERCHANT_R', 'ORDERS_R', 'ORDERS_W', 'PAYMENTS_R'],
]

const bodyOf = (apiToken: string, name: string, merchantId: string = house.clover.merchantId) => ({
  ...{ connector: 'clover', name, settings: {} },
  credentials: { merchantId, apiToken },
})

async function checked(permissions: string[], name = 'fresh') {
  const body = bodyOf(house.clover.keys.issue({ permissions }), name)
  const report = await told(house.api.POST('/api/v1/connections/check', { body }))
  return new Map(report.permissions.map((each) => [each.permission, each]))
}

test.each([
  ['S1-005, S4-006', 'CUSTOMERS_R'],
  ['S1-005, S4-006', 'CUSTOMERS_W'],
  ['S1-006', 'EMPLOYEES_R'],
  ['S1-007', 'INVENTORY_R'],
  ['S1-007', 'INVENTORY_W'],
  ['S1-008', 'MERCHANT_R'],
  ['S1-009', 'ORDERS_R'],
  ['S1-009', 'ORDERS_W'],
  ['S1-010', 'PAYMENTS_R'],
])('%s a token without %s is told so of that permission alone', async (_, permission) => {
  const report = await checked(ticked.filter((each) => each !== permission))
  const missing = ticked.filter((each) => report.get(each)?.state === 'missing')
  expect(missing).toEqual([permission])
})

test('S4-005 a token with every read box ticked has all of them granted', async () => {
  const reads = ['CUSTOMERS_R', 'EMPLOYEES_R', 'INVENTORY_R', 'MERCHANT_R', 'ORDERS_R', 'PAYMENTS_R']
  const report = await checked(reads)
  expect(
    [...report.values()].flatMap(({ permission, state }) => (state === 'granted' ? [permission] : [])).sort(),
  ).toEqual(reads)
})

test('S1-011 asking what a token may writes nothing at the till', async () => {
  const before = house.clover.effects().length
  await checked(ticked)
  expect(house.clover.effects().slice(before)).toEqual([])
})

test('S1-011 what the enabled flows do not need is in excess; what they need is named with the flow', async () => {
  const report = await checked([...ticked, 'PAYMENTS_W', 'EMPLOYEES_W', 'MERCHANT_W'], 'till')
  const excess = [...report.values()].flatMap((each) => (each.excess ? [each.permission] : [])).sort()
  expect(excess).toEqual(
    ['CUSTOMERS_W', 'EMPLOYEES_R', 'EMPLOYEES_W', 'INVENTORY_R', 'INVENTORY_W', 'MERCHANT_W', 'ORDERS_W'].concat([
      'PAYMENTS_R',
      'PAYMENTS_W',
    ]),
  )
  expect(report.get('CUSTOMERS_R')?.usedBy).toEqual(['clover-customers'])
  expect(report.get('ORDERS_R')?.usedBy).toEqual(['clover-customers'])
})

test('S1-011 a token with just what the flows need is taken, and one with more is told what to take away', async () => {
  const excessOf = async (permissions: string[]) => {
    const body = { ...bodyOf(house.clover.keys.issue({ permissions }), 'till'), allowMissing: false }
    return (await told(house.api.POST('/api/v1/connections', { body }))).excess
  }
  expect(await excessOf(['CUSTOMERS_R', 'ORDERS_R', 'MERCHANT_R'])).toEqual([])
  expect(await excessOf(['CUSTOMERS_R', 'ORDERS_R', 'MERCHANT_R', 'PAYMENTS_W'])).toEqual(['PAYMENTS_W'])
})

test('S1-011 a token that lacks what an enabled flow needs is refused by name', async () => {
  const token = house.clover.keys.issue({ permissions: ['ORDERS_R', 'MERCHANT_R'] })
  const body = { ...bodyOf(token, 'till'), allowMissing: false }
  const problem = await refused(house.api.POST('/api/v1/connections', { body }))
  expect(problem).toMatchObject({ code: 'missing_permissions', facts: { missing: [{ permission: 'CUSTOMERS_R' }] } })
})

test('S1-012, S4-009 a pasted dashboard address connects by the id at its end; another shape is refused with its field', async () => {
  const address = `https://clover.com/merchants/${house.clover.merchantId}`
  const report = await told(
    house.api.POST('/api/v1/connections/check', { body: bodyOf(house.clover.token, 'fresh', address) }),
  )
  expect(report.account).toBe(house.clover.merchantId)
  const problem = await refused(
    house.api.POST('/api/v1/connections/check', { body: bodyOf(house.clover.token, 'fresh', 'ABCD1234') }),
  )
  expect(problem).toMatchObject({ status: 400, errors: [{ pointer: '/credentials/merchantId' }] })
})

test('S1-013 without a merchant id nothing is asked of Clover', async () => {
  const before = house.clover.requests().length
  const body = { connector: 'clover', name: 'fresh', settings: {}, credentials: { apiToken: house.clover.token } }
  const problem = await refused(house.api.POST('/api/v1/connections/check', { body }))
  expect(problem).toMatchObject({ status: 400, errors: [{ pointer: '/credentials/merchantId' }] })
  expect(house.clover.requests().length).toBe(before)
})

test.each([
  ['revoked', () => revoked()],
  ['expired', () => house.clover.keys.issue({ expiresAt: 0 })],
  ['of another region', () => house.clover.keys.issue({ region: 'eu' })],
  ["of another merchant's", () => house.clover.addMerchant().token],
])('S0-022, S0-024 a token that is %s is refused with the 401 and all that it may mean', async (_, token) => {
  const problem = await refused(house.api.POST('/api/v1/connections/check', { body: bodyOf(token(), 'fresh') }))
  expect(problem).toMatchObject({ status: 422, facts: { fault: { kind: 'credentials' } } })
  for (const cause of ['401', house.clover.merchantId, 'made for', 'revoked or expired', 'each region has its own']) {
    expect(problem.detail).toContain(cause)
  }
})

function revoked(): string {
  const token = house.clover.keys.issue()
  house.clover.keys.revoke(token)
  return token
}
