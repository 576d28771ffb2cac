/** From an empty database to the first synced customer, with nothing but the link that the hub printed. */
import { beforeAll, expect, test } from 'vitest'
import { customerDraft, emailOf } from '../harness/customer-draft.ts'
import { shared } from '../harness/shared.ts'
import { complaintsBesideTyping, finds, openConsole, openWindow } from './open-console.ts'

const at = shared(() => openConsole({ isSetUp: false }))
const window = shared(() => openWindow(at.browser, at.house.hub.url))
const { button, field } = finds(window)
beforeAll(async () => {
  at.house.clover.customers.create(customerDraft('Petra'))
})

test('S1-015 the set-up link makes the first account, and leads to three first steps', async () => {
  const { page } = window
  await page.goto(at.house.hub.setUpLink ?? '')
  await field('Your name').fill('Nora Berg')
  await field('E-mail address').fill('nora@example.com')
  await field(/^Password/).fill('lantern oyster bicycle')
  await button('Make the account').click()
  await page.getByText('Connect the mail tool').waitFor()
  expect(new URL(page.url()).hash).toBe('')
})

test('S1-001 S1-012 S1-019 S1-020 S1-021 Clover is connected by a guide, a pasted address and a token; a wrong token stays on the form', async () => {
  const { page } = window
  const { merchantId, token } = at.house.clover
  await page.getByRole('link', { name: 'Connect Clover' }).click()
  await page.getByText('Choose Create Token and name it').waitFor()
  await field('Name of the connection').fill('till')
  await field(/^Merchant ID/).fill(`https://www.clover.com/merchants/${merchantId}`)
  expect(await field(/^API token/).getAttribute('type')).toBe('password')
  await field(/^API token/).fill('a-token-that-is-wrong')
  await button('Check').click()
  await page.getByRole('alert').waitFor()
  expect(await page.getByRole('alert').textContent()).toContain('nothing was stored')

  await field(/^API token/).fill(token)
  await button('Check').click()
  const row = page.getByRole('row', { name: /CUSTOMERS_R/ })
  await row.waitFor()
  expect(await row.textContent()).toContain('Granted')
  await button('Connect').click()
  await page.getByText('Ready flows').waitFor()
  expect(new URL(page.url()).pathname).toBe('/connections/till')
  // The first customer is read and shown as it would be kept, before anything is set up.
  await page.getByText('A real one, as the hub would keep it').waitFor()
  await page.getByText(emailOf('Petra')).waitFor()
  expect(await page.content()).not.toContain(token)
})

test('S1-005 a permission that is missing is named before anything is connected', async () => {
  const { page } = window
  const all = ['CUSTOMERS', 'EMPLOYEES', 'INVENTORY', 'MERCHANT', 'ORDERS', 'PAYMENTS'].flatMap((each) => [
    `${each}_R`,
    `${each}_W`,
  ])
  at.house.clover.permit(['MERCHANT_R'])
  await page.goto('/connect/clover')
  await field('Name of the connection').fill('second')
  await field(/^Merchant ID/).fill(at.house.clover.merchantId)
  await field(/^API token/).fill(at.house.clover.token)
  await button('Check').click()
  const row = page.getByRole('row', { name: /CUSTOMERS_R/ })
  await row.waitFor()
  expect(await row.textContent()).toContain('Missing: tick its box')
  expect(await button('Connect').isDisabled()).toBe(true)
  at.house.clover.permit(all)
})

test('S1-016 S1-017 S1-018 S4-001 S4-002 the catalogue says what each can do and what is connected; a name is given once', async () => {
  const { page } = window
  await window.show('/connections', 'Point of sale')
  const offer = (name: string) => page.getByRole('region', { name, exact: true })
  expect(await offer('Clover').textContent()).toContain('1 connected')
  expect(await offer('Klaviyo').textContent()).not.toMatch(/\d connected/)
  await offer('Clover')
    .getByText(/^Moves customers, orders/)
    .click()
  const customers = offer('Clover').getByRole('row', { name: /^Customers/ })
  expect(await customers.getByRole('img').evaluateAll((marks) => marks.map((mark) => mark.ariaLabel))).toEqual([
    'yes',
    'yes',
  ])
  await offer('Klaviyo').getByRole('link', { name: 'Connect Klaviyo' }).click()
  await field('Name of the connection').fill('till')
  await field(/API key/i)
    .first()
    .fill(at.house.klaviyo.apiKey)
  await button('Check').click()
  await button('Connect').click()
  await page
    .getByText(/"till" belongs to clover account/)
    .first()
    .waitFor()
  expect(new URL(page.url()).pathname).toBe('/connect/klaviyo')
})

