/** A run undone in the console, after a look at what follows. */
import { beforeAll, expect, test } from 'vitest'
import { customerDraft, emailOf } from '../harness/customer-draft.ts'
import { shared } from '../harness/shared.ts'
import { finds, openConsole } from './open-console.ts'

const at = shared(openConsole)
const window = shared(() => at.open())
const { button, link } = finds(window)
let run: number
beforeAll(async () => {
  const { id } = at.house.clover.customers.create(customerDraft('Ana'))
  await at.house.run('clover-customers')
  await at.house.quiet()
  const { addresses = [] } = at.house.clover.customers.get(id) ?? {}
  const moved = addresses.map((address) => ({ ...address, city: 'Nowhere' }))
  at.house.clover.customers.update(id, { lastName: 'Wrong', addresses: moved })
  run = (await at.house.run('clover-customers')).id
  await at.house.quiet()
})

test('the page of a run shows what undoing it would put back, and leads to the run that does', async () => {
  await window.show(`/runs/${run}`, 'Records with a reason')
  await button('Undo').click()
  const dialog = window.page.getByRole('dialog', { name: `Undo run ${run}` })
  await dialog.getByText('1 change', { exact: true }).waitFor()
  await dialog.getByText('Wrong').waitFor()
  await dialog.getByText('Berg').waitFor()
  await dialog.getByRole('button', { name: 'Undo the run' }).click()
  await window.page.getByText('Undo of another run').waitFor()
  await at.house.quiet()
  expect((await at.house.record(emailOf('Ana')))?.data).toMatchObject({ lastName: 'Berg' })
  await link('clover-customers').first().waitFor()
})

test('who put a line of an address back stands beside the till, which says the rest of it', async () => {
  const { id, data } = (await at.house.record(emailOf('Ana'))) ?? { id: 0, data: {} }
  expect(data).toMatchObject({ addresses: [{ city: 'Boston' }] })
  await window.show(`/records/${id}?why=addresses`, 'Why this value?')
  await window.page.getByText('Said by till').waitFor()
  await window.page.getByText('Said by a person').waitFor()
})

test('a run of which nothing can be put back any more says so, and is not undone again', async () => {
  await window.show(`/runs/${run}`, 'Records with a reason')
  await button('Undo').click()
  const dialog = window.page.getByRole('dialog', { name: `Undo run ${run}` })
  await dialog.getByText('Nothing of it can be put back any more.').waitFor()
  expect(await dialog.getByRole('button', { name: 'Undo the run' }).isDisabled()).toBe(true)
})

test('somebody who may only look is offered no undo', async () => {
  const viewer = await at.open({ role: 'viewer' })
  await viewer.show(`/runs/${run}`, 'Records with a reason')
  expect(await viewer.page.getByRole('button', { name: 'Undo' }).count()).toBe(0)
  await viewer.close()
})
