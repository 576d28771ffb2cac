/** Two customers with one address are joined from their issue; a mapping keeps what works today as a case. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { customerDraft, emailOf } from '../harness/customer-draft.ts'
import { told } from '../harness/told.ts'
import { type ConsoleHouse, openConsole, type Window } from './open-console.ts'

let at: ConsoleHouse
let window: Window
beforeAll(async () => {
  at = await openConsole()
  const { customers } = at.house.clover
  customers.create(customerDraft('Ana'))
  await at.house.run('clover-customers')
  customers.create({ ...customerDraft('Twin'), emailAddresses: [{ emailAddress: emailOf('Ana') }] })
  await at.house.run('clover-customers')
  await at.house.quiet()
  window = await at.open()
})
afterAll(async () => {
  await window?.close()
  await at?.close()
})

const button = (name: string | RegExp) => window.page.getByRole('button', { name })
const openIssues = async () => (await told(at.house.api.GET('/api/v1/issues'))).data

test('S0-067 the two stand side by side, are said to be one, and the issue closes by itself', async () => {
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
  at.house.clover.customers.create({ ...customerDraft('Double'), emailAddresses: [{ emailAddress: emailOf('Ana') }] })
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
  expect(window.complaints.filter((line) => !/^Applying inline style .*tab=mapping/s.test(line))).toEqual([])
})
