/** The flow into Klaviyo on the screens: what its mapping offers and warns of, and what can be switched off. */
import { beforeAll, expect, test } from 'vitest'
import { customerDraft } from '../harness/customer-draft.ts'
import { shared } from '../harness/shared.ts'
import { told } from '../harness/told.ts'
import { until, Waiting } from '../harness/until.ts'
import { finds, openConsole } from './open-console.ts'

const at = shared(openConsole)
const window = shared(() => at.open())
const { button, field } = finds(window)
beforeAll(async () => {
  at.house.clover.customers.create(customerDraft('Ana'))
  await at.house.run('clover-customers')
  await at.house.quiet()
})

const flow = '/flows/klaviyo-profiles'
const definition = async () => {
  const params = { path: { name: 'klaviyo-profiles' } }
  return (await told(at.house.api.GET('/api/v1/flows/{name}', { params }))).definition
}

test('S3-018 taking out a rule that a profile is found by is warned of on the spot, an optional one is not, and both can be saved', async () => {
  const { page } = window
  await window.show(`${flow}?tab=mapping`, 'Tried on this record')
  const warning = page.getByText(/no rule fills (email|phoneNumber), by which/)
  await button('Remove the rule for Organization').click()
  await button('Remove the rule for Organization').waitFor({ state: 'detached' })
  expect(await warning.count()).toBe(0)
  await button('Remove the rule for PhoneNumber').click()
  await warning.waitFor()
  expect(await warning.textContent()).toContain('phoneNumber')
  expect(await button(/^Save version/).isEnabled()).toBe(true)
  await button('Discard').click()
  await warning.waitFor({ state: 'detached' })
})

test('S3-013 S3-014 S3-016 the mapping offers SubscribeProfile as a destination, and takes a list and a custom property', async () => {
  const { page } = window
  await window.show(`${flow}?tab=mapping&mapping=1`, 'Tried on this record')
  const rules = page.locator('input[aria-label^="Destination field of rule"]')
  const before = await rules.count()
  await button('Add a rule').click()
  const added = rules.nth(before)
  await added.fill('subscribe')
  await page.getByRole('option', { name: 'subscribeProfile' }).click()
  expect(await added.inputValue()).toBe('subscribeProfile')
  for (const name of ['UCLIST_POS customers', 'Favourite tea']) {
    await added.fill(name)
    await page.getByText(/\d errors? to be put right/).waitFor({ state: 'detached' })
    expect(await added.inputValue()).toBe(name)
  }
  await button('Discard').click()
})

test('S3-017 following the changes of the hub and running by hand are switched off and on, each by itself', async () => {
  /** What was clicked shows at once, and can be clicked again when it is saved. */
  const turn = async (label: string, name: string, isOn: boolean) => {
    await field(label).click()
    await until(`${label} to be saved as ${isOn}`, async () => {
      const given = JSON.stringify((await definition()).triggers)
      const [isChecked, isFree] = [await field(label).isChecked(), await field(label).isEnabled()]
      const isDone = given.includes(`"${name}":${isOn}`) && isChecked === isOn && isFree
      return isDone ? undefined : new Waiting({ given, isChecked, isFree })
    })
  }
  await window.show(flow, 'Triggers')
  for (const [label, name] of [
    ['Changes in the hub are followed', 'changes'],
    ['Can be run by hand', 'manual'],
  ] as const) {
    await turn(label, name, false)
    await turn(label, name, true)
  }
})
