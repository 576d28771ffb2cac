/** States of screens that no address shows: dialogs, drawers, what is typed, and what goes wrong. */
import type { Page, Route } from 'playwright-core'
import type { CloverSimulator } from '../packages/simulators/src/index.ts'

/** A state of a screen, and how to get there. */
export interface PicturedState {
  name: string
  path: string
  /** What stands there when it is drawn. */
  shows: string
  /** What is done on the screen of that address. */
  act?(page: Page): Promise<void>
  /** What the hub answers to such paths instead of the truth. */
  answers?: Readonly<Record<string, (route: Route) => Promise<void>>>
  /** Who looks: the owner unless told; nobody is a person who is not signed in. */
  who?: 'owner' | 'viewer' | 'nobody'
}

interface Seen {
  record: number
  run: number
  changing: number
  issue: number
  clover: CloverSimulator
}

const nothing = (route: Route) => route.fulfill({ json: { data: [], next_cursor: null, has_more: false } })
const gone = (route: Route) => route.abort('connectionrefused')
const never = () => Promise.resolve()
const broken = (route: Route) =>
  route.fulfill({
    status: 503,
    contentType: 'application/problem+json',
    json: { type: 'about:blank', title: 'Busy', status: 503, code: 'BUSY', detail: 'The database does not answer.' },
  })

/** A connection whose key was refused an hour ago. */
async function stopped(route: Route): Promise<void> {
  const reply = await route.fetch()
  const { data, ...rest } = await reply.json()
  const fault = {
    kind: 'credentials',
    code: 'CREDENTIALS_REFUSED',
    message: 'Klaviyo refused the key: enter a new one.',
  }
  const halted = (each: { name: string }) => (each.name === 'mail' ? { ...each, state: 'stopped', fault } : each)
  await route.fulfill({ json: { data: data.map(halted), ...rest } })
}

/** Vendors that can be read and not written. */
async function oneWay(route: Route): Promise<void> {
  const reply = await route.fetch()
  const { data, ...rest } = await reply.json()
  await route.fulfill({ json: { data: data.map((each: object) => ({ ...each, targets: [] })), ...rest } })
}

