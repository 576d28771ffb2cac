/** Two customers who are one person, put together and parted in the console, with a look before each. */
import { beforeAll, expect, test } from 'vitest'
import { customerDraft, emailOf } from '../harness/customer-draft.ts'
import { shared } from '../harness/shared.ts'
import { finds, openConsole } from './open-console.ts'

const at = shared(openConsole)
const window = shared(() => at.open())
const { button } = finds(window)
beforeAll(async () => {
  for (const [index, name] of ['Ana', 'Anna', 'Ida', 'Iduna'].entries()) {
    const phoneNumbers = [{ phoneNumber: `(415) 555-014${index < 2 ? index : 3}` }]
    at.house.clover.customers.create(customerDraft(name, { phoneNumbers, lastName: index === 1 ? 'Berger' : 'Berg' }))
    // One by one, so that Ana is the oldest.
    await at.house.run('clover-customers')
  }
  await at.house.quiet()
})

test('S4-024 another customer is found by name, merged after a look at what follows, and parted again', async () => {
  const { page } = window
  const [ana, anna] = [await at.customer('Ana'), await at.customer('Anna')]
  await window.show(`/records/${anna.id}`, 'Merged with nobody.')
  await button('Merge with another').click()
  await page.getByLabel('The other customer').first().fill('Ana Berg')
  await page.getByRole('option', { name: new RegExp(`^Ana Berg · ${emailOf('Ana')}`) }).click()
  const plan = page.getByRole('list', { name: 'What follows' })
  await plan.getByText(`Customer ${ana.id} goes on; Anna Berger, customer ${anna.id}`).waitFor()
  await page.getByRole('dialog').getByRole('button', { name: 'Merge', exact: true }).click()
  await page.getByText('Merged by hand').waitFor()
  await at.house.quiet()

  await window.show(`/records/${anna.id}`, 'Merged by hand')
  await page.waitForURL(`**/records/${ana.id}`)
  await button(`Unmerge ${anna.id}`).click()
  await plan.getByText(`Anna Berger comes back to the lists as customer ${anna.id}`).waitFor()
  await page.getByRole('dialog').getByRole('button', { name: 'Unmerge', exact: true }).click()
  await page.getByText('Two customers again').waitFor()
  await at.house.quiet()
  expect((await at.customer('Anna')).data).toEqual(anna.data)
  expect((await at.customer('Ana')).data).toEqual(ana.data)
  expect(window.complaints).toEqual([])
})

test('S4-023 two with the same phone number stand side by side, and are merged, or said to be two people', async () => {
  const { page } = window
  await at.house.run('clover-customers')
  await window.show('/loyalty?tab=merges', 'May be one person')
  const pair = page.getByRole('region', { name: 'Ida Berg, Iduna Berg' })
  await pair.getByText('The same phone number, …0143').waitFor({ timeout: 30_000 })
  await pair.getByRole('button', { name: 'Merge', exact: true }).click()
  const merged = page.getByRole('table', { name: 'Merged' })
  await merged.getByText('Merged: the same phone number, …0143').waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  await merged.getByText('parted').first().waitFor()
  expect(await pair.count()).toBe(0)
  expect(window.complaints).toEqual([])
})
