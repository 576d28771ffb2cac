/** Two customers who are one person, put together and parted in the console, with a look before each. */
import { beforeAll, expect, test } from 'vitest'
import { customerDraft, emailOf } from '../harness/customer-draft.ts'
import { shared } from '../harness/shared.ts'
import { finds, openConsole } from './open-console.ts'

const at = shared(openConsole)
const window = shared(() => at.open())
const { button } = finds(window)
beforeAll(async () => {
  for (const [index, name] of ['Ana', 'Anna', 'Luis'].entries()) {
    const phoneNumbers = [{ phoneNumber: `(415) 555-014${index === 2 ? 2 : 0}` }]
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
