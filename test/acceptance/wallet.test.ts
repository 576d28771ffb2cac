/** S4: customers see their points, and take a reward, by themselves. */
import { startSmtp } from '@trefoil/simulators'
import { beforeAll, expect, test } from 'vitest'
import { appendEntries } from '../../packages/hub/src/store/points-entry.ts'
import { type House, openHouse } from '../harness/open-house.ts'
import { shared } from '../harness/shared.ts'
import { told } from '../harness/told.ts'
import { until, Waiting } from '../harness/until.ts'

const shop = shared(async () => {
  const post = await startSmtp()
  const settings = {
    TREFOIL_SMTP_URL: post.url,
    TREFOIL_MAIL_FROM: 'hub@shop.test',
    TREFOIL_MAIL_TO: 'owner@shop.test',
    TREFOIL_PUBLIC_URL: 'https://points.shop.test',
  }
  const house = await openHouse({ apply: ['clover-customers'], settings })
  const close = async () => {
    await house.close()
    await post.stop()
  }
  return { house, post, close }
})

let coffee = 0
beforeAll(async () => {
  const loyalty = { isOn: true, signUp: { isOpen: true, programme: 'Shamrock Points' } }
  await told(api().PATCH('/api/v1/settings', { body: { loyalty } }))
  const discount = { kind: 'amount', amount: 500, currency: 'USD' } as const
  const reward = { points: 100, discount, says: '', validFrom: null, validUntil: null }
  coffee = (await told(api().POST('/api/v1/rewards', { body: { ...reward, name: 'Coffee', tillName: 'Coffee' } }))).id
  await told(api().POST('/api/v1/rewards', { body: { ...reward, name: 'Cake', tillName: 'Cake', points: 900 } }))
})

const api = (): House['api'] => shop.house.api

/** A browser: it keeps its cookies, and sends forms as pages do. */
class Browser {
  readonly cookies = new Map<string, string>()
  /** Every cookie that it was ever given, as it was given. */
  readonly given: string[] = []

  async ask(path: string, fields?: Record<string, string>): Promise<{ status: number; page: string; at: string }> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(`${shop.house.hub.url}${path}`, {
      redirect: 'manual',
      headers: { 'sec-fetch-site': 'same-origin', ...(cookie === '' ? {} : { cookie }) },
      ...(fields === undefined ? {} : { method: 'POST', body: new URLSearchParams(fields) }),
    })
    for (const line of answer.headers.getSetCookie()) {
      this.given.push(line)
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value === '') this.cookies.delete(name)
      else this.cookies.set(name, value)
    }
    const location = answer.headers.get('location')
    if (location !== null) return this.ask(location)
    return { status: answer.status, page: await answer.text(), at: path }
  }
}

/** Somebody whom the till knows. */
async function customer(name: string, phone: string, points = 0): Promise<{ id: number; email: string }> {
  const email = `${name.toLowerCase()}@example.com`
  const { id } = shop.house.clover.customers.create({
    ...{ firstName: name, lastName: 'Lee', emailAddresses: [{ emailAddress: email }] },
    addresses: [{ address1: '5 Elm St', city: 'Boston', state: 'MA', zip: '02134', country: 'US' }],
    phoneNumbers: [{ phoneNumber: phone }],
  })
  await shop.house.sync('clover-customers', { externalId: id })
  const record = await shop.house.record(email)
  if (record === null) throw new Error(`${name} is not in the hub`)
  await give(record.id, points)
  return { id: record.id, email }
}

async function give(customerId: number, points: number): Promise<void> {
  if (points === 0) return
  const entry = { customerId, kind: 'adjust', points, key: `test:${customerId}:${points}`, actor: 'test' } as const
  await appendEntries(shop.house.hub.database.kysely, 1, [{ ...entry, at: new Date('2026-01-02T12:00:00Z') }])
}

const mailsTo = (email: string) => shop.post.mails().filter(({ to }) => to.includes(email))

async function codeFor(email: string, before = 0): Promise<string> {
  const mails = await until(`a code for ${email}`, async () => {
    const all = mailsTo(email)
    return all.length > before ? all : new Waiting(all)
  })
  const code = /\b\d{6}\b/.exec(mails.at(-1)?.text ?? '')?.[0]
  if (code === undefined) throw new Error('the mail has no code')
  return code
}

async function enter(who: string, email: string): Promise<Browser> {
  const browser = new Browser()
  const before = mailsTo(email).length
  await browser.ask('/wallet/code', { who, lang: 'en' })
  const { page } = await browser.ask('/wallet/enter', { code: await codeFor(email, before), lang: 'en' })
  expect(page).toContain('What happened')
  return browser
}