export function statesOf({ record, run, changing, issue, clover }: Seen): PicturedState[] {
  const flow = '/flows/clover-customers'
  const click = (role: 'button' | 'link' | 'menuitem' | 'tab', name: string | RegExp) => async (page: Page) => {
    await page.getByRole(role, { name }).first().click()
  }
  const filled = (token: string) => async (page: Page) => {
    await page.getByLabel(/^Merchant ID/).fill(clover.merchantId)
    await page.getByLabel(/^API token/).fill(token)
    await page.getByRole('button', { name: 'Check' }).click()
  }
  const inFilter = (text: string) => async (page: Page) => {
    await page.getByLabel('Filter', { exact: true }).click()
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.type(text)
  }
  const turnedCopy = async (page: Page) => {
    await page.getByRole('button', { name: 'Copy' }).first().click()
    await page.getByRole('switch', { name: 'The other way round' }).click({ force: true })
  }
  return [
    { name: 'palette', path: '/', shows: 'API keys', act: (page) => page.keyboard.press('ControlOrMeta+k') },
    { name: 'account-menu', path: '/', shows: 'Sign out', act: click('button', /Nora Berg|Account/) },
    {
      name: 'first-run',
      path: '/',
      shows: 'Connect',
      answers: { connections: nothing, flows: nothing, runs: nothing, issues: nothing },
    },
    { name: 'stopped', path: '/', shows: 'refused the key', answers: { connections: stopped } },
    {
      name: 'stopped-connection',
      path: '/connections/mail',
      shows: 'refused the key',
      answers: { connections: stopped },
    },
    { name: 'loading', path: '/flows', shows: 'Flows', answers: { flows: never } },
    { name: 'unreachable', path: '/flows', shows: 'The hub does not answer', answers: { flows: gone } },
    { name: 'broken', path: '/flows', shows: 'The hub could not show this', answers: { flows: broken } },
    { name: 'no-flows', path: '/flows', shows: 'No flows yet', answers: { flows: nothing } },
    { name: 'no-issues', path: '/issues', shows: 'Everything arrived', answers: { issues: nothing } },
    { name: 'closed-issues', path: '/issues?show=closed', shows: 'Nothing here' },
    { name: 'forbidden', path: '/settings?tab=keys', shows: 'This is not for your role', who: 'viewer' },
    { name: 'viewer-rules', path: '/settings?tab=rules', shows: 'An admin can change this', who: 'viewer' },
    { name: 'sign-in', path: '/', shows: 'Sign in', who: 'nobody' },
    {
      name: 'sign-in-refused',
      path: '/',
      shows: 'address or the password',
      who: 'nobody',
      act: async (page) => {
        await page.getByLabel('E-mail address').fill('nora@example.com')
        await page.getByLabel(/^Password/).fill('not the password')
        await page.getByRole('button', { name: 'Sign in' }).click()
      },
    },
    {
      name: 'welcome',
      path: '/',
      shows: 'Trefoil',
      who: 'nobody',
      answers: { session: (route) => route.fulfill({ json: { state: 'set_up', person: null } }) },
    },
    { name: 'flow-out', path: '/flows/klaviyo-profiles', shows: 'Deliveries' },
    { name: 'mapping-out', path: '/flows/klaviyo-profiles?tab=mapping', shows: 'Tried on this record' },
    { name: 'new-flow', path: '/flows', shows: 'Take it from a file', act: click('button', 'New flow') },
    {
      name: 'new-flow-none',
      path: '/flows',
      shows: 'Nothing is connected yet',
      act: click('button', 'New flow'),
      answers: { connections: nothing },
    },
    { name: 'copy-flow', path: flow, shows: 'Name of the copy', act: click('button', 'Copy') },
    { name: 'copy-turned', path: flow, shows: 'could not be turned round', act: turnedCopy },
    { name: 'copy-faulty', path: '/flows/klaviyo-profiles', shows: 'To be put right', act: turnedCopy },
    {
      name: 'copy-left-out',
      path: flow,
      shows: 'could not be turned round',
      act: async (page) => {
        await turnedCopy(page)
        await page.getByText('could not be turned round').click()
      },
    },
    {
      name: 'copy-one-way',
      path: flow,
      shows: 'has nothing that a flow could write',
      act: click('button', 'Copy'),
      answers: { connectors: oneWay },
    },
    { name: 'undo-run', path: `/runs/${changing}`, shows: 'Undo the run', act: click('button', 'Undo') },
    { name: 'run-menu', path: flow, shows: 'Read all records anew', act: click('button', 'Run') },
    { name: 'completion', path: `${flow}?tab=mapping`, shows: 'Tried on this record', act: inFilter('!IsEm') },
    {
      name: 'wrong-formula',
      path: `${flow}?tab=mapping`,
      shows: 'to be put right',
      act: inFilter('!IsEmpty(EmailAdress'),
    },
    {
      name: 'changed-mapping',
      path: `${flow}?tab=mapping`,
      shows: 'Tried on this record',
      act: inFilter('FirstName != "Ana"'),
    },
    {
      name: 'new-case',
      path: `${flow}?tab=mapping`,
      shows: 'The record that comes in',
      act: async (page) => {
        await click('button', 'Make a case')(page)
        await page
          .getByRole('button', { name: /^Edit the case/ })
          .last()
          .click()
      },
    },
    { name: 'difference', path: `${flow}?tab=versions&from=1&to=2`, shows: 'From version 1 to version 2' },
    { name: 'run-errors', path: `/runs/${run}?outcome=error`, shows: 'REQUIRED_FIELD_MISSING' },
    { name: 'trace', path: `/runs/${run}?outcome=error`, shows: 'Retrieve', act: click('button', /^Trace/) },
    { name: 'trace-held', path: `/runs/${run}?outcome=filtered`, shows: 'Retrieve', act: click('button', /^Trace/) },
    {
      name: 'side-by-side',
      path: `/issues/${issue}`,
      shows: 'Are they one person?',
      act: async (page) => {
        const planned = page.waitForResponse((reply) => reply.url().endsWith('/link'))
        await click('button', /^Side by side/)(page)
        await planned
      },
    },
    { name: 'issue-menu', path: `/issues/${issue}`, shows: 'Snooze until tomorrow', act: click('button', 'More') },
    { name: 'edit-record', path: `/records/${record}`, shows: 'What you change here', act: click('button', 'Edit') },
    { name: 'link-record', path: `/records/${record}`, shows: 'Link an id', act: click('button', 'Link an id') },
    { name: 'unlink-record', path: `/records/${record}`, shows: 'Unlink', act: click('button', /^Unlink/) },
    {
      name: 'validate-record',
      path: `/records/${record}`,
      shows: 'What the record needs',
      act: click('button', /^Validate/),
    },
    {
      name: 'enter-consent',
      path: `/records/${record}`,
      shows: 'Enter what they said',
      act: click('button', 'Enter what they said'),
    },
    { name: 'orders', path: '/records?entity=Order', shows: 'Orders' },
    {
      name: 'catalogue-search',
      path: '/connections',
      shows: 'Available',
      act: (page) => page.getByLabel('Search what can be connected').fill('orders'),
    },
    {
      name: 'catalogue-none',
      path: '/connections',
      shows: 'is called',
      act: (page) => page.getByLabel('Search what can be connected').fill('fax machines'),
    },
    {
      name: 'catalogue-grid',
      path: '/connections',
      shows: 'All at a glance',
      act: (page) => page.getByText('All at a glance').click(),
    },
    { name: 'connect-checked', path: '/connect/clover', shows: 'knows this account as', act: filled(clover.token) },
    { name: 'connect-refused', path: '/connect/clover', shows: 'refused', act: filled('not-the-token') },
    {
      name: 'connect-sign-in',
      path: '/connect/klaviyo',
      shows: 'Sign in with Klaviyo',
      act: (page) => page.getByText('Sign in with Klaviyo').click(),
    },
    { name: 'connect-webhook', path: '/connect/webhook', shows: 'Name of the connection' },
    { name: 'connect-unknown', path: '/connect/nothing', shows: 'no connector' },
    { name: 'connection-mail', path: '/connections/mail', shows: 'Ready flows' },
    { name: 'try-recipe', path: '/connections/till', shows: 'Ready flows', act: click('button', /^Try it on one/) },
    { name: 'help-missing', path: '/help/nothing', shows: 'No screen has this address' },
    { name: 'invite', path: '/settings', shows: 'Role', act: click('button', 'Invite') },
    { name: 'new-key', path: '/settings?tab=keys', shows: 'Make the key', act: click('button', 'New key') },
  ]
}
