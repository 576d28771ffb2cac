/** What stopped or asks stands before whoever opens the console, and offers what helps and nothing else. */
import { beforeAll, expect, test } from 'vitest'
import type { Schemas } from '../../packages/hub/src/client/index.ts'
import { customerDraft, emailOf } from '../harness/customer-draft.ts'
import { shared } from '../harness/shared.ts'
import { told } from '../harness/told.ts'
import { until, Waiting } from '../harness/until.ts'
import { finds, openConsole } from './open-console.ts'

const inward = 'clover-customers'
const outward = 'klaviyo-profiles'
const twins = 60

const at = shared(() =>
  openConsole({
    unaudited: 'what stops here is left as it is',
    flows: (flow) => (flow.name === inward ? { ...flow, brakes: { changed: 0, atLeast: 1 } } : flow),
  }),
)
const window = shared(() => at.open())
const { button, link } = finds(window)
beforeAll(async () => {
  for (const name of ['Ana', 'Luis', 'Zoe']) at.house.clover.customers.create(customerDraft(name))
  await at.house.run(inward)
  await at.house.quiet()
})

const begin = async () =>
  (await told(at.house.api.POST('/api/v1/flows/{name}/runs', { params: { path: { name: inward } } }))).run

async function issueOf(shape: Schemas['Issue']['shape']): Promise<Schemas['Issue']> {
  return until(`an issue of a ${shape}`, async () => {
    const { data } = await told(at.house.api.GET('/api/v1/issues'))
    return data.find((issue) => issue.shape === shape) ?? new Waiting(data.map(({ title }) => title))
  })
}

/** The issue is of no single record, so it speaks of none and does not offer to try them again. */
async function showWhole({ id }: Schemas['Issue']): Promise<void> {
  await window.show(`/issues/${id}`, 'What to do')
  await button('More').waitFor()
  expect(await window.page.getByText('Every record has passed').count()).toBe(0)
  expect(await button('Try again').count()).toBe(0)
}

/** Changes every customer that is known, and brings many that have the address of one of them. */
async function brake(): Promise<string> {
  const { customers } = at.house.clover
  for (const { id } of customers.list()) customers.update(id, { lastName: 'Ortiz' })
  for (let number = 0; number < twins; number++) {
    const emailAddresses = [{ emailAddress: emailOf('Ana') }]
    const phoneNumbers = [{ phoneNumber: `(415) 556-${1_000 + number}` }]
    customers.create(customerDraft(`Twin${number}`, { emailAddresses, phoneNumbers }))
  }
  await begin()
  return String((await issueOf('run')).facts?.run)
}

test('a run that asks stands on Home however many came after it, and its issue leads to it', async () => {
  const { api, record } = at.house
  const run = await brake()
  const body = { id: (await record(emailOf('Luis')))?.id ?? 0 }
  const params = { path: { name: outward } }
  for (let later = 0; later < 101; later++) await told(api.POST('/api/v1/flows/{name}/sync', { params, body }))
  await window.show('/', 'What goes where')
  await window.page.getByText('A run waits for your decision').waitFor()
  await link(`May run ${run} of ${inward} go on?`).waitFor()

  await showWhole(await issueOf('run'))
  await link(`Decide about run ${run}`).click()
  await button('Let it go on').waitFor()
  expect(new URL(window.page.url()).pathname).toBe(`/runs/${run}`)
})

test('the reasons of a run come while its page is open, page by page', async () => {
  const { page } = window
  await page.getByText('No record has a reason to tell so far').waitFor()
  await button('Let it go on').click()
  await page.getByRole('dialog').getByRole('button', { name: 'Let it go on' }).click()
  await page.getByText('Done', { exact: true }).first().waitFor()
  const rows = page.getByRole('table', { name: 'Outcomes' }).getByRole('row')
  await rows.nth(50).waitFor()
  await button('More').click()
  await rows.nth(twins).waitFor()
  expect(await rows.count()).toBe(twins + 1)
})

test('a flow that stopped goes on from its issue, and stands on Home once', async () => {
  const { clover, api, pass } = at.house
  clover.faults.add({ match: `GET /v3/merchants/${clover.merchantId}/customers`, kind: 'empty', times: 10_000 })
  await begin()
  await until('the flow to stop', async () => {
    pass(60_000)
    const { state } = await told(api.GET('/api/v1/flows/{name}', { params: { path: { name: inward } } }))
    return state === 'stopped' ? state : new Waiting(state)
  })
  const issue = await issueOf('flow')
  await window.show('/', 'What goes where')
  await window.page.getByText(`${inward} has stopped`).waitFor()
  expect(await link(issue.title).count()).toBe(0)
  clover.faults.clear()
  await showWhole(issue)
  await button('Let the flow go on').click()
  await window.page.getByText(`${inward} goes on`).waitFor()
  await window.page.getByText('Closed', { exact: true }).waitFor()
})

test('a flow that keeps failing is named on Home while it goes on trying, and its issue leads to it', async () => {
  const { clover, pass } = at.house
  const match = `GET /v3/merchants/${clover.merchantId}/customers`
  clover.faults.add({ match, kind: 'status', status: 503, times: 10_000 })
  await begin()
  const issue = await until('the trouble to be an issue', async () => {
    pass(10_000)
    const { data } = await told(at.house.api.GET('/api/v1/issues'))
    return data.findLast(({ shape }) => shape === 'flow') ?? new Waiting(data.map(({ title }) => title))
  })
  await window.show('/', 'What goes where')
  await window.page.getByText(`${inward} keeps failing`).waitFor()
  await link(issue.title).waitFor()
  expect(await window.page.getByText('Failing', { exact: true }).count()).toBe(1)
  await showWhole(issue)
  await link('See the flow').waitFor()
  clover.faults.clear()
})

test('every open issue is counted, however many pages of them there are', async () => {
  const { page } = window
  const pageOfOne = (url: string) => url.replace(/limit=\d+/, 'limit=1')
  await page.route(/\/api\/v1\/issues\?/, (route) => route.continue({ url: pageOfOne(route.request().url()) }))
  await window.show('/', 'What goes where')
  await until('the rail to count them all', async () => {
    const { data } = await told(at.house.api.GET('/api/v1/issues'))
    const counted = await page.locator('.place-count').textContent()
    return data.length > 1 && counted === `${data.length} open` ? counted : new Waiting([data.length, counted])
  })
  await page.unroute(/\/api\/v1\/issues\?/)
})

test('the issue of a connection whose key was refused leads to where a new one is given', async () => {
  const { klaviyo, record, api } = at.house
  klaviyo.faults.add({ kind: 'status', status: 401, times: 1_000 })
  const params = { path: { id: String((await record(emailOf('Zoe')))?.id) } }
  await told(api.PATCH('/api/v1/records/{id}', { params, body: { firstName: 'Zoé' } }))
  await showWhole(await issueOf('connection'))
  await link('Give mail new credentials').click()
  await link('New credentials').waitFor()
  expect(window.complaints).toEqual([])
})
