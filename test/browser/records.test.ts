/** A customer's links and consent, mended by a person who looks before and may take it back after. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { customerDraft, emailOf } from '../harness/customer-draft.ts'
import { type ConsoleHouse, openConsole, type Window } from './open-console.ts'

let at: ConsoleHouse
let window: Window
beforeAll(async () => {
  at = await openConsole()
  for (const [index, name] of ['Ana', 'Luis'].entries()) {
    at.house.clover.customers.create(customerDraft(name, { phoneNumbers: [{ phoneNumber: `(415) 555-012${index}` }] }))
  }
  await at.house.run('clover-customers')
  await at.house.quiet()
  window = await at.open()
})
afterAll(async () => {
  await window?.close()
  await at?.close()
})

const button = (name: string | RegExp) => window.page.getByRole('button', { name })
const record = async (name: string) => {
  const found = await at.house.record(emailOf(name))
  if (found === null) throw new Error(`There is no ${name}`)
  return found
}
const linkAt = async (name: string, connection: string) =>
  (await record(name)).links.find((link) => link.connection === connection && link.goneAt === null)

test('S3-049 a profile is unlinked and matched again after a look at what follows', async () => {
  const profile = await linkAt('Ana', 'mail')
  await window.show(`/records/${(await record('Ana')).id}`, 'Known by')
  await button('Unlink mail').click()
  const plan = window.page.getByRole('list', { name: 'What follows' })
  await plan.getByText('and links the two').waitFor()
  await button('Unlink and match again').click()
  await window.page.getByText('Unlinked, and looked for anew').waitFor()
  await at.house.quiet()
  expect((await linkAt('Ana', 'mail'))?.externalId).toBe(profile?.externalId)
})

test('an unlink is undone from the message that tells of it', async () => {
  const profile = await linkAt('Luis', 'mail')
  await window.show(`/records/${(await record('Luis')).id}`, 'Known by')
  await button('Unlink mail').click()
  await button('Unlink only').click()
  await window.page.getByText('not linked').waitFor()
  expect(await linkAt('Luis', 'mail')).toBeUndefined()
  await window.page.getByRole('alert').getByRole('button', { name: 'Undo' }).click()
  await window.page.getByText('not linked').waitFor({ state: 'detached' })
  expect((await linkAt('Luis', 'mail'))?.id).toBe(profile?.id)
})

test('two customers who are one person are joined by linking the id of one with the other, and parted by undo', async () => {
  const [ana, luis] = [await record('Ana'), await record('Luis')]
  await window.show(`/records/${ana.id}`, 'Known by')
  await button('Link an id').click()
  await window.page.getByLabel(/^Id there/).fill((await linkAt('Luis', 'till'))?.externalId ?? '')
  await button('Show what follows').click()
  await window.page.getByText(`Customer ${luis.id} has nothing left`).waitFor()
  await button('Link').last().click()
  await window.page.getByRole('heading', { name: 'Luis Berg' }).waitFor()
  await window.page.getByRole('listitem').getByRole('button', { name: 'Undo' }).first().click()
  await window.page.getByRole('heading', { name: 'Ana Berg' }).waitFor()
  expect((await record('Luis')).data).toEqual(luis.data)
})

test('what a customer said about being written to is entered with its proof, and stands in the ledger', async () => {
  await window.show(`/records/${(await record('Ana')).id}`, 'Enter what they said')
  await button('Enter what they said').click()
  await window.page.getByLabel('Write to me', { exact: true }).click()
  await window.page.getByLabel(/^What they did/).fill('signed the form at the till')
  await window.page.getByRole('dialog').getByRole('button', { name: 'Enter' }).click()
  await window.page.getByText('Given', { exact: true }).waitFor()
  await window.page.getByText('1 entry of the ledger').click()
  await window.page.getByText('“signed the form at the till”').waitFor()
  expect(window.complaints).toEqual([])
})
