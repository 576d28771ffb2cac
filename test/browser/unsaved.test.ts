/** Rules that somebody changed and has not saved: nothing takes them away unasked. */
import type { Locator } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { customerDraft } from '../harness/customer-draft.ts'
import { shared } from '../harness/shared.ts'
import { told } from '../harness/told.ts'
import { until, Waiting } from '../harness/until.ts'
import { complaintsBesideTyping, finds, openConsole } from './open-console.ts'

const at = shared(openConsole)
const window = shared(() => at.open())
const { button, field } = finds(window)
beforeAll(async () => {
  at.house.clover.customers.create(customerDraft('Ana'))
  await at.house.run('clover-customers')
  await at.house.quiet()
})

const flow = { params: { path: { name: 'clover-customers' } } }
const flowNow = () => told(at.house.api.GET('/api/v1/flows/{name}', flow))
const description = () => field('Description of FirstName').first()
const question = () => window.page.getByRole('dialog', { name: 'Leave without saving?' })
const tab = (name: string) => window.page.getByRole('link', { name, exact: true })

async function describe(text: string): Promise<Locator> {
  await window.show('/flows/clover-customers?tab=mapping&mapping=1', 'Tried on this record')
  await description().fill(text)
  return description()
}

test('rules that are not saved stay when a colleague puts a version into force, which is said, and are saved only knowingly', async () => {
  const { page } = window
  const says = await describe('As the till has it')
  await field('Note for this version').fill('words')
  const { definition, version } = await flowNow()
  const body = { definition: { ...definition, title: 'Renamed' }, base: version }
  await told(at.house.api.PUT('/api/v1/flows/{name}/definition', { ...flow, body }))
  const warning = page.getByRole('alert').filter({ hasText: `Version ${version + 1} is in force by now` })
  await warning.waitFor()
  expect(await says.inputValue()).toBe('As the till has it')
  expect(await field('Note for this version').inputValue()).toBe('words')
  expect(await button(/^Save version/).isDisabled()).toBe(true)
  expect(await warning.getByRole('link', { name: 'See what differs' }).getAttribute('href')).toContain('tab=versions')
  await warning.getByRole('button', { name: 'Keep mine' }).click()
  await button(`Save version ${version + 2}`).click()
  await page.getByText('Saved as a new version').waitFor()
  const saved = await flowNow()
  expect(saved.version).toBe(version + 2)
  expect(JSON.stringify(saved.definition)).toContain('As the till has it')
  expect(saved.definition.title).toBe(definition.title)
})

test('a mapping that nobody has changed follows the version in force without a word', async () => {
  const { definition, version } = await flowNow()
  const text = JSON.stringify(definition).replace('As the till has it', 'As a colleague has it')
  await told(
    at.house.api.PUT('/api/v1/flows/{name}/definition', { ...flow, body: { definition: text, base: version } }),
  )
  await window.page.getByText('As a colleague has it').waitFor()
  expect(await button(`Save version ${version + 2}`).isDisabled()).toBe(true)
  expect(await window.page.getByText('is in force by now').count()).toBe(0)
})

test('a brake that is being typed stays over a version of a colleague, who is asked about only where it changed brakes too', async () => {
  const { page } = window
  const overrule = async (change: Record<string, unknown>) => {
    const { definition, version } = await flowNow()
    const body = { definition: { ...definition, ...change }, base: version }
    await told(at.house.api.PUT('/api/v1/flows/{name}/definition', { ...flow, body }))
  }
  await window.show('/flows/clover-customers', 'Brakes')
  const changed = field('Records changed')
  const warning = page.getByRole('alert').filter({ hasText: 'is in force by now' })
  await changed.fill('7')
  await overrule({ title: 'Customers of the till' })
  await page.getByRole('heading', { name: 'Customers of the till' }).waitFor()
  expect(await changed.inputValue()).toBe('7 %')
  expect(await warning.count()).toBe(0)
  await overrule({ brakes: { gone: 3 } })
  await warning.waitFor()
  expect(await changed.inputValue()).toBe('7 %')
  expect(await button('Save').isDisabled()).toBe(true)
  await warning.getByRole('button', { name: 'Keep mine' }).click()
  await button('Save').click()
  await page.getByText('Saved as a new version').waitFor()
  expect((await flowNow()).definition).toMatchObject({ title: 'Customers of the till', brakes: { changed: 7 } })
  await overrule({ brakes: { gone: 4 } })
  await until('the brakes of the colleague', async () => {
    const shown = [await changed.inputValue(), await field('Records taken for deleted').inputValue()]
    return shown.join() === ',4 %' ? shown : new Waiting(shown)
  })
})

test('leaving rules that are not saved is asked about, between tabs and places alike; what is saved or discarded is not', async () => {
  const { page } = window
  const says = await describe('Not yet saved')
  const asked = page.waitForEvent('dialog')
  const reload = page.reload({ timeout: 1_000 }).catch(() => null)
  const dialog = await asked
  expect(dialog.type()).toBe('beforeunload')
  await dialog.dismiss()
  await reload
  expect(await says.inputValue()).toBe('Not yet saved')

  await tab('Versions').click()
  await question().waitFor()
  await button('Stay').click()
  await question().waitFor({ state: 'detached' })
  expect(await says.inputValue()).toBe('Not yet saved')
  expect(page.url()).toContain('tab=mapping')
  // Another mapping of the same flow is the same draft.
  const mappings = page.getByRole('navigation', { name: 'Mappings' }).getByRole('link')
  await mappings.first().click()
  await page.waitForURL(/mapping=0/)
  await mappings.nth(1).click()
  await page.waitForURL(/mapping=1/)
  expect(await question().count()).toBe(0)
  expect(await description().inputValue()).toBe('Not yet saved')

  await page.getByRole('link', { name: 'Home' }).first().click()
  await question().waitFor()
  await button('Leave').click()
  await page.getByText('What goes where').waitFor()
  await page.goBack()
  await description().waitFor()
  expect(await description().inputValue()).toBe('As a colleague has it')

  await description().fill('Discarded')
  await button('Discard').click()
  expect(await description().inputValue()).toBe('As a colleague has it')
  await tab('Versions').click()
  await page.getByText('In force', { exact: true }).waitFor()
  await tab('Mapping').click()
  await mappings.nth(1).click()
  await description().fill('Saved at last')
  await button(/^Save version/).click()
  await page.getByText('Saved as a new version').waitFor()
  await tab('Versions').click()
  await page.getByText('In force', { exact: true }).waitFor()
  expect(complaintsBesideTyping(window)).toEqual([])
})

test('as a picture the rules are shown as they are typed, and each leads back to itself', async () => {
  const { page } = window
  await window.show('/flows/clover-customers?tab=mapping', 'Tried on this record')
  const from = page.getByRole('combobox', { name: 'What fills FirstName' })
  await from.fill('Nickname')
  await page.getByText('Picture', { exact: true }).click()
  const picture = page.getByRole('button', { name: /^FirstName .*from Nickname/ })
  await picture.waitFor()
  expect(new URL(page.url()).searchParams.get('view')).toBe('picture')
  expect(await page.locator('.picture path').count()).toBeGreaterThan(4)
  await picture.click()
  const to = page.getByRole('combobox', { name: 'Destination field of rule 2' }).first()
  await to.waitFor()
  expect(await to.inputValue()).toBe('FirstName')
  expect(await page.evaluate('document.activeElement.getAttribute("aria-label")')).toBe('Destination field of rule 2')
  await button('Discard').click()
  expect(await from.inputValue()).toBe('FirstName')
})
