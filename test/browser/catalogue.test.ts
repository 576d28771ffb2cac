/** From the catalogue to a connection: what can be connected, where its credentials are found, and what they open. */
import { expect, test } from 'vitest'
import { shared } from '../harness/shared.ts'
import { finds, openConsole } from './open-console.ts'

const at = shared(openConsole)
const window = shared(() => at.open())
const { button, field, link } = finds(window)

const offers = () =>
  window.page
    .getByRole('heading', { level: 4 })
    .allTextContents()
    .then((titles) => titles.sort())

test('S4-010 S1-016 S1-017 a search of the catalogue finds Clover, whose button opens the guide', async () => {
  const { page } = window
  await window.show('/connections', 'Available')
  expect(await offers()).toContain('Klaviyo')
  const search = field('Search what can be connected')
  await search.fill('clover')
  expect(await offers()).toEqual(['Clover', 'Clover Ecommerce'])
  await search.fill('alleaves')
  await page.getByText('Nothing that can be connected is called “alleaves”').waitFor()
  expect(await offers()).toEqual([])
  // What it moves and what it belongs to are found as well.
  await search.fill('point of SALE')
  expect(await offers()).toEqual(['Clover', 'Clover Ecommerce'])
  await search.fill('employees')
  expect(await offers()).toEqual(['Clover'])
  await link('Connect Clover').click()
  await page.waitForURL('**/connect/clover')
  await page.getByText('Where to find it in Clover').waitFor()
})

test('S4-001 Clover stands under the point of sale, and Klaviyo does not', async () => {
  const { page } = window
  await window.show('/connections', 'Available')
  const under = (category: string) =>
    page.getByRole('region', { name: category, exact: true }).getByRole('heading', { level: 4 }).allTextContents()
  expect(await under('Point of sale')).toEqual(['Clover', 'Clover Ecommerce'])
  expect(await under('Marketing')).toEqual(['Klaviyo'])
})

test('S4-002 a grid of all connectors says of each feature in which direction it goes', async () => {
  const { page } = window
  await window.show('/connections', 'Available')
  await page.getByText('All at a glance').click()
  const grid = page.getByRole('table', { name: 'What each can do' })
  const heads = await grid.getByRole('columnheader').allTextContents()
  const lineOf = async (title: string) => {
    const cells = await grid.getByRole('row', { name: title }).first().getByRole('cell').allTextContents()
    return Object.fromEntries(cells.map((cell, index) => [heads[index], cell]))
  }
  expect(await lineOf('Clover')).toMatchObject({
    ...{ Connector: 'Clover', Customers: 'reads, writes', Orders: 'reads, writes', Stock: 'reads, writes' },
    ...{ Discounts: 'writes', Employees: 'reads', Lists: '', Webhooks: 'yes', 'Sign-in': 'yes' },
  })
  expect(await lineOf('Klaviyo')).toMatchObject({
    ...{ Customers: 'reads, writes', Orders: 'writes', Stock: '', Lists: 'reads', Webhooks: 'yes' },
  })
  // Whatever the manifests name has its place: nothing that can be moved is left out.
  const { data } = await at.house.api.GET('/api/v1/connectors')
  expect(await grid.getByRole('row').count()).toBe(1 + (data?.data.length ?? 0))
})

test('S1-001 S1-002 S1-003 S1-004 S4-003 S4-004 S4-005 S4-006 S4-007 S4-008 S4-009 the steps to a token stand beside the form, in their order', async () => {
  const { page } = window
  await window.show('/connect/clover', 'Where to find it in Clover')
  const guide = page.getByRole('complementary', { name: 'Where to find it in Clover' })
  const steps = await guide.locator('ol > li').allTextContents()
  const told = [
    [/^Log in to the Clover dashboard/, /Account & Setup/, /Settings/],
    [/^Under Business Operations, choose API Tokens/],
    [/^Choose Create Token and name it/, /Trefoil/],
    [/^Tick these boxes, and no others/, /loyalty alone.*all boxes under Read, and Write for Customers/],
    [/^Choose Create Token again/],
    [/^Reveal the token by the eye, copy it/, /now/, /safe/],
    [/merchant ID, the 13 characters at the end of the dashboard’s address/, /ABCD1234ABCD1/],
  ]
  expect(steps.length).toBe(told.length)
  for (const [index, words] of told.entries()) for (const word of words) expect(steps[index]).toMatch(word)
  const boxes = await guide.locator('.boxes > li').allTextContents()
  expect(boxes).toEqual([
    ...['Customers Read, Write', 'Employees Read', 'Inventory Read, Write', 'Merchant Read'],
    ...['Orders Read, Write', 'Payments Read'],
  ])
  // Before the form for those who hear the page, too.
  expect(await page.locator('aside.guide + div form').count()).toBe(1)
})

