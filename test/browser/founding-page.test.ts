/** S0 on the screens: what the founding page has a person read and do, in a browser. */
import { beforeAll, expect, test } from 'vitest'
import { customerDraft } from '../harness/customer-draft.ts'
import { shared } from '../harness/shared.ts'
import { refused, told } from '../harness/told.ts'
import { complaintsBesideTyping, finds, openConsole } from './open-console.ts'

const flow = 'clover-customers'
const rival = 'clover-customers-again'
const at = shared(openConsole)
const window = shared(() => at.open())
const { button, field } = finds(window)

let mailless: string
beforeAll(async () => {
  const { clover } = at.house
  for (const name of ['Ana', 'Luis']) clover.customers.create(customerDraft(name))
  mailless = clover.customers.create(customerDraft('Mailless', { emailAddresses: [] })).id
  await at.house.run(flow)
  await at.house.quiet()
})

const path = (name = flow) => ({ params: { path: { name } } })
const newestRun = async () => (await told(at.house.api.GET('/api/v1/runs', { params: { query: { flow } } }))).data[0]
const ruleOf = async (to: string) => {
  const { definition } = await told(at.house.api.GET('/api/v1/flows/{name}', path()))
  const { mappings } = JSON.parse(JSON.stringify(definition))
  return mappings[0].rules.find((rule: { to: string }) => rule.to === to)
}

test('S0-065 a record that was filtered says on its page what it is called, what it means and what to do, and leads to Clover', async () => {
  const { page } = window
  const run = await newestRun()
  await window.show(`/runs/${run?.id}`, 'Records with a reason')
  await button(`Trace ${mailless}`).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('heading', { name: 'Missing e-mail address' }).waitFor()
  const text = (await dialog.textContent()) ?? ''
  expect(text).toContain('EmailAddress is empty. The filter excludes')
  expect(text).toContain('Enter a valid e-mail address')
  const link = dialog.getByRole('link', { name: /^Open it at the vendor/ })
  expect(await link.getAttribute('href')).toBe(
    `https://www.clover.com/customers/m/${at.house.clover.merchantId}/customers/${mailless}`,
  )
  await button('Close').click()
})

test("S0-009 a customer is synced by hand by the hub's id, which needs nothing but the number", async () => {
  const ana = await at.customer('Ana')
  const id = String(ana.data.customerNumber)
  at.house.clover.customers.update(id, { firstName: 'Anna' })
  await window.show(`/flows/${flow}`, 'Sync one record')
  await field(/^Id\b(?! of)/).fill(String(ana.id))
  await button('Sync').click()
  await window.page.getByText('1 record read').waitFor()
  expect(await newestRun()).toMatchObject({
    kind: 'manual',
    selection: { externalIds: [id] },
    outcomes: { updated: 1 },
  })
  expect((await at.customer('Ana')).data).toMatchObject({ firstName: 'Anna' })
})

test("S0-010 an id of Clover is known by its form, and is synced without anybody saying that it is Clover's", async () => {
  const luis = await at.customer('Luis')
  const id = String(luis.data.customerNumber)
  at.house.clover.customers.update(id, { firstName: 'Luisito' })
  await window.show(`/flows/${flow}`, 'Sync one record')
  await field(/^Id\b(?! of)/).fill(id)
  expect(await window.page.getByRole('combobox', { name: 'Id of' }).inputValue()).toBe('till')
  await button('Sync').click()
  await window.page.getByText('1 record read').waitFor()
  expect((await at.customer('Luis')).data).toMatchObject({ firstName: 'Luisito' })
})

test.each([
  { id: '99999999', says: 'No Customer has the hub id 99999999 in this hub' },
  { id: 'N0SUCHCVST0ME', says: 'No Customer has the external id "N0SUCHCVST0ME" in the connection "till"' },
])(
  'S0-011 the unknown id $id is refused on the screen with its kind and the system, and nothing is queued',
  async (tried) => {
    const newest = await newestRun()
    await window.show(`/flows/${flow}`, 'Sync one record')
    await field(/^Id\b(?! of)/).fill(tried.id)
    await button('Sync').click()
    await window.page.getByText(tried.says).waitFor()
    expect((await newestRun())?.id).toBe(newest?.id)
  },
)

test("S0-011 a text under Trefoil's ids is told at once to be none of them", async () => {
  await window.show(`/flows/${flow}`, 'Sync one record')
  await field(/^Id\b(?! of)/).fill('ABC')
  await window.page.getByRole('combobox', { name: 'Id of' }).click()
  await window.page.getByRole('option', { name: 'Trefoil' }).click()
  await button('Sync').click()
  await window.page.getByText('An id of Trefoil is a whole number').waitFor()
})

test('S0-014 the mapping of the addresses stands under its parent, and has no trigger of its own', async () => {
  const { page } = window
  await window.show(`/flows/${flow}?tab=mapping`, 'Tried on this record')
  const tree = async () => page.getByRole('heading', { name: /Address .* To hub$/ }).allTextContents()
  expect(await tree()).toEqual(['Clover Customer Address Add To hub'])
  await page.getByRole('link', { name: /^Clover Customer Update To hub/ }).click()
  await page.getByRole('heading', { name: 'Clover Customer Address Update To hub' }).waitFor()
  expect(await tree()).toEqual(['Clover Customer Address Update To hub'])
})

