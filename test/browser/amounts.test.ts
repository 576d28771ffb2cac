/** Amounts and times of an order, as a person reads them wherever they stand. */
import { beforeAll, expect, test } from 'vitest'
import { shared } from '../harness/shared.ts'
import { told } from '../harness/told.ts'
import { openConsole } from './open-console.ts'

const at = shared(() =>
  openConsole({
    apply: ['clover-customers', 'clover-orders', 'klaviyo-order-events'],
    unaudited: 'a person changes a total',
    flows: (flow) => {
      const [mapping] = flow.mappings
      if (flow.name !== 'klaviyo-order-events' || mapping === undefined) return flow
      const status = { to: 'Status', formula: 'Total > 2000 ? "Large" : "Small"' }
      const rules = mapping.rules.map((rule) => (rule.to === 'Status' ? status : rule))
      return { ...flow, mappings: [{ ...mapping, rules }] }
    },
  }),
)
const window = shared(() => at.open())
let order: number
beforeAll(async () => {
  const { house } = at
  const { id } = house.clover.orders.createFor(undefined, {
    title: 'W-1',
    paymentState: 'PAID',
    lineItems: [{ id: 'L1', name: 'Oolong', price: 1999 }],
    payments: [],
    total: 1999,
    createdTime: Date.UTC(2026, 2, 5, 18),
  })
  await house.sync('clover-orders', { externalId: id })
  const { data } = await told(house.api.GET('/api/v1/records', { params: { query: { entity: 'Order' } } }))
  order = data[0]?.id ?? 0
  const devtools = await window.page.context().newCDPSession(window.page)
  await devtools.send('Emulation.setTimezoneOverride', { timezoneId: 'America/New_York' })
})

/** What stands beside a word on the page of the record. */
const fact = (name: string) =>
  window.page
    .locator('.fact')
    .filter({ has: window.page.getByText(name, { exact: true }) })
    .getByRole('link')
const edit = (fields: Record<string, unknown>) =>
  told(at.house.api.PATCH('/api/v1/records/{id}', { params: { path: { id: String(order) } }, body: fields }))

test('an order says what it cost in its currency and when in the zone of its reader, as the list does', async () => {
  const { page } = window
  await window.show('/records?entity=Order', '$19.99')
  await window.show(`/records/${order}`, 'Known by')
  expect(await fact('Total').textContent()).toBe('$19.99')
  expect(await fact('Ordered').textContent()).toBe('Mar 5, 2026, 1:00 PM')
  const line = page.locator('.card', { hasText: 'Oolong' })
  expect(await line.textContent()).toContain('Unit price: $19.99')
  await page.getByText('What it says').click()
  const said = page.locator('.said')
  expect(await said.textContent()).toContain('Total$19.99')
  expect(await said.textContent()).toContain('Mar 5, 2026, 1:00 PM')
})

test('so do what others say of it, and how it became so', async () => {
  await edit({ total: 2050 })
  await window.show(`/records/${order}?why=total`, 'What the others say')
  const drawer = window.page.getByRole('dialog')
  await drawer.getByText('$20.50', { exact: true }).first().waitFor()
  await drawer.getByText('$19.99 → $20.50').waitFor()
  await drawer.getByText('$19.99', { exact: true }).first().waitFor()
})

test('so does the trace of a run, field by field and change by change', async () => {
  const { house } = at
  const { id } = house.clover.orders.createFor(undefined, {
    ...{ title: 'W-2', paymentState: 'OPEN', total: 1250, payments: [], createdTime: Date.UTC(2026, 2, 6, 18) },
    lineItems: [{ id: 'L2', name: 'Sencha', price: 1250 }],
  })
  const run = await house.sync('clover-orders', { externalId: id })
  house.clover.orders.update(id, { paymentState: 'PAID' })
  await window.show(`/runs/${run.id}`, 'Records with a reason')
  await window.page.getByRole('button', { name: /^Trace/ }).click()
  const map = window.page.locator('.explained')
  await map.getByText('total', { exact: true }).waitFor()
  const shown = async (list: string, name: string) =>
    window.page
      .locator(`${list} > div`)
      .filter({ has: window.page.getByText(name, { exact: true }) })
      .first()
      .locator('dd')
      .first()
      .textContent()
  expect(await shown('.explained', 'total')).toBe('$12.50')
  expect(await shown('.explained', 'lines › unitPrice')).toBe('$12.50')
  expect(await shown('.explained', 'orderedAt')).toBe('Mar 6, 2026, 1:00 PM')
  expect(await shown('.diff', 'total')).toBe('$12.50')
})

test('so does what is sent of it, where a formula counts in minor units and is told so', async () => {
  await window.show(`/flows/klaviyo-order-events?tab=mapping&record=${order}`, 'By the mapping')
  const text = (await window.page.locator('.explained').textContent()) ?? ''
  expect(text).toContain('value$20.50Total')
  expect(text).toContain('Total = 2050 ($20.50)')
})

test('in Spanish it is said as in Spanish', async () => {
  await window.page.evaluate(`localStorage.setItem('trefoil-language', 'es')`)
  await window.show(`/records/${order}`, 'W-1')
  expect(await fact('Total').textContent()).toMatch(/^20,50\s(US)?\$$/)
  expect(await fact('Pedido el').textContent()).toBe('5 mar 2026, 13:00')
  await window.page.evaluate(`localStorage.setItem('trefoil-language', 'en')`)
})

test('an amount without a currency, or with a word that is none, is told as what it is', async () => {
  await edit({ currency: null })
  await window.show(`/records/${order}`, 'Known by')
  expect(await fact('Total').textContent()).toBe('2,050 in minor units')
  await edit({ currency: 'dollars' })
  await window.show('/records?entity=Order', 'W-1')
  await window.page.getByText('2,050 in minor units').waitFor()
  await window.show(`/records/${order}`, 'Known by')
  expect(await fact('Total').textContent()).toBe('2,050 in minor units')
  expect(window.complaints).toEqual([])
})