test('S4-019 a customer sees the balance with a code that came by mail, and nothing else of the hub', async () => {
  const { email } = await customer('Ann', '617-555-0160', 250)
  const browser = await enter('(617) 555-0160', email)
  const { page } = await browser.ask('/wallet')
  expect(page).toContain('Hello, Ann Lee')
  expect(page).toMatch(/class="balance">250</)
  expect(page).toContain('Coffee')
  expect(page).toMatch(/Cake.*650 more/)
  expect(browser.given.filter((line) => line.startsWith('trefoil_wallet='))).toEqual([
    expect.stringMatching(/; Path=\/wallet; HttpOnly; SameSite=Strict; Max-Age=2592000$/),
  ])
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const beyond = await fetch(`${shop.house.hub.url}/api/v1/records`, { headers: { cookie } })
  expect(beyond.status).toBe(401)
})

test('S4-019 a customer redeems by a second press, and has a code for the till', async () => {
  const { id, email } = await customer('Bea', '617-555-0161', 120)
  const browser = await enter(email, email)
  const { page: asked } = await browser.ask(`/wallet/reward/${coffee}`)
  expect(asked).toContain('This takes 100 of your 120 points')
  const once = /name="once" value="([\w-]+)"/.exec(asked)?.[1] ?? ''
  const fields = { reward: String(coffee), once }
  const twice = await Promise.all([browser.ask('/wallet/redeem', fields), browser.ask('/wallet/redeem', fields)])
  const [shown] = twice.filter(({ at }) => at.startsWith('/wallet/redemption/'))
  expect(shown?.page).toMatch(/class="big">[A-Z0-9]{5}</)
  expect((await browser.ask('/wallet')).page).toMatch(/class="balance">20</)
  const { data } = await told(api().GET('/api/v1/redemptions', { params: { query: {} } }))
  expect(data.filter(({ redeemedBy }) => redeemedBy === `customer:${id}`)).toMatchObject([{ state: 'redeemed' }])
  // The same press once more, as by going back.
  expect((await browser.ask('/wallet/redeem', fields)).at).toBe(shown?.at)
  expect((await browser.ask('/wallet')).page).toMatch(/class="balance">20</)
})

test('what was redeemed can be given back, and what is of another customer cannot be seen', async () => {
  const { email } = await customer('Cal', '617-555-0162', 100)
  const browser = await enter(email, email)
  const { page } = await browser.ask(`/wallet/reward/${coffee}`)
  const once = /name="once" value="([\w-]+)"/.exec(page)?.[1] ?? ''
  const { at } = await browser.ask('/wallet/redeem', { reward: String(coffee), once })
  const { email: other } = await customer('Dov', '617-555-0163', 10)
  const stranger = await enter(other, other)
  expect((await stranger.ask(at)).status).toBe(404)
  expect((await stranger.ask('/wallet/undo', { redemption: at.split('/').at(-1) ?? '' })).status).toBe(404)
  await browser.ask('/wallet/undo', { redemption: at.split('/').at(-1) ?? '' })
  expect((await browser.ask('/wallet')).page).toMatch(/class="balance">100</)
})

