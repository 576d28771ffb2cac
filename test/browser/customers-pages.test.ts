/** What the shop's customers see on a phone: the form, and the wallet. And what the shop sees of it. */
import { startSmtp } from '@trefoil/simulators'
import { beforeAll, expect, test } from 'vitest'
import { appendEntries } from '../../packages/hub/src/store/points-entry.ts'
import { shared } from '../harness/shared.ts'
import { told } from '../harness/told.ts'
import { until, Waiting } from '../harness/until.ts'
import { openConsole, openWindow } from './open-console.ts'
import { overTheEdge, violations } from './reachable.ts'

const post = shared(async () => {
  const { stop, ...rest } = await startSmtp()
  return { ...rest, close: stop }
})
const at = shared(() =>
  openConsole({
    apply: ['clover-customers', 'clover-customers-from-hub'],
    settings: { TREFOIL_SMTP_URL: post.url, TREFOIL_MAIL_FROM: 'hub@shop.test', TREFOIL_MAIL_TO: 'owner@shop.test' },
  }),
)
const phone = shared(() => openWindow(at.browser, at.house.hub.url, { width: 320 }))
const faults: string[] = []

beforeAll(async () => {
  const { api } = at.house
  const signUp = { isOpen: true, programme: 'Shamrock Points' }
  await told(api.PATCH('/api/v1/settings', { body: { loyalty: { isOn: true, signUp } } }))
  const discount = { kind: 'amount', amount: 500, currency: 'USD' } as const
  const terms = { points: 100, discount, validFrom: null, validUntil: null }
  for (const [name, points] of [
    ['A coffee of your choice', 100],
    ['Breakfast for two, with everything', 5_000],
  ] as const) {
    const body = { ...terms, name, points, tillName: name, says: 'Every day until noon' }
    await told(api.POST('/api/v1/rewards', { body }))
  }
})

const button = (name: string) => phone.page.getByRole('button', { name, exact: true })
const heading = (name: string) => phone.page.getByRole('heading', { name, exact: true })

/** Looks at the page as it stands, in both themes. */
async function look(name: string): Promise<void> {
  const light = [...(await overTheEdge(phone)), ...(await violations(phone))]
  await phone.page.emulateMedia({ colorScheme: 'dark' })
  const dark = await violations(phone, 'colours')
  await phone.page.emulateMedia({ colorScheme: 'light' })
  faults.push(...light.map((line) => `${name}: ${line}`), ...dark.map((line) => `${name} dark: ${line}`))
}

test('S4-022 somebody signs up on a phone, and is told what is missing', async () => {
  const { page } = phone
  await page.goto('/join')
  await look('form')
  await page.getByLabel('First name').fill('Maya')
  await button('Join').click()
  await page.getByText('Write your phone number.').waitFor()
  await look('form with a fault')
  expect(await page.getByLabel('First name').inputValue()).toBe('Maya')
  await page.getByLabel('Mobile phone').fill('(617) 555-0181')
  await page.getByLabel(/E-mail address/).fill('maya@example.com')
  await page.getByLabel(/E-mail me news/).check()
  await button('Join').click()
  await heading('You are in').waitFor()
  await look('done')
})

test('S4-028 the shop sees the sign-up, and Clover’s id of it', async () => {
  await at.house.quiet()
  const there = at.house.clover.customers.list().find(({ firstName }) => firstName === 'Maya')
  const window = await at.open({ width: 320 })
  await window.show('/loyalty?tab=sign-ups', 'Maya')
  const row = window.page.getByRole('row', { name: /Maya/ })
  await row.getByText('Delivered').waitFor()
  await row.getByText(there?.id ?? 'no customer at the till').waitFor()
  const seen = [...(await overTheEdge(window)), ...(await violations(window))]
  expect([...seen, ...window.complaints]).toEqual([])
  await window.close()
})

test('S4-022 the shop closes and opens the form on the screen', async () => {
  const window = await at.open({ width: 320 })
  await window.show('/loyalty?tab=sign-ups', '/join')
  for (const says of ['The form is closed', '/join']) {
    await window.page.getByRole('button', { name: 'Change the form' }).click()
    await window.page.getByRole('switch', { name: 'Customers can sign up by themselves' }).click()
    const seen = [...(await overTheEdge(window)), ...(await violations(window))]
    expect(seen).toEqual([])
    await window.page.getByRole('button', { name: 'Save' }).click()
    await window.page.getByText(says).waitFor()
  }
  expect(window.complaints).toEqual([])
  await window.close()
})

test('S4-019 a customer gets in by a code, redeems by a second press, and shows the code at the till', async () => {
  const { page } = phone
  const record = await at.house.record('maya@example.com')
  const entry = { customerId: record?.id ?? 0, kind: 'adjust', points: 1_250, key: 'test:maya', actor: 'test' } as const
  await appendEntries(at.house.hub.database.kysely, 1, [{ ...entry, at: new Date('2026-01-02T12:00:00Z') }])
  await page.goto('/wallet')
  await look('wallet, asked')
  await page.getByLabel('Phone number or e-mail address').fill('617 555 0181')
  await button('Send me a code').click()
  await page.getByLabel('The code').waitFor()
  await look('wallet, code')
  const mail = await until('a code', async () => post.mails().at(-1) ?? new Waiting(post.offered()))
  await page.getByLabel('The code').fill(/\d{6}/.exec(mail.text)?.[0] ?? '')
  await button('Show my points').click()
  await heading('Hello, Maya').waitFor()
  await page.getByText('1,250', { exact: true }).waitFor()
  await look('wallet')
  await page.getByRole('link', { name: 'Redeem: A coffee of your choice' }).click()
  await heading('Redeem A coffee of your choice?').waitFor()
  await look('confirmation')
  await button('Yes, redeem').click()
  await heading('Show this code at the till').waitFor()
  await look('code for the till')
  await page.getByRole('link', { name: 'Back to my points' }).click()
  await page.getByText('1,150', { exact: true }).waitFor()
  await button('Leave').click()
  await button('Send me a code').waitFor()
})

test('in Spanish as well, every page fits a phone, passes axe in both themes, and nothing was complained about', async () => {
  const { page } = phone
  await page.goto('/join?lang=es')
  await heading('Únase al programa de fidelización').waitFor()
  await look('formulario')
  await page.goto('/wallet?lang=es')
  await look('cartera')
  expect([...faults, ...phone.complaints]).toEqual([])
})
