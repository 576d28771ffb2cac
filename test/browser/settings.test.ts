/** Who may do what, on the screens; what holds for the business; and a run that asks. */
import { readFileSync } from 'node:fs'
import { startSmtp } from '@trefoil/simulators'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { customerDraft } from '../harness/customer-draft.ts'
import { shared } from '../harness/shared.ts'
import { told } from '../harness/told.ts'
import { until, Waiting } from '../harness/until.ts'
import { complaintsBesideTyping, finds, openConsole, openWindow } from './open-console.ts'

const names = ['Ana', 'Luis', 'Zoe', 'Ines', 'Paul', 'Rosa', 'Tom', 'Uma', 'Vera', 'Will']

let post: Awaited<ReturnType<typeof startSmtp>>
beforeAll(async () => {
  post = await startSmtp()
})
afterAll(() => post?.stop())

const at = shared(() => {
  const mail = { TREFOIL_MAIL_FROM: 'hub@shop.test', TREFOIL_MAIL_TO: 'ann@shop.test' }
  return openConsole({ settings: { TREFOIL_SMTP_URL: post.url, ...mail } })
})
const window = shared(() => at.open())
const { button, field } = finds(window)
beforeAll(async () => {
  for (const name of names) at.house.clover.customers.create(customerDraft(name))
  await at.house.run('clover-customers')
  await at.house.quiet()
})

const settings = () => told(at.house.api.GET('/api/v1/settings'))

test('a viewer sees everything and is offered nothing that the hub would refuse', async () => {
  const viewer = await at.open({ role: 'viewer' })
  const { page } = viewer
  await viewer.show('/settings?tab=keys', 'This is not for your role')
  await viewer.show('/settings', 'nora@example.com')
  expect(await page.getByRole('button', { name: /Invite|Remove|Sign-in link/ }).count()).toBe(0)
  await viewer.show('/settings?tab=rules', 'An admin can change this.')
  expect(await page.getByLabel('Records changed').isDisabled()).toBe(true)
  await viewer.show('/settings?tab=hub', 'An admin can download it.')
  await viewer.show('/flows/clover-customers', 'Triggers')
  expect(await page.getByRole('button', { name: 'Run', exact: true }).count()).toBe(0)
  expect(await page.getByRole('switch').isDisabled()).toBe(true)
  await viewer.show('/connections', 'till')
  expect(await page.getByRole('link', { name: /^Connect / }).count()).toBe(0)
  await viewer.show('/issues', 'Issues')
  expect(await page.getByRole('button', { name: 'Try all again' }).count()).toBe(0)
  expect(viewer.complaints).toEqual([])
  await viewer.close()
})

test('an operator runs flows, and is not offered to connect accounts or to make keys', async () => {
  const operator = await at.open({ role: 'operator' })
  const { page } = operator
  await operator.show('/flows/clover-customers', 'Triggers')
  await page.getByRole('button', { name: 'Run', exact: true }).waitFor()
  await operator.show('/connections', 'till')
  expect(await page.getByRole('link', { name: /^Connect / }).count()).toBe(0)
  await operator.show('/settings?tab=keys', 'This is not for your role')
  await operator.close()
})

test('a key is made for one part of the API and a month, shown this once, and removed when that was asked', async () => {
  const { page } = window
  await window.show('/settings?tab=keys', 'New key')
  await button('New key').click()
  await field(/^What it is for/).fill('report')
  await page.getByRole('combobox', { name: 'Only these parts of the API' }).click()
  await page.getByRole('option', { name: 'Runs' }).click()
  await page.keyboard.press('Escape')
  await page.getByRole('combobox', { name: 'Works for' }).click()
  await page.getByRole('option', { name: '30 days' }).click()
  await button('Make the key').click()
  const key = await field('To copy').inputValue()
  const status = async (path: string) => {
    const reply = await fetch(at.house.hub.url + path, { headers: { authorization: `Bearer ${key}` } })
    await reply.text()
    return reply.status
  }
  expect([await status('/api/v1/runs'), await status('/api/v1/flows')]).toEqual([200, 403])
  await page.keyboard.press('Escape')
  const row = page.getByRole('row', { name: /report Viewer Runs/ })
  const question = page.getByRole('dialog', { name: 'Remove the key report?' })
  await button('Remove report').click()
  await question.getByRole('button', { name: 'Cancel' }).click()
  await question.waitFor({ state: 'detached' })
  expect(await row.count()).toBe(1)
  await button('Remove report').click()
  await question.getByRole('button', { name: 'Remove' }).click()
  await row.waitFor({ state: 'detached' })
  expect(await status('/api/v1/runs')).toBe(401)
})

