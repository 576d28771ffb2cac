import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { openHouse } from '../harness/open-house.ts'
import { shared } from '../harness/shared.ts'
import { until, Waiting } from '../harness/until.ts'
import { deskOf, draft, profiles } from './s3-people.ts'

const orders = 'klaviyo-order-events'
const house = shared(() => openHouse({ apply: ['clover-customers', profiles, orders] }))
const { arrive, arriveUnsent, rest, writesSince } = deskOf(house)
let next = 1

const line = (id: string, more: object = {}) => ({
  ...{ id, productId: `P-${id}`, sku: `SKU-${id}`, description: `Tea ${id}`, quantity: 2 },
  ...{ unitPrice: 500, extendedPrice: 1000, ...more },
})

/** An order that stands in the hub; nothing brings orders in here. */
async function order(customerId: number | null, more: object = {}): Promise<number> {
  const billing = { id: 'B', city: 'Boston', isPrimaryBilling: true }
  const data = {
    ...{ transactionNumber: `ORD-${next++}`, customerId, status: 'Complete', currency: 'USD', total: 2000 },
    ...{ orderedAt: '2026-03-05T18:00:00Z', addresses: [billing], lines: [line('1'), line('2')], ...more },
  }
  const { rows } = await sql<{ id: string }>`
    insert into record (workspace_id, id, entity, data, provenance)
    values (1, nextval('record_id'), 'Order', ${JSON.stringify(data)}::jsonb, '{}') returning id`.execute(
    house.hub.database.kysely,
  )
  return Number(rows[0]?.id)
}

const placedBy = (name: string) =>
  house.klaviyo.events.list('Placed Order').filter(({ who }) => who === `${name}@example.com`)

describe('S3-003 orders as events', () => {
  test('S3-003 an order is told as one Placed Order and one Ordered Product for each line, in the person’s name', async () => {
    const { id } = await arrive(draft('ana'))
    const run = await house.sync(orders, { id: await order(id) })
    await rest()
    expect(run.counts).toMatchObject({ created: 1 })
    expect(house.klaviyo.events.list('Placed Order')).toMatchObject([
      { uniqueId: 'ORD-1', who: 'ana@example.com', value: 20, currency: 'USD', at: '2026-03-05T18:00:00.000Z' },
    ])
    expect(house.klaviyo.events.list('Ordered Product')).toMatchObject([
      { uniqueId: 'ORD-1/2', who: 'ana@example.com', value: 10, properties: { SKU: 'SKU-2', Quantity: 2 } },
      {
        uniqueId: 'ORD-1/1',
        who: 'ana@example.com',
        value: 10,
        properties: { ProductName: 'Tea 1', OrderId: 'ORD-1' },
      },
    ])
  })

  test('S3-003 an order of last year is history and starts no flow in Klaviyo, one of today does', async () => {
    const { id } = await arrive(draft('gil'))
    for (const orderedAt of ['2025-03-05T18:00:00Z', new Date().toISOString()]) {
      await house.sync(orders, { id: await order(id, { orderedAt, lines: [] }) })
    }
    await rest()
    const theirs = house.klaviyo.events.list('Placed Order').filter(({ who }) => who === 'gil@example.com')
    expect(theirs.map(({ backfill }) => backfill)).toEqual([true, false])
  })

  test('S3-003 an order that was told is told once, however often it is sent', async () => {
    const { id } = await arrive(draft('ben'))
    const placed = await order(id)
    await house.sync(orders, { id: placed })
    await rest()
    const before = house.klaviyo.events.list('Placed Order').length
    await house.sync(orders, { id: placed })
    await house.run(orders)
    await rest()
    expect(house.klaviyo.events.list('Placed Order').length).toBe(before)
  })

  test('S3-003 the customer of an order goes first: the profile is made, is asked for consent like every new one, and then has the event', async () => {
    const { id } = await arriveUnsent(draft('cyd'))
    expect(house.klaviyo.profiles.findByEmail('cyd@example.com')).toBeUndefined()
    await house.api.POST('/api/v1/flows/{name}/sync', {
      params: { path: { name: orders } },
      body: { id: await order(id) },
    })
    const made = await until('the profile to be there', async () => {
      const profile = house.klaviyo.profiles.findByEmail('cyd@example.com')
      return profile?.first_name === 'Cyd' ? profile : new Waiting(profile)
    })
    expect(placedBy('cyd')).toEqual([])
    house.pass(3_600_000)
    await rest()
    const asked = house.klaviyo.effects().filter(({ kind, id: who }) => kind === 'consent.ask' && who === made.id)
    expect(asked).toHaveLength(1)
    expect(placedBy('cyd')).toHaveLength(1)
  })

  test('S3-010 two products under one SKU are an error before anything is sent', async () => {
    const { id } = await arrive(draft('dee'))
    const twice = [line('1', { sku: 'TEA' }), line('2', { sku: 'TEA' })]
    const before = writesSince(0).length
    const run = await house.sync(orders, { id: await order(id, { lines: twice }) })
    expect(run).toMatchObject({ counts: { error: 1 }, outcomes: [{ code: 'DUPLICATE_SKU' }] })
    expect(run.outcomes[0]?.reason).toContain('TEA')
    expect(writesSince(0).slice(before)).toEqual([])
  })

  test('S3-011 an order without a customer is an error that names what is missing', async () => {
    const placed = await order(null)
    const run = await house.sync(orders, { id: placed })
    expect(run).toMatchObject({ counts: { error: 1 }, outcomes: [{ recordId: placed }] })
    expect(run.outcomes[0]?.reason).toContain('names no customer')
  })

  test('S3-051 an order without a billing and a shipping address is an error', async () => {
    const { id } = await arrive(draft('eve'))
    const run = await house.sync(orders, { id: await order(id, { addresses: [] }) })
    expect(run).toMatchObject({ counts: { error: 1 }, outcomes: [{ code: 'MISSING_ADDRESS' }] })
    expect(run.outcomes[0]?.reason).toContain('Missing Billing/Shipping Address')
  })

  test('three hundred orders go in bulk, each event once', async () => {
    const { id } = await arrive(draft('fin'))
    const before = house.klaviyo.requests().length
    for (let count = 0; count < 300; count++) await order(id)
    await house.run(orders)
    await rest()
    const posts = house.klaviyo
      .requests()
      .slice(before)
      .filter(({ method }) => method === 'POST')
    expect(new Set(posts.map(({ path }) => path))).toEqual(new Set(['/api/event-bulk-create-jobs']))
    expect(posts.length).toBeLessThanOrEqual(3)
    const theirs = house.klaviyo.events.list().filter(({ who }) => who === 'fin@example.com')
    expect(theirs.filter(({ metric }) => metric === 'Placed Order').length).toBe(300)
    expect(theirs.filter(({ metric }) => metric === 'Ordered Product').length).toBe(600)
  })
})
