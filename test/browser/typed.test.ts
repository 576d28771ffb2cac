/** What somebody typed in a form: it stays with what it was typed for, and nothing else is sent with it. */
import { beforeAll, expect, test } from 'vitest'
import { customerDraft } from '../harness/customer-draft.ts'
import { shared } from '../harness/shared.ts'
import { told } from '../harness/told.ts'
import { finds, openConsole } from './open-console.ts'

const brakes = { changed: 55 }
const at = shared(() =>
  openConsole({
    apply: ['clover-customers', 'clover-orders'],
    flows: (flow) => (flow.name === 'clover-orders' ? { ...flow, brakes } : flow),
  }),
)
const window = shared(() => at.open())
const { button, field, heading } = finds(window)
beforeAll(async () => {
  for (const [index, name] of ['Ana', 'Luis'].entries()) {
    const phoneNumbers = [{ phoneNumber: `(415) 555-012${index}` }]
    at.house.clover.customers.create(customerDraft(name, { phoneNumbers }))
  }
  await at.house.run('clover-customers')
  await at.house.quiet()
})

/** Goes to a screen by the palette, so that the page is not loaded anew. */
async function goTo(name: string) {
  const { page } = window
  await page.keyboard.press('ControlOrMeta+k')
  await page.getByPlaceholder('A customer, a flow, a place …').fill(name)
  await page.getByRole('dialog').getByText(name).first().click()
}

test('the brakes of one flow are not shown, nor offered to be saved, at another', async () => {
  const { page } = window
  await window.show('/flows/clover-orders', 'Brakes')
  const changed = field('Records changed')
  await changed.waitFor()
  expect(await changed.inputValue()).toBe('55 %')
  await goTo('clover-customers')
  await page.waitForURL('**/flows/clover-customers')
  await page.locator('main code').getByText('clover-customers').waitFor()
  await changed.waitFor()
  expect(await changed.inputValue()).toBe('')
  await page.goBack()
  await page.locator('main code').getByText('clover-orders').waitFor()
  expect(await changed.inputValue()).toBe('55 %')
  expect(await button('Save').isDisabled()).toBe(true)
})

test('a dialog that was opened for one customer does not stand open at the next', async () => {
  const { page } = window
  await window.show(`/records/${(await at.customer('Ana')).id}`, 'Known by')
  await goTo('Luis Berg')
  await heading('Luis Berg').waitFor()
  await button('Edit').click()
  await page.getByRole('dialog').waitFor()
  await page.goBack()
  await heading('Ana Berg').waitFor()
  await page.getByRole('dialog').waitFor({ state: 'detached', timeout: 5_000 })
})

test('an edit sends what was typed, and not what a source has said anew meanwhile', async () => {
  const { page } = window
  await window.show(`/records/${(await at.customer('Ana')).id}`, 'Known by')
  await button('Edit').click()
  const form = page.getByRole('dialog')
  await form.getByLabel('First name').waitFor()
  const newer = 'ana.newer@example.com'
  const [customer] = at.house.clover.customers.list().filter(({ firstName }) => firstName === 'Ana')
  at.house.clover.customers.update(customer?.id ?? '', { emailAddresses: [{ emailAddress: newer }] })
  await at.house.run('clover-customers')
  await page.getByText(newer).first().waitFor()
  await form.getByLabel('First name').fill('Anna')
  const sent = page.waitForRequest((request) => request.method() === 'PATCH')
  await form.getByRole('button', { name: 'Save' }).click()
  expect((await sent).postDataJSON()).toEqual({ firstName: 'Anna' })
  await heading('Anna Berg').waitFor()
  expect((await at.house.record(newer))?.data).toMatchObject({ firstName: 'Anna', emailAddress: newer })
})

test('new credentials leave the settings of the connection as they are', async () => {
  const { page } = window
  const { merchantId, token } = at.house.clover
  const credentials = { merchantId, apiToken: token }
  const settings = { environment: 'eu', orderHistoryDays: 30, orderType: 'Online' }
  const account = { connector: 'clover', name: 'till', credentials, settings, allowMissing: false }
  await told(at.house.api.POST('/api/v1/connections', { body: account }))
  await window.show('/connections/till', 'Ready flows')
  await page.getByRole('link', { name: 'New credentials' }).click()
  const expectStored = async () => {
    await page.getByText(/more settings/).click()
    expect(await field('Environment').first().inputValue()).toBe('Europe')
    expect(await field('Days of past orders').inputValue()).toBe('30')
    expect(await field('Order type').inputValue()).toBe('Online')
  }
  await page.getByText('Sign in with Clover').first().click()
  await field(/^App ID/).waitFor()
  await expectStored()
  await page.getByText('With a key').click()
  await field(/^Merchant ID/).fill(merchantId)
  await field(/^API token/).fill(token)
  await expectStored()
  await field('Order type').fill('Web')
  // Emptied, it shows the default; and what it shows is what is sent.
  await field('Days of past orders').fill('')
  await button('Check').click()
  const sent = page.waitForRequest((request) => request.method() === 'POST' && request.url().endsWith('/connections'))
  await button('Connect').click()
  const wanted = { environment: 'eu', orderHistoryDays: 90, orderType: 'Web' }
  expect((await sent).postDataJSON()).toMatchObject({ settings: wanted })
  await page.getByText('Ready flows').waitFor()
  const [till] = (await told(at.house.api.GET('/api/v1/connections'))).data.filter(({ name }) => name === 'till')
  expect(till?.settings).toMatchObject(wanted)
})