test('S0-035 kind, source, destination, description and required mark of a rule are shown and changed in the editor', async () => {
  const { page } = window
  // Without the shipped cases, which hold for the shipped rules.
  await at.house.change(flow, (shipped) => shipped)
  await window.show(`/flows/${flow}?tab=mapping`, 'Tried on this record')
  const kind = page.getByRole('combobox', { name: 'How FirstName is filled' })
  const from = page.getByRole('combobox', { name: 'What fills FirstName' })
  const to = page.getByRole('combobox', { name: 'Destination field of rule 2' }).first()
  const required = page.getByLabel('FirstName is required')
  expect(await kind.inputValue()).toBe('Field')
  expect(await from.inputValue()).toBe('FirstName')
  expect(await to.inputValue()).toBe('FirstName')
  expect(await field('Description of FirstName').inputValue()).toBe('The first name.')
  expect(await required.isChecked()).toBe(true)

  await field('Description of FirstName').fill('What the person is called.')
  await required.uncheck()
  await from.fill('LastName')
  await to.fill('Company')
  await page.keyboard.press('Escape')
  await page.getByRole('combobox', { name: 'How Company is filled' }).click()
  await page.getByRole('option', { name: 'Formula' }).click()
  await button(/^Save version/).click()
  await page.getByText('Saved as a new version').waitFor()
  const changed = { to: 'Company', formula: 'LastName', required: false, says: 'What the person is called.' }
  expect(await ruleOf('Company')).toEqual(changed)
})

test('S0-035 a fixed value is what it is called: true typed over is false and no text, and digits for a text stay a text', async () => {
  const { page } = window
  await at.house.change('klaviyo-profiles', (shipped) => shipped)
  await window.show('/flows/klaviyo-profiles?tab=mapping', 'Tried on this record')
  const typeOver = async (name: string, text: string) => {
    const box = page.getByRole('textbox', { name: `What fills ${name}`, exact: true })
    await box.click()
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.type(text)
    expect(await box.inputValue()).toBe(text)
  }
  await typeOver('LIST_Sms Subscribers', 'false')
  await typeOver('My Custom', '01.50')
  await typeOver('Claustrophobic List', '"true"')
  await typeOver('SubscribeProfile', 'true')
  await button(/^Save version/).click()
  await page.getByText('Saved as a new version').waitFor()
  const { definition } = await told(at.house.api.GET('/api/v1/flows/{name}', path('klaviyo-profiles')))
  const { mappings } = JSON.parse(JSON.stringify(definition))
  const fixed = mappings[0].rules.filter((rule: object) => 'static' in rule)
  expect(
    Object.fromEntries(fixed.map((rule: { to: string; static: unknown }) => [rule.to, rule.static])),
  ).toMatchObject({
    'LIST_Sms Subscribers': false,
    'My Custom': '01.50',
    'Claustrophobic List': 'true',
    SubscribeProfile: true,
  })
})

test('S0-013 the switch of a second flow over the same customers asks first, naming both, and enables it only on purpose', async () => {
  const { recipes, api } = at.house
  const shipped = recipes.find(({ recipe }) => recipe === flow)
  if (shipped === undefined) throw new Error('the recipe is not shipped')
  recipes.push({ ...shipped, recipe: rival, flows: shipped.flows.map((each) => ({ ...each, name: rival })) })
  expect(await refused(api.POST('/api/v1/recipes/{name}/apply', path(rival)))).toMatchObject({ code: 'flow_conflict' })
  await told(api.POST('/api/v1/recipes/{name}/apply', { ...path(rival), body: { override: true } }))
  await told(api.POST('/api/v1/flows/{name}/pause', path(rival)))
  const state = async () => (await told(api.GET('/api/v1/flows/{name}', path(rival)))).state

  const { page } = window
  await window.show(`/flows/${rival}`, 'Triggers')
  await page.getByRole('switch').press('Space')
  const question = page.getByRole('dialog', { name: 'Another flow does the same' })
  await question.waitFor()
  for (const name of [flow, rival]) expect(await question.textContent()).toContain(`"${name}"`)
  await question.getByRole('button', { name: 'Leave it off' }).click()
  await question.waitFor({ state: 'detached' })
  expect(await state()).toBe('paused')
  await page.getByRole('switch').press('Space')
  await question.getByRole('button', { name: 'Enable all the same' }).click()
  await page.getByText('Paused').waitFor({ state: 'detached' })
  expect(await state()).toBe('enabled')
  await told(api.POST('/api/v1/flows/{name}/pause', path(rival)))
})

test('S0-022 S0-023 the screen of a connection shows the merchant id, and of the key its last four characters', async () => {
  const { merchantId, token } = at.house.clover
  await window.show('/connections/till', 'Credentials')
  const facts = window.page.getByRole('definition')
  await facts.filter({ hasText: merchantId }).waitFor()
  await facts.filter({ hasText: `••••${token.slice(-4)}` }).waitFor()
  expect(await window.page.content()).not.toContain(token)
  expect(complaintsBesideTyping(window)).toEqual([])
})