test('S1-004 the suggested name of the token is copied by its button', async () => {
  const { page } = window
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await button('Copy Trefoil').click()
  expect(await page.evaluate('navigator.clipboard.readText()')).toBe('Trefoil')
})

test('S1-002 the link of the first step leads to the dashboard of the environment that is chosen', async () => {
  const { page } = window
  await window.show('/connect/clover', 'Where to find it in Clover')
  const target = () => link(/^Log in to the Clover dashboard/).getAttribute('href')
  expect(await target()).toBe('https://www.clover.com/dashboard')
  await page.getByRole('combobox', { name: /environment/i }).click()
  await page.getByRole('option', { name: /sandbox/i }).click()
  expect(await target()).toBe('https://sandbox.dev.clover.com/dashboard')
})

test('S1-012 S1-013 S1-019 without a merchant id the form cannot be sent, and one of another shape is refused at its field', async () => {
  const { page } = window
  await window.show('/connect/clover', 'Where to find it in Clover')
  await field('Name of the connection').fill('airport')
  await field(/^API token/).fill(at.house.clover.token)
  expect(await field(/^Merchant ID/).getAttribute('required')).not.toBeNull()
  expect(await button('Check').isDisabled()).toBe(true)
  const before = at.house.clover.requests().length
  await field(/^Merchant ID/).fill('ABCD1234')
  await button('Check').click()
  await page.getByText(/13/).and(page.locator('.mantine-InputWrapper-error')).waitFor()
  expect(at.house.clover.requests().length).toBe(before)
})

test('S1-018 S1-020 a second Clover cannot take the name of the first; under its own both are there, each with its merchant id in sight', async () => {
  const { page } = window
  const airport = at.house.clover.addMerchant()
  await window.show('/connect/clover', 'Where to find it in Clover')
  await field(/^Merchant ID/).fill(airport.merchantId)
  await field(/^API token/).fill(airport.token)
  await field('Name of the connection').fill('till')
  await button('Check').click()
  await button('Connect').click()
  await page
    .getByText(/"till" belongs to/)
    .first()
    .waitFor()
  await field('Name of the connection').fill('airport')
  await button('Check').click()
  await button('Connect').click()
  await page.waitForURL('**/connections/airport')
  await page.getByText(airport.merchantId, { exact: true }).first().waitFor()
  await window.show('/connections/till', 'Ready flows')
  await page.getByText(at.house.clover.merchantId, { exact: true }).first().waitFor()
})

test('S1-011 the check says of each box that no enabled flow needs that it is an excess, and of what the hub itself needs it does not', async () => {
  const { page } = window
  const stateOf = async (permission: string) =>
    (await page.getByRole('row', { name: new RegExp(`^${permission}`) }).textContent()) ?? ''
  await window.show('/connect/clover?name=till', 'Where to find it in Clover')
  await field(/^Merchant ID/).fill(at.house.clover.merchantId)
  await field(/^API token/).fill(at.house.clover.token)
  await button('Check').click()
  await page.getByRole('row', { name: /^PAYMENTS_W/ }).waitFor()
  const excess = 'Excess permissionNo enabled flow needs it: untick its box'
  expect(await stateOf('PAYMENTS_W')).toContain(excess)
  expect(await stateOf('INVENTORY_W')).toContain(excess)
  expect(await stateOf('CUSTOMERS_R')).toContain('Granted')
  expect(await stateOf('CUSTOMERS_R')).toContain('clover-customers')
  expect(await stateOf('MERCHANT_R')).not.toContain('Excess')
  await window.show('/connect/klaviyo?name=mail', 'Where to find it in Klaviyo')
  await field(/API key/i)
    .first()
    .fill(at.house.klaviyo.apiKey)
  await button('Check').click()
  await page.getByRole('row', { name: /^accounts:read/ }).waitFor()
  expect(await stateOf('accounts:read')).toContain('Granted')
})