test('signing out everywhere else ends the other sessions, and not this one', async () => {
  const other = await at.open()
  await window.show('/settings?tab=you', 'Where you are signed in')
  await button('Sign out everywhere else').click()
  await window.page.getByText('You are signed in here alone').waitFor()
  await other.page.goto('/flows')
  await other.page.getByRole('button', { name: 'Sign in' }).waitFor()
  await window.show('/flows', 'clover-customers')
  await other.close()
})

test('S1-014 a wrong password is refused in words, and after the sixth the wait is told', async () => {
  const stranger = await openWindow(at.browser, at.house.hub.url)
  const { page } = stranger
  await stranger.show('/', 'Sign in')
  for (let tries = 0; tries < 6; tries += 1) {
    await page.getByLabel('E-mail address').fill('guess@example.com')
    await page.getByLabel(/^Password/).fill(`guess number ${tries}`)
    const answered = page.waitForResponse((reply) => reply.url().endsWith('/api/v1/session'))
    await page.getByRole('button', { name: 'Sign in' }).click()
    await (await answered).finished()
  }
  await page.getByText(/Too many failed attempts: try again in \d+ s/).waitFor()
  await stranger.close()
})

test('a test mail goes to whom it was said to go, and the screen says so', async () => {
  const { page } = window
  await window.show('/settings?tab=notifications', 'What is told by mail')
  await page.getByPlaceholder('name@example.com').fill('bob@shop.test')
  await page.keyboard.press('Enter')
  await page.getByLabel('an issue is over').uncheck()
  await button('Save').click()
  await page.getByText('Saved').waitFor()
  await button('Send a test mail').click()
  await page.getByText('The server took a mail for 1 address').waitFor()
  expect(post.mails().at(-1)).toMatchObject({ to: ['bob@shop.test'] })
  expect((await settings()).notifications).toMatchObject({ to: ['bob@shop.test'], quiet: null })
  expect((await settings()).notifications.kinds).not.toContain('issue_closed')
})

test('a run that goes beyond the brakes of the business asks on its page, and goes on when it may', async () => {
  const { page } = window
  await window.show('/settings?tab=rules', 'Records taken for deleted')
  await field('Records changed').fill('20')
  await field('Never for fewer than').fill('2')
  await button('Save').first().click()
  // Not by the message: that of the test before may still stand there.
  await until('the brakes to be stored', async () => {
    const { brakes } = await settings()
    return brakes.changed === 20 && brakes.atLeast === 2 ? brakes : new Waiting(brakes)
  })
  for (const { id } of at.house.clover.customers.list().slice(0, 5)) {
    at.house.clover.customers.update(id, { lastName: 'Ortiz' })
  }
  const params = { path: { name: 'clover-customers' } }
  const { run } = await told(at.house.api.POST('/api/v1/flows/{name}/runs', { params }))
  const stateOf = async () =>
    (await told(at.house.api.GET('/api/v1/runs/{id}', { params: { path: { id: String(run) } } }))).state
  const reach = (wanted: string) =>
    until(`run ${run} to be ${wanted}`, async () => {
      const state = await stateOf()
      return state === wanted ? undefined : new Waiting(state)
    })
  await reach('braked')
  await window.show('/', 'Needs a person')
  await page.getByRole('link', { name: `May run ${run} of clover-customers go on?` }).click()
  await page.getByRole('heading', { name: '5 of 10 linked records would be changed' }).waitFor()
  await button('Let it go on').click()
  await page.getByRole('dialog').getByRole('button', { name: 'Let it go on' }).click()
  await reach('done')
  await page.getByText('10 records read').waitFor()
  await at.house.quiet()
})

test('a flow has brakes of its own where it says so, and else those of the business', async () => {
  const { page } = window
  await window.show('/flows/clover-customers', 'Brakes')
  const changed = field('Records changed')
  expect(await changed.getAttribute('placeholder')).toBe(`${(await settings()).brakes.changed} %`)
  await changed.fill('55')
  await button('Save').click()
  await page.getByText('Saved as a new version').waitFor()
  const path = { name: 'clover-customers' }
  const brakes = async () =>
    (await told(at.house.api.GET('/api/v1/flows/{name}', { params: { path } }))).definition.brakes
  expect(await brakes()).toEqual({ changed: 55 })
  await changed.fill('')
  await button('Save').click()
  await until('the flow to have no brakes of its own', async () => {
    const own = await brakes()
    return own === undefined ? undefined : new Waiting(own)
  })
})

