/** Points on the screen: the rules with their example, an order that finds its customer, and what that customer has. */
import { beforeAll, expect, test } from 'vitest'
import { customerDraft, emailOf } from '../harness/customer-draft.ts'
import { shared } from '../harness/shared.ts'
import { told } from '../harness/told.ts'
import { until, Waiting } from '../harness/until.ts'
import { finds, openConsole } from './open-console.ts'
import { overTheEdge, violations } from './reachable.ts'

const at = shared(() => openConsole({ apply: ['clover-customers', 'clover-orders'] }))
const window = shared(() => at.open())
const { button, field, heading } = finds(window)

beforeAll(async () => {
  const { house } = at
  house.clover.customers.create(customerDraft('Nora'))
  await house.run('clover-customers')
  house.clover.orders.createFor(undefined, { title: 'nobody', paymentState: 'PAID', total: 4820 })
  await house.run('clover-orders')
})

test('S4-032 the rules show at once what an order would earn, and hold when they are saved', async () => {
  const { page } = window
  await window.show('/loyalty?tab=points', 'Points for each 100.00 spent')
  const example = page.getByText(/earns .* points?/)
  expect(await example.textContent()).toBe('earns 48 points')
  await field('Points for each 100.00 spent').fill('200')
  await field('Points for each visit').fill('5')
  await until('the example', async () => {
    const says = await example.textContent()
    return says === 'earns 101 points' ? true : new Waiting(says)
  })
  await field('Points for each visit').fill('0')
  await field('Points for each 100.00 spent').fill('100')
  await page.getByRole('switch', { name: 'Customers earn points' }).click()
  await button('Save').click()
  await heading('Reckon anew').waitFor()
  await button('See what would move').click()
  await page.getByText('No points move: the ledger is as the rules want it.').waitFor()
})

test('S4-021 an order without a customer is given to one, who then has its points', async () => {
  const { page } = window
  await window.show('/loyalty?tab=orders', 'Would earn')
  await page.getByRole('row', { name: /nobody .* 48/ }).waitFor()
  await button('Give to a customer nobody').click()
  await page.getByRole('combobox', { name: 'Customer' }).fill(emailOf('Nora'))
  await page.getByRole('option', { name: /Nora/ }).click()
  await button('Give to this customer').click()
  await page.getByText('Every order has its customer').waitFor()
  const nora = await at.customer('Nora')
  await window.show(`/records/${nora.id}`, '48 points')
  await page.getByRole('definition').filter({ hasText: '+48' }).waitFor()
})

test('points are taken by hand with a note that stands in the ledger', async () => {
  const { page } = window
  await button('Give or take').click()
  await page.getByText('Take', { exact: true }).click()
  await page.getByLabel('Points', { exact: true }).fill('8')
  await page.getByText('40 points afterwards').waitFor()
  await field(/^Why/).fill('Mistaken')
  await page.getByRole('dialog').getByRole('button', { name: 'Take' }).click()
  await page.getByText('40 points', { exact: true }).waitFor()
  await page.getByRole('definition').filter({ hasText: '-8 Mistaken' }).waitFor()
  expect(window.complaints).toEqual([])
})

test('the beginning of the programme is a day of its time zone, and a phone shows all of it', async () => {
  const phone = await at.open({ width: 320 })
  await phone.show('/loyalty?tab=points', 'Begins on')
  await phone.page.getByLabel('Begins on').fill('2020-03-05')
  await phone.page.getByRole('button', { name: 'Save' }).click()
  await until('the rule to be saved', async () => {
    const { loyalty } = await told(at.house.api.GET('/api/v1/settings'))
    return loyalty.startsAt === '2020-03-05T00:00:00.000Z' ? true : new Waiting(loyalty.startsAt)
  })
  const faults = [...(await overTheEdge(phone)), ...(await violations(phone))]
  at.house.clover.orders.createFor(undefined, { title: 'a stranger', paymentState: 'PAID', total: 4820 })
  await at.house.run('clover-orders')
  await phone.show('/loyalty?tab=orders', 'a stranger')
  faults.push(...(await overTheEdge(phone)), ...(await violations(phone)))
  expect([...faults, ...phone.complaints]).toEqual([])
  await phone.close()
})
