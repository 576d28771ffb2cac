/** A person mends what no rule could: links, consent, duplicates and mappings, with a look before and the way back after. */
import { beforeAll, expect, test } from 'vitest'
import { customerDraft, emailOf } from '../harness/customer-draft.ts'
import { shared } from '../harness/shared.ts'
import { told } from '../harness/told.ts'
import { complaintsBesideTyping, finds, openConsole } from './open-console.ts'

const at = shared(openConsole)
const window = shared(() => at.open())
const { button } = finds(window)
beforeAll(async () => {
  for (const [index, name] of ['Ana', 'Luis'].entries()) arrives(name, index)
  await at.house.run('clover-customers')
  await at.house.quiet()
})

/** Each with a phone number of their own. */
function arrives(name: string, index: number, email = emailOf(name)) {
  const phoneNumbers = [{ phoneNumber: `(415) 555-012${index}` }]
  const emailAddresses = [{ emailAddress: email, primaryEmail: true }]
  at.house.clover.customers.create(customerDraft(name, { phoneNumbers, emailAddresses }))
}

const linkAt = async (name: string, connection: string) =>
  (await at.customer(name)).links.find((link) => link.connection === connection && link.goneAt === null)
const openIssues = async () => (await told(at.house.api.GET('/api/v1/issues'))).data

test('S3-049 a profile is unlinked and matched again after a look at what follows', async () => {
  const profile = await linkAt('Ana', 'mail')
  await window.show(`/records/${(await at.customer('Ana')).id}`, 'Known by')
  await button('Unlink mail').click()
  const plan = window.page.getByRole('list', { name: 'What follows' })
  await plan.getByText('and links the two').waitFor()
  await button('Unlink and match again').click()
  await window.page.getByText('Unlinked, and looked for anew').waitFor()
  await at.house.quiet()
  expect((await linkAt('Ana', 'mail'))?.externalId).toBe(profile?.externalId)
})

test('S3-070…076 "Validate record" prints the seven checks of the chosen customer, passed or failed, and sends nothing', async () => {
  const { page } = window
  const { id } = await at.customer('Luis')
  const before = at.house.klaviyo.effects().length
  await window.show(`/records/${id}`, 'Known by')
  await button('Validate record klaviyo-profiles').click()
  const checks = page.getByRole('dialog').getByRole('list', { name: 'Checks' }).getByRole('listitem')
  await page.getByText('Every check passed.').waitFor()
  const lines = [
    /^PassesThe customer is resolved by its id/,
    /^PassesAn e-mail address, or a phone number in E\.164 form/,
    /^PassesSubscribeProfile is mapped/,
    /^PassesThe lists are mapped and are there in Klaviyo/,
    /^PassesAt least one primary billing address/,
    /^PassesCountry, region, postal code, first address line and city are filled/,
    /^PassesThe external id is one that Klaviyo knows/,
  ]
  expect(await checks.allTextContents()).toEqual(lines.map((line) => expect.stringMatching(line)))
  at.house.klaviyo.profiles.remove(emailOf('Luis'))
  await button('Check again').click()
  await page.getByText('1 of 7 checks failed.').waitFor()
  expect(await checks.last().textContent()).toMatch(/^FailsThe external id.*matched anew/)
  const since = at.house.klaviyo.effects().slice(before)
  expect(since.filter(({ by }) => by === 'api')).toEqual([])
  // The customer has a profile again for the tests that follow.
  await at.house.sync('klaviyo-profiles', { id })
  await at.house.quiet()
})

test('an unlink is undone from the message that tells of it', async () => {
  const profile = await linkAt('Luis', 'mail')
  await window.show(`/records/${(await at.customer('Luis')).id}`, 'Known by')
  await button('Unlink mail').click()
  await button('Unlink only').click()
  await window.page.getByText('not linked').waitFor()
  expect(await linkAt('Luis', 'mail')).toBeUndefined()
  await window.page.getByRole('alert').getByRole('button', { name: 'Undo' }).click()
  await window.page.getByText('not linked').waitFor({ state: 'detached' })
  expect((await linkAt('Luis', 'mail'))?.id).toBe(profile?.id)
})

test('two customers who are one person are joined by linking the id of one with the other, and parted by undo', async () => {
  const [ana, luis] = [await at.customer('Ana'), await at.customer('Luis')]
  await window.show(`/records/${ana.id}`, 'Known by')
  await button('Link an id').click()
  const externalId = (await linkAt('Luis', 'till'))?.externalId ?? ''
  await window.page.getByLabel(/^Id there/).fill(externalId)
  await button('Show what follows').click()
  await window.page.getByText(`Customer ${luis.id} has nothing left`).waitFor()
  await button('Link').last().click()
  await window.page.getByRole('heading', { name: 'Luis Berg' }).waitFor()
  // The name of the customer may be here before the newest repair is.
  await window.page
    .getByRole('listitem')
    .getByRole('button', { name: `Undo ${externalId}` })
    .click()
  await window.page.getByRole('heading', { name: 'Ana Berg' }).waitFor()
  expect((await at.customer('Luis')).data).toEqual(luis.data)
})

test('what a customer said about being written to is entered with its proof, and stands in the ledger', async () => {
  await window.show(`/records/${(await at.customer('Ana')).id}`, 'Enter what they said')
  await button('Enter what they said').click()
  await window.page.getByLabel('Write to me', { exact: true }).click()
  await window.page.getByLabel(/^What they did/).fill('signed the form at the till')
  await window.page.getByRole('dialog').getByRole('button', { name: 'Enter' }).click()
  await window.page.getByText('Given', { exact: true }).waitFor()
  await window.page.getByText('1 entry of the ledger').click()
  await window.page.getByText('“signed the form at the till”').waitFor()
})

