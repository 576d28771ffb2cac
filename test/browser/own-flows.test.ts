/** A flow that no recipe brings, made in the console: copied, turned round and put right, and taken from a file. */
import { expect, test } from 'vitest'
import { shared } from '../harness/shared.ts'
import { told } from '../harness/told.ts'
import { finds, openConsole } from './open-console.ts'

const at = shared(openConsole)
const window = shared(() => at.open())
const { button, field } = finds(window)

const flow = (name: string) => told(at.house.api.GET('/api/v1/flows/{name}', { params: { path: { name } } }))
const dialog = () => window.page.getByRole('dialog')
const turnRound = () => dialog().getByRole('switch', { name: 'The other way round' }).press('Space')

test('a flow is copied under another name, and its rules are shown, switched off', async () => {
  await window.show('/flows/clover-customers', 'Triggers')
  await button('Copy').click()
  await field('Name of the copy').fill('Not A Name')
  await dialog().getByRole('alert').filter({ hasText: 'use 1 to 63 small letters' }).waitFor()
  await field('Name of the copy').fill('clover-customers')
  await button('Make the copy').click()
  await dialog().getByRole('alert').filter({ hasText: 'A flow is called "clover-customers" already' }).waitFor()
  await field('Name of the copy').fill('second-look')
  await button('Make the copy').click()
  await window.page.waitForURL('**/flows/second-look?tab=mapping')
  await window.page.getByText('Paused').first().waitFor()
  expect(await flow('second-look')).toMatchObject({ state: 'paused', connection: 'till', direction: 'to_hub' })
})

test('turned round it says what was left out, and what is missing is written by hand', async () => {
  await window.show('/flows/klaviyo-profiles', 'Triggers')
  await button('Copy').click()
  await turnRound()
  await dialog().getByText('Customer needs customerNumber, and no rule fills it').waitFor()
  await dialog().getByText('rules could not be turned round').click()
  await dialog().getByText('a formula cannot be turned round').first().waitFor()
  expect(await button('Make the copy').isDisabled()).toBe(true)
  const text = await field('Definition').inputValue()
  const numbered = text.replaceAll(/^( *)rules:$/gm, '$1rules:\n$1  - to: CustomerNumber\n$1    field: ExternalId')
  await field('Definition').fill(numbered)
  await button('Make the copy').click()
  await window.page.waitForURL('**/flows/klaviyo-profiles-2?tab=mapping')
  expect(await flow('klaviyo-profiles-2')).toMatchObject({ state: 'paused', direction: 'to_hub', endpoint: 'profiles' })
})

test('a definition is taken from a file, and a fault in it is told beside it', async () => {
  const yaml = await told(
    at.house.api.GET('/api/v1/flows/{name}/definition.yaml', {
      params: { path: { name: 'clover-customers' } },
      parseAs: 'text',
    }),
  )
  await window.show('/flows', 'klaviyo-profiles')
  await button('New flow').click()
  const given = (text: string) => ({ name: 'flow.yaml', mimeType: 'application/yaml', buffer: Buffer.from(text) })
  const input = dialog().locator('input[type=file]')
  await input.setInputFiles(
    given(yaml.replace('name: clover-customers', 'name: by-file').replace('IsEmpty(', 'IsEmty(')),
  )
  await button('Make the flow').click()
  await dialog().getByRole('alert').filter({ hasText: 'IsEmpty' }).waitFor()
  await input.setInputFiles(given(yaml.replace('name: clover-customers', 'name: by-file')))
  await button('Make the flow').click()
  await window.page.waitForURL('**/flows/by-file')
  expect(await flow('by-file')).toMatchObject({ state: 'paused', recipe: null })
})