test('the charts of Home have their numbers in tables, and the span of time stands in the address', async () => {
  const { page } = window
  await window.show('/', 'What happened')
  await page.getByRole('link', { name: '3 hours' }).click()
  await page.waitForURL(/span=hours/)
  for (const chart of ['Records read', 'How records ended', 'Lag, from asked for to done']) {
    const figure = page.getByRole('figure').filter({ hasText: chart })
    await figure.getByText('As a table').click()
    await figure.getByRole('table', { name: chart }).waitFor()
  }
  await page.goBack()
  await page.getByRole('link', { name: '24 hours' }).and(page.locator('[aria-current]')).waitFor()
})

test('S0-003 the list of flows says how often each source is looked at, and when next', async () => {
  const { page } = window
  await window.show('/flows', 'every 15 minutes')
  const row = page.getByRole('row', { name: /clover-customers/ })
  const text = (await row.textContent()) ?? ''
  expect(text).toMatch(/every 15 minutes(in \d+ (minutes?|seconds)|now|\d+ (minutes?|seconds) ago|just now)/)
  await window.show('/flows/clover-customers', 'Customers, next')
})

test('the page that a flow prints about itself is read as a page, and not as its marks', async () => {
  const { page } = window
  await window.show('/flows/clover-customers?tab=page', 'This page as Markdown')
  await page.getByRole('heading', { name: 'Triggers' }).waitFor()
  const article = page.getByRole('article')
  expect(await article.getByRole('cell', { name: 'customerNumber', exact: true }).count()).toBeGreaterThan(1)
  expect(await article.getByRole('listitem').filter({ hasText: 'Retrieve' }).count()).toBe(1)
  expect(await article.textContent()).not.toMatch(/\*\*|`|\|---|^#/m)
})

test('S1-045 the diagnostic bundle is downloaded from the settings', async () => {
  const { page } = window
  await window.show('/settings?tab=hub', 'Running since')
  const begun = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Download the diagnostic bundle' }).click()
  const download = await begun
  expect(download.suggestedFilename()).toMatch(/^trefoil-diagnostics-[\d-]{10}\.json$/)
  const bundle = JSON.parse(readFileSync(await download.path(), 'utf8'))
  expect(bundle).toMatchObject({ system: { database: { engine: expect.any(String) } } })
  expect(JSON.stringify(bundle)).not.toContain(at.house.clover.token)
})

test('S1-045 every page of settings leads to how it works and to the diagnostic bundle, and so does every connection', async () => {
  const { page } = window
  const tabs = ['people', 'keys', 'notifications', 'rules', 'retention', 'hub', 'you']
  const foot = page.getByRole('complementary', { name: 'Help' })
  for (const place of [...tabs.map((tab) => `/settings?tab=${tab}`), '/connections/till', '/connections/mail']) {
    await window.show(place, 'How this works')
    const begun = page.waitForEvent('download')
    await foot.getByRole('link', { name: 'Diagnostic bundle' }).click()
    expect((await begun).suggestedFilename(), place).toMatch(/^trefoil-diagnostics/)
  }
  await window.show('/connections/till', 'How this works')
  await foot.getByRole('link', { name: 'How this works' }).click()
  await page.getByRole('heading', { name: 'Connect Clover', level: 1 }).waitFor()
  expect(await page.locator('.prose pre').first().textContent()).toContain('trefoil connect clover')
  // Also of a list that goes on below a paragraph.
  await page.getByRole('article').getByRole('listitem').getByText('The eye shows the token').waitFor()
  await page.getByRole('article').getByRole('link', { name: 'triggers' }).click()
  await page
    .getByRole('heading', { level: 1 })
    .and(page.getByText(/trigger|run/i))
    .waitFor()
  expect(await page.getByRole('article').textContent()).not.toMatch(/```|\]\(/)
})

test('S0-074 a field is marked as required by the filter, and without the filter it is not', async () => {
  const { page } = window
  await window.show('/flows/clover-customers?tab=mapping', 'Tried on this record')
  const marks = page.getByText('required by the filter')
  await marks.first().waitFor()
  expect(await marks.count()).toBe(1)
  await page.getByLabel('Filter', { exact: true }).click()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.press('Delete')
  await marks.first().waitFor({ state: 'detached' })
  expect(complaintsBesideTyping(window)).toEqual([])
})