test('S0-067 the two stand side by side, are said to be one, and the issue closes by itself', async () => {
  arrives('Twin', 2, emailOf('Ana'))
  await at.house.run('clover-customers')
  const [issue] = await openIssues()
  await window.show(`/issues/${issue?.id}`, 'What to do')
  await button(/^Side by side/).click()
  const row = window.page.getByRole('row', { name: /First name/ })
  await row.getByText('Twin').waitFor()
  expect(await row.textContent()).toContain('Ana (differs)')
  await button('They are one: link the two').click()
  await window.page.getByText('Closed by itself').waitFor()
  expect(await openIssues()).toEqual([])
})

test('an issue is assigned, snoozed and put back', async () => {
  arrives('Double', 3, emailOf('Luis'))
  await at.house.run('clover-customers')
  const [issue] = await openIssues()
  await window.show(`/issues/${issue?.id}`, 'What to do')
  const choose = async (item: string) => {
    await button('More').click()
    await window.page.getByRole('menuitem', { name: item }).click()
  }
  await choose('I see to it')
  await window.page.getByText('with Nora Berg').waitFor()
  await choose('Snooze until tomorrow')
  await window.page.getByText('Snoozed, back').waitFor()
  expect(await openIssues()).toEqual([])
  await choose('Back into the list')
  await window.page.getByText('Snoozed, back').waitFor({ state: 'detached' })
  expect((await openIssues())[0]).toMatchObject({ assignee: 'Nora Berg' })
})

test('a profile that Klaviyo refuses is edited and tried again from its issue, and the issue closes', async () => {
  const body = JSON.stringify({ errors: [{ status: 400, code: 'invalid', title: 'Invalid input.', detail: 'No.' }] })
  at.house.klaviyo.faults.add({ kind: 'status', status: 400, body, match: 'POST /api/profile-import' })
  arrives('Quinta', 4)
  await at.house.run('clover-customers')
  await at.house.quiet()
  const [issue] = (await openIssues()).filter(({ flow }) => flow === 'klaviyo-profiles')
  await window.show(`/issues/${issue?.id}`, 'What to do')
  await button(/^Edit/).click()
  await window.page.getByRole('combobox', { name: 'Field' }).click()
  await window.page.getByRole('option', { name: 'First name' }).click()
  await window.page.getByLabel('Value').fill('Fifth')
  await button('Save and try again').click()
  await window.page.getByText('Closed by itself').waitFor()
  expect(at.house.klaviyo.profiles.findByEmail(emailOf('Quinta'))).toMatchObject({ first_name: 'Fifth' })
})

test('S3-050 the issue of a phone that is no number says so, and leads to the formulas with the record loaded', async () => {
  const { page } = window
  const settings = { strict: true }
  const body = { connector: 'klaviyo', name: 'mail', credentials: { apiKey: at.house.klaviyo.apiKey }, settings }
  await told(at.house.api.POST('/api/v1/connections', { body: { ...body, allowMissing: false } }))
  const phoneNumbers = [{ phoneNumber: 'call the shop' }]
  at.house.clover.customers.create(customerDraft('Phoneless', { phoneNumbers }))
  await at.house.run('clover-customers')
  await at.house.quiet()
  const { id } = await at.customer('Phoneless')
  const [issue] = (await openIssues()).filter(({ code }) => code === 'INVALID_PHONE')
  await window.show(`/issues/${issue?.id}`, 'What to do')
  await page.getByRole('heading', { name: 'Invalid customer phone number' }).waitFor()
  await page
    .getByText(/GetKlaviyoFormattedPhoneNumber/)
    .first()
    .waitFor()
  await page.getByRole('link', { name: /^Try the rules on it/ }).click()
  await page.waitForURL(`**/flows/klaviyo-profiles?tab=mapping&record=*${id}*`)
  await page.getByText('Tried on this record').waitFor()
  expect(await page.getByRole('combobox', { name: 'Tried on this record' }).inputValue()).toBe(String(id))
  await page.locator('.explained').getByText('call the shop').first().waitFor()
  await page
    .getByText(/GetKlaviyoFormattedPhoneNumber\(/)
    .first()
    .waitFor()
})

test('a saved case is made of a real record, fails as soon as it expects something else, and is kept with the version', async () => {
  await window.show('/flows/clover-customers?tab=mapping', 'Saved cases')
  const cases = window.page.locator('.case')
  const before = await cases.count()
  await button('Make a case of this record').click()
  await cases.nth(before).getByText('Passes').waitFor()
  await button(/^Edit the case The record/).click()
  await window.page.getByLabel('Expected', { exact: true }).fill('{"firstName": "Nobody"}')
  await button('Keep').last().click()
  await cases.nth(before).getByText('Fails').waitFor()
  await button(/^Edit the case The record/).click()
  await button('Expect what the rules make of it now').click()
  await button('Keep').last().click()
  await cases.nth(before).getByText('Passes').waitFor()
  await button('Save version 2').click()
  await window.page.getByText('Saved as a new version').waitFor()
  const path = { name: 'clover-customers' }
  const { definition } = await told(at.house.api.GET('/api/v1/flows/{name}', { params: { path } }))
  expect(definition.cases).toHaveLength(before + 1)
  expect(complaintsBesideTyping(window)).toEqual([])
})