test('it is answered alike whether a person is known or not, and nothing is sent to strangers', async () => {
  await customer('Eve', '617-555-0164')
  const known = await new Browser().ask('/wallet/code', { who: 'eve@example.com', lang: 'en' })
  const before = shop.post.mails().length
  const browser = new Browser()
  const stranger = await browser.ask('/wallet/code', { who: 'nobody@example.com', lang: 'en' })
  const withoutNonce = ({ status, page, at }: typeof known) => [status, page.replace(/nonce="[^"]+"/, ''), at]
  expect(withoutNonce(stranger)).toEqual(withoutNonce(known))
  const wrong = await browser.ask('/wallet/enter', { code: '000000', lang: 'en' })
  expect(wrong.page).toContain('Tries left: 4')
  await codeFor('eve@example.com')
  expect(shop.post.mails().length).toBeLessThanOrEqual(before + 1)
  expect(mailsTo('nobody@example.com')).toEqual([])
})

test('a code has five tries, ten minutes, and one browser', async () => {
  const { email } = await customer('Fay', '617-555-0165')
  const browser = new Browser()
  await browser.ask('/wallet/code', { who: email, lang: 'en' })
  const code = await codeFor(email)
  const elsewhere = await new Browser().ask('/wallet/enter', { code, lang: 'en' })
  expect(elsewhere.page).toContain('This code is over')
  const wrong = code === '111111' ? '222222' : '111111'
  for (const left of [4, 3, 2, 1]) {
    expect((await browser.ask('/wallet/enter', { code: wrong, lang: 'en' })).page).toContain(`Tries left: ${left}`)
  }
  expect((await browser.ask('/wallet/enter', { code: wrong, lang: 'en' })).page).toContain('This code is over')
  expect((await browser.ask('/wallet/enter', { code, lang: 'en' })).page).toContain('This code is over')
  const late = new Browser()
  await late.ask('/wallet/code', { who: email, lang: 'en' })
  const second = await codeFor(email, 1)
  shop.house.pass(11 * 60_000)
  expect((await late.ask('/wallet/enter', { code: second, lang: 'en' })).page).toContain('This code is over')
})

test('codes are stored hashed, and one person can ask for a few of them in a row', async () => {
  const { email } = await customer('Gus', '617-555-0166')
  const statuses: number[] = []
  for (let times = 0; times < 4; times += 1) {
    statuses.push((await new Browser().ask('/wallet/code', { who: email, lang: 'en' })).status)
  }
  expect(statuses).toEqual([200, 200, 200, 429])
  const codes = await shop.house.hub.database.kysely.selectFrom('wallet_code').selectAll().execute()
  expect(JSON.stringify(codes)).not.toContain(await codeFor(email))
})

test('who leaves is out, on this phone or on all of them', async () => {
  const { email } = await customer('Hal', '617-555-0167')
  const [one, two, three] = [await enter(email, email), await enter(email, email), await enter(email, email)]
  await one.ask('/wallet/leave', {})
  expect((await one.ask('/wallet')).page).toContain('Send me a code')
  expect((await two.ask('/wallet')).page).toContain('What happened')
  await two.ask('/wallet/leave', { everywhere: 'yes' })
  expect((await three.ask('/wallet')).page).toContain('Send me a code')
})

test('who signs up with the phone of a customer does not get into that one’s wallet', async () => {
  const { id } = shop.house.clover.customers.create({
    ...{ firstName: 'Ida', lastName: 'Lee', emailAddresses: [{ emailAddress: 'ida@example.com' }] },
    phoneNumbers: [{ phoneNumber: '617-555-0168' }],
    addresses: [{ address1: '5 Elm St', city: 'Boston', state: 'MA', zip: '02134', country: 'US' }],
  })
  await shop.house.sync('clover-customers', { externalId: id })
  const record = await shop.house.record('ida@example.com')
  // The till knows the phone alone.
  const params = { path: { id: String(record?.id) } }
  await told(api().PATCH('/api/v1/records/{id}', { params, body: { emailAddress: null } }))
  const form = { phone: '617-555-0168', firstName: 'Mallory', email: 'mallory@example.com', lang: 'en' }
  await new Browser().ask('/join', form)
  expect((await shop.house.record('mallory@example.com'))?.id).toBe(record?.id)
  await new Browser().ask('/wallet/code', { who: '617-555-0168', lang: 'en' })
  await new Browser().ask('/wallet/code', { who: 'mallory@example.com', lang: 'en' })
  const { email } = await customer('Kim', '617-555-0169')
  await enter(email, email)
  expect(mailsTo('mallory@example.com')).toEqual([])
})

test('who began with the form gets in by the address that was written there', async () => {
  await new Browser().ask('/join', { phone: '617-555-0170', firstName: 'Lou', email: 'lou@example.com', lang: 'en' })
  const browser = await enter('617-555-0170', 'lou@example.com')
  expect((await browser.ask('/wallet')).page).toContain('Nothing yet')
})

test('the mail and the pages speak Spanish to whoever does', async () => {
  const { email } = await customer('Mar', '617-555-0171')
  const browser = new Browser()
  const { page } = await browser.ask('/wallet/code', { who: email, lang: 'es' })
  expect(page).toContain('seis cifras')
  await codeFor(email)
  expect(mailsTo(email)[0]?.text).toContain('Su código para ver sus puntos en Shamrock Points')
  // Whoever chose it has it on the next page as well.
  expect((await browser.ask('/wallet')).page).toContain('seis cifras')
})

test('a wallet is closed while the programme is off, and after thirty days', async () => {
  const { email } = await customer('Noa', '617-555-0172')
  const browser = await enter(email, email)
  await told(api().PATCH('/api/v1/settings', { body: { loyalty: { isOn: false } } }))
  expect((await browser.ask('/wallet')).status).toBe(404)
  await told(api().PATCH('/api/v1/settings', { body: { loyalty: { isOn: true } } }))
  expect((await browser.ask('/wallet')).page).toContain('What happened')
  shop.house.pass(31 * 24 * 3_600_000)
  expect((await browser.ask('/wallet')).page).toContain('Send me a code')
})
