/** The counter on a cashier's phone: a customer is found, redeems, and the code is read out; and what the console shows of it. */
import { beforeAll, expect, test } from 'vitest'
import type { Schemas } from '../../packages/hub/src/client/index.ts'
import { customerDraft } from '../harness/customer-draft.ts'
import { shared } from '../harness/shared.ts'
import { told } from '../harness/told.ts'
import { finds, openConsole, openWindow, type Window } from './open-console.ts'
import { overTheEdge, violations } from './reachable.ts'

const at = shared(() => openConsole())
const phone = shared(async () => {
  const window = await openWindow(at.browser, at.house.hub.url, { width: 320 })
  const body = { email: 'till@example.com', name: 'Tilda', role: 'cashier' } as const
  await window.show((await told(at.house.api.POST('/api/v1/people', { body }))).path, 'Find a customer')
  return window
})
const { button, field, heading, link } = finds(phone)

beforeAll(async () => {
  const { api, clover } = at.house
  await told(api.PATCH('/api/v1/settings', { body: { loyalty: { isOn: true } } }))
  for (const name of ['Nora', 'Poor']) {
    const { id: externalId } = clover.customers.create(customerDraft(name))
    await at.house.sync('clover-customers', { externalId })
  }
  const amount = { kind: 'amount', amount: 500, currency: 'USD' } as const
  await offer({ name: 'A pot of tea', says: 'Any leaf', points: 100, discount: amount, tillName: 'Reward tea' })
  await offer({ name: 'A tenth off', points: 5_000, discount: { kind: 'percent', percent: 10 }, tillName: 'Reward 10' })
  const path = { id: String((await at.customer('Nora')).id) }
  const body = { points: 250, note: 'from the old cards' }
  await told(api.POST('/api/v1/customers/{id}/points', { params: { path }, body }))
})

const offer = (body: Schemas['NewRewardInput']) => told(at.house.api.POST('/api/v1/rewards', { body }))

test('S4-019 a cashier comes in at the counter, and has nothing but the counter', async () => {
  await phone.show('/records', 'Find a customer')
  expect(new URL(phone.page.url()).pathname).toBe('/staff')
  expect(await phone.page.getByRole('link').allTextContents()).toEqual(['Counter'])
})

test('S4-019 a cashier finds a customer by phone and redeems with one confirmation; the points go', async () => {
  await field('Find a customer').fill('555-0125')
  await link(/Nora Berg.*250 points/).click()
  await phone.page.getByText('4,750 points short').waitFor()
  await button('Redeem A pot of tea').click()
  await phone.page.getByText('It takes 100 points; 150 are left.').waitFor()
  await phone.page.getByRole('dialog').getByRole('button', { name: 'Redeem' }).click()
  await heading('A pot of tea').waitFor()
  await phone.page.getByText('Reward tea', { exact: true }).waitFor()
  await phone.page.getByText('150 points left').waitFor()
  const [redemption] = (await told(at.house.api.GET('/api/v1/redemptions'))).data
  await phone.page
    .getByRole('paragraph')
    .filter({ hasText: redemption?.code ?? 'no code' })
    .waitFor()
})

test('the counter fits a narrow phone, passes axe, and all that can be touched is large enough for a thumb', async () => {
  await phone.page.reload()
  await heading('A pot of tea').waitFor()
  const faults = [...(await tooSmall()), ...(await faultsOf(phone))]
  await link('Next customer').click()
  await field('Find a customer').fill('nora')
  await link(/Nora Berg/).click()
  await heading('Redeemed last').waitFor()
  faults.push(...(await tooSmall()), ...(await faultsOf(phone)))
  await button('Redeem A pot of tea').click()
  await phone.page.getByRole('dialog').waitFor()
  faults.push(...(await faultsOf(phone)))
  await phone.page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click()
  expect(faults).toEqual([])
})

test('S4-019 what was just redeemed is undone, and the points are there again', async () => {
  await button(/^Undo/).click()
  await phone.page.getByText('250 points', { exact: true }).waitFor()
  await phone.page.getByText('Cancelled').first().waitFor()
  expect(phone.complaints).toEqual([])
})

test('S4-020 the console lists redemptions, flags what the till did not give, and a person says that it was given', async () => {
  const customer = await at.customer('Nora')
  const params = { path: { id: String(customer.id) } }
  const [tea] = (await told(at.house.api.GET('/api/v1/rewards'))).data
  const body = { rewardId: tea?.id ?? 0 }
  const { redemption } = await told(at.house.api.POST('/api/v1/customers/{id}/redemptions', { params, body }))
  at.house.pass(25 * 3_600_000)
  const window = await at.open()
  const { page } = window
  await window.show('/', '1 redemption was not given at the till')
  await page.getByRole('link', { name: '1 redemption was not given at the till' }).click()
  await page.getByRole('button', { name: `Open ${redemption.code}` }).click()
  await page.getByRole('button', { name: 'Mark as applied' }).click()
  const faults = await faultsOf(window)
  await page.getByLabel('Note').fill('seen on the receipt')
  await page.getByRole('button', { name: 'Mark as applied' }).click()
  await page.getByText('seen on the receipt').first().waitFor()
  await page.keyboard.press('Escape')
  await page.getByText('Every discount was found at the till').waitFor()
  await window.show(`/records/${customer.id}`, 'can be redeemed')
  await page.getByRole('link', { name: redemption.code }).waitFor()
  await window.show('/loyalty?tab=rewards', 'A pot of tea')
  await page.getByRole('button', { name: 'New reward' }).click()
  faults.push(...(await faultsOf(window)))
  await page.getByLabel(/^Name( \*)?$/).fill('Free delivery')
  await page.getByLabel('Amount off the bill').fill('3.50')
  await page.getByLabel('Name at the till').fill('Reward delivery')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('row', { name: /Free delivery 100 \$3\.50 off/ }).waitFor()
  const narrow = await at.open({ width: 320 })
  for (const tab of ['rewards', 'redemptions&show=all']) {
    await narrow.show(`/loyalty?tab=${tab}`, 'A pot of tea')
    faults.push(...(await faultsOf(narrow)))
  }
  expect([...faults, ...window.complaints, ...narrow.complaints]).toEqual([])
  await window.close()
  await narrow.close()
})

const faultsOf = async (window: Window): Promise<unknown[]> => [
  ...(await overTheEdge(window)),
  ...(await violations(window)),
]

/** What can be touched and is lower than 44 pixels. */
function tooSmall(): Promise<unknown[]> {
  return phone.page.evaluate(`[...document.querySelectorAll('main a, main button, main input, nav a, nav button')]
    .map((each) => [each.textContent, Math.round(each.getBoundingClientRect().height)])
    .filter(([, height]) => height < 44)`)
}