test('Klaviyo is connected, ready flows are used, and the first customer is on its record page and in Klaviyo', async () => {
  const { page } = window
  await page.goto('/connect/klaviyo')
  await field('Name of the connection').fill('mail')
  await field(/API key/i)
    .first()
    .fill(at.house.klaviyo.apiKey)
  await button('Check').click()
  await button('Connect').click()
  await page.getByText('Ready flows').waitFor()
  await button(/^Use it Customers of the hub into Klaviyo/).click()
  await page.waitForURL('**/flows/klaviyo-profiles')
  await page.goto('/connections/till')
  await button(/^Use it Clover customers into the hub/).click()
  await page.waitForURL('**/flows/clover-customers')
  await page.getByRole('link', { name: 'Home' }).first().click()
  await button('Read all customers').click()
  await page.getByText('1 record read').waitFor()
  await at.house.quiet()

  await page.getByRole('link', { name: 'Records' }).first().click()
  await field('Search customers').fill('petra')
  await page.getByRole('link', { name: 'Petra Berg' }).click()
  await page.getByText('Delivered').waitFor({ timeout: 60_000 })
  expect(at.house.klaviyo.profiles.findByEmail(emailOf('Petra'))).toMatchObject({ first_name: 'Petra' })
})

test('S0-008 a flow is switched off and on again', async () => {
  const { page } = window
  await window.show('/flows/clover-customers', 'Triggers')
  const flow = async () => {
    const path = { name: 'clover-customers' }
    return (await at.house.api.GET('/api/v1/flows/{name}', { params: { path } })).data?.state
  }
  const power = page.getByRole('switch')
  await power.press('Space')
  await page.getByText('Paused').waitFor()
  expect(await flow()).toBe('paused')
  await power.press('Space')
  await page.getByText('Paused').waitFor({ state: 'detached' })
  expect(await flow()).toBe('enabled')
})

test('a field tells why it has its value, an edit wins over it, and the history keeps both', async () => {
  const { page } = window
  const record = await at.house.record(emailOf('Petra'))
  await window.show(`/records/${record?.id}`, 'Known by')
  await page.getByRole('link', { name: 'Petra', exact: true }).click()
  await page.getByText('Said by till').waitFor()
  await button('Close').click()
  await button('Edit').click()
  await field('First name').fill('Petronella')
  await button('Save').click()
  await page.getByRole('heading', { name: 'Petronella Berg' }).waitFor()
  await page.getByRole('link', { name: 'Petronella', exact: true }).click()
  await page.getByText('Said by a person').waitFor()
  expect(await page.getByRole('dialog').textContent()).toContain('Petra')
})

test('a formula is checked while it is typed, tried on a real record, saved as a version and rolled back', async () => {
  const { page } = window
  await window.show('/flows/clover-customers?tab=mapping&mapping=1', 'Tried on this record')
  const from = page.getByLabel('What fills FirstName')
  await page.getByRole('combobox', { name: 'How FirstName is filled' }).click()
  await page.getByRole('option', { name: 'Formula' }).click()
  await from.click()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type('Upperr(FirstName)')
  await page
    .getByText(/1 error|2 errors/)
    .first()
    .waitFor()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type('FirstName == "Petra" ? "PETRA" : FirstName')
  await page.locator('.explained').getByText('PETRA', { exact: true }).waitFor()
  await button('Save version 2').click()
  await page.getByText('Saved as a new version').waitFor()
  await window.show('/flows/clover-customers?tab=versions&from=1&to=2', 'From version 1 to version 2')
  await page.getByText('FirstName == "Petra"').first().waitFor()
  await button('Put 1 into force').click()
  await button('Put 2 into force').waitFor()
})

test('a formula is saved to its last letter, however soon after it the button is pressed', async () => {
  const { page } = window
  await window.show('/flows/clover-customers?tab=mapping&mapping=1', 'Tried on this record')
  await page.getByRole('combobox', { name: 'How FirstName is filled' }).click()
  await page.getByRole('option', { name: 'Formula' }).click()
  await page.getByLabel('What fills FirstName').click()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type('FirstName == "Petra" ? "PETRA" : FirstName')
  await page.locator('.explained').getByText('PETRA', { exact: true }).waitFor()
  await page.keyboard.press('End')
  // In one task of the browser, so that nothing is drawn between the last letter and the button.
  await page.evaluate(`(async () => {
    const save = [...document.querySelectorAll('button')].find((each) => each.textContent.startsWith('Save version'))
    document.execCommand('insertText', false, ' + ""')
    await Promise.resolve()
    save.focus()
    save.click()
  })()`)
  await page.getByText('Saved as a new version').waitFor()
  const path = { name: 'clover-customers' }
  const { data } = await at.house.api.GET('/api/v1/flows/{name}', { params: { path } })
  const rule = expect.objectContaining({ to: 'FirstName', formula: 'FirstName == "Petra" ? "PETRA" : FirstName + ""' })
  expect(data?.definition).toMatchObject({ mappings: [{}, { rules: expect.arrayContaining([rule]) }] })
})

test('signing out shows the way in, and the password opens it again at the same address', async () => {
  const { page } = window
  await page.goto('/flows')
  await button('Nora Berg').click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await field('E-mail address').fill('nora@example.com')
  await field(/^Password/).fill('lantern oyster bicycle')
  await button('Sign in').click()
  await page.getByRole('heading', { name: 'Flows' }).waitFor()
  // Where text with colours is typed over, Chromium wants to carry the old colour on in a style of its own, and may not.
  const other = complaintsBesideTyping(window)
  expect(other).toEqual([])
})
