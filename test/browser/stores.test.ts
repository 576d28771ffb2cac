/** Stores on the screen: what comes from no store, its key mapped, and where a customer likes to buy. */
import type { Merchant } from '@trefoil/simulators'
import { beforeAll, expect, test } from 'vitest'
import { customerDraft } from '../harness/customer-draft.ts'
import { shared } from '../harness/shared.ts'
import { told } from '../harness/told.ts'
import { until, Waiting } from '../harness/until.ts'
import { finds, openConsole } from './open-console.ts'
import { overTheEdge, violations } from './reachable.ts'

const at = shared(() => openConsole())
const window = shared(() => at.open())
const { button, field, heading } = finds(window)
let airport: Merchant
beforeAll(async () => {
  const { house } = at
  airport = house.clover.addMerchant()
  const credentials = { merchantId: airport.merchantId, apiToken: airport.token }
  const account = { connector: 'clover', name: 'airport', settings: {}, credentials, allowMissing: false }
  await told(house.api.POST('/api/v1/connections', { body: account }))
  for (const connection of ['till', 'airport']) {
    const params = { path: { name: 'clover-orders' } }
    await told(house.api.POST('/api/v1/recipes/{name}/apply', { params, body: { connection } }))
  }
  const { id } = house.clover.customers.create(customerDraft('Nora'))
  for (const title of ['one', 'two']) house.clover.orders.createFor(id, { title, paymentState: 'PAID' })
  airport.orders.createFor(undefined, { title: 'gate', paymentState: 'PAID' })
  for (const flow of ['clover-customers', 'clover-orders', 'clover-orders-airport']) await house.run(flow)
  await told(house.api.POST('/api/v1/stores', { body: { name: 'Airport', keys: [] } }))
  await until('both keys to be without a store', async () => {
    const { data } = await told(house.api.GET('/api/v1/issues'))
    return data.filter(({ shape }) => shape === 'store').length === 2 ? data : new Waiting(data)
  })
})

test('S4-029 Home says that orders come from keys without a store, and leads to where they are mapped', async () => {
  await window.show('/', 'Orders come from 2 keys without a store')
  await window.page.getByRole('link', { name: /2 keys without a store/ }).click()
  await heading('2 keys without a store').waitFor()
  expect(await violations(window)).toEqual([])
})

test('S4-013 S4-015 S4-017 a key is mapped to a new store, which then shows its source', async () => {
  const { page } = window
  await button(`Map ${at.house.clover.merchantId}`).click()
  await page.getByRole('menuitem', { name: 'A new store' }).click()
  await field(/^Name/).fill('Downtown')
  await field('City').fill('Boston')
  await button('Save').click()
  await page.getByRole('row', { name: /Downtown Boston till 2/ }).waitFor()
  await heading('1 key without a store').waitFor()
})

test('S4-014 S4-016 S4-018 the form offers the keys that orders came from, and those of another store by its name', async () => {
  const { page } = window
  await button('Edit Airport').click()
  await heading('Store mappings').waitFor()
  await page.evaluate('for (const each of document.getAnimations()) each.finish()')
  expect(await violations(window)).toEqual([])
  await page.getByRole('combobox', { name: 'Keys of till' }).click()
  const taken = page.getByRole('option', { name: `${at.house.clover.merchantId} 2 orders · mapped to Downtown` })
  await taken.waitFor()
  expect(await taken.getAttribute('data-combobox-disabled')).toBe('true')
  await page.keyboard.press('Escape')
  await page.getByRole('combobox', { name: 'Keys of airport' }).click()
  await page.getByRole('option', { name: `${airport.merchantId} 1 order` }).click()
  await button('Save').click()
  await page.getByRole('row', { name: /Airport .* airport 1/ }).waitFor()
  await heading('1 key without a store').waitFor({ state: 'detached' })
})

test('S4-030 the page of a customer shows the favourite store, and a person chooses another', async () => {
  const { page } = window
  const { id } = await at.customer('Nora')
  await window.show(`/records/${id}`, 'Favourite store')
  const sheet = page.locator('section', { has: page.getByRole('heading', { name: 'Favourite store' }) })
  await sheet.getByText('2 orders').waitFor()
  await sheet.getByRole('button', { name: 'Choose' }).click()
  await page.getByRole('combobox', { name: 'Store' }).click()
  await page.getByRole('option', { name: 'Airport' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Choose' }).click()
  await sheet.getByText('chosen by').waitFor()
  await sheet.getByRole('button', { name: 'Go by the orders' }).click()
  await sheet.getByText('chosen by').waitFor({ state: 'detached' })
})

test('S4-030 the list of customers is narrowed to those who like one store best', async () => {
  const { page } = window
  await window.show('/records', 'nora@example.com')
  await page.getByRole('combobox', { name: 'Favourite store' }).click()
  await page.getByRole('option', { name: 'Airport' }).click()
  await page.getByText('It is nobody’s favourite').waitFor()
  await page.getByRole('combobox', { name: 'Favourite store' }).click()
  await page.getByRole('option', { name: 'Downtown' }).click()
  await page.getByRole('link', { name: 'Nora Berg' }).waitFor()
})

test('an order says in which store it was sold', async () => {
  await window.show('/records?entity=Order', 'gate')
  await window.page.getByRole('link', { name: 'gate' }).click()
  await window.page.getByText('sold in Airport').waitFor()
})

test('on a phone stores are cards that fit, and nothing was complained about', async () => {
  const phone = await at.open({ width: 320 })
  await phone.show('/loyalty', 'Downtown')
  await phone.page.getByRole('button', { name: 'Edit Downtown' }).click()
  await phone.page.getByRole('heading', { name: 'Store mappings' }).waitFor()
  const faults = [...(await overTheEdge(phone)), ...(await violations(phone))]
  expect([...faults, ...phone.complaints, ...window.complaints]).toEqual([])
  await phone.close()
})
