/** S4: customers sign up by themselves, and the till hears of it. */
import { beforeAll, expect, test } from 'vitest'
import type { Schemas } from '../../packages/hub/src/client/index.ts'
import { openHouse } from '../harness/open-house.ts'
import { shared } from '../harness/shared.ts'
import { told } from '../harness/told.ts'
import { trefoil } from '../harness/trefoil.ts'
import { until, Waiting } from '../harness/until.ts'

const house = shared(() => openHouse({ apply: ['clover-customers', 'clover-customers-from-hub'] }))

const settle = (loyalty: { isOn?: boolean; signUp?: { isOpen?: boolean; phone?: 'required' | 'optional' } }) =>
  told(house.api.PATCH('/api/v1/settings', { body: { loyalty } }))

beforeAll(async () => void (await settle({ isOn: true, signUp: { isOpen: true } })))

/** What a browser sends when somebody presses the button. */
function send(fields: Record<string, string>, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${house.hub.url}/join`, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'sec-fetch-site': 'same-origin', ...headers },
    body: new URLSearchParams({ lang: 'en', ...fields }),
  })
}

async function signUp(fields: Record<string, string>): Promise<void> {
  const answer = await send(fields)
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/join/done?lang=en'])
  await house.quiet()
}

const read = async (path: string, headers: Record<string, string> = {}) =>
  (await fetch(`${house.hub.url}${path}`, { headers })).text()

async function named(q: string): Promise<Schemas['RecordInFull'][]> {
  const { data } = await told(house.api.GET('/api/v1/records', { params: { query: { entity: 'Customer', q } } }))
  return Promise.all(
    data.map(({ id }) => told(house.api.GET('/api/v1/records/{id}', { params: { path: { id: String(id) } } }))),
  )
}

const consentsOf = (id: number) =>
  told(house.api.GET('/api/v1/records/{id}/consents', { params: { path: { id: String(id) } } }))

/** A customer of the till, read into the hub. */
async function atTill(customer: { firstName: string; lastName: string; email: string; phone?: string }) {
  const { id } = house.clover.customers.create({
    ...{ firstName: customer.firstName, lastName: customer.lastName },
    emailAddresses: [{ emailAddress: customer.email }],
    addresses: [{ address1: '5 Elm St', city: 'Boston', state: 'MA', zip: '02134', country: 'US' }],
    phoneNumbers: customer.phone === undefined ? [] : [{ phoneNumber: customer.phone }],
  })
  await house.sync('clover-customers', { externalId: id })
  await house.quiet()
  return id
}

test('S4-022 the form asks for the phone first, and does not let anybody through without one', async () => {
  const form = await read('/join')
  expect(form).toMatch(/<input id="phone" name="phone" type="tel"[^>]* required/)
  expect(form).not.toMatch(/type="checkbox"[^>]* checked/)
  expect(Buffer.byteLength(form)).toBeLessThan(8_000)
  const without = await send({ firstName: 'Nona', email: 'nona@example.com' })
  expect(without.status).toBe(422)
  expect(await without.text()).toContain('Write your phone number.')
  expect(await named('nona@example.com')).toEqual([])
})

test('S4-022 a number that nobody can be called by is refused where it stands, with what was written kept', async () => {
  const answer = await send({ firstName: 'Rita', phone: '555 0199' })
  const page = await answer.text()
  expect([answer.status, page]).toEqual([422, expect.stringContaining('not a number that can be called')])
  expect(page).toMatch(/id="phone"[^>]* value="555 0199"[^>]* aria-invalid="true"/)
  expect(page).toContain('value="Rita"')
})

test('S4-022 where the business wants it so, an e-mail address is enough', async () => {
  await settle({ signUp: { phone: 'optional' } })
  await signUp({ firstName: 'Opal', email: 'opal@example.com' })
  await settle({ signUp: { phone: 'required' } })
  expect(await named('opal@example.com')).toMatchObject([{ data: { firstName: 'Opal' } }])
})

test('S4-022 S4-027 a sign-up is a customer sourced from the form, whose phone is one number, however it was written', async () => {
  await signUp({
    firstName: 'Ines',
    lastName: 'Vega',
    phone: '(617) 555-0142',
    email: 'ines@example.com',
    byMail: 'yes',
  })
  const [ines, ...more] = await named('ines@example.com')
  expect(more).toEqual([])
  expect(ines).toMatchObject({
    data: { firstName: 'Ines', lastName: 'Vega', addresses: [{ phoneNumber: '+16175550142' }] },
  })
  const query = { entity: 'Customer', from: 'loyalty-form' }
  const { data } = await told(house.api.GET('/api/v1/records', { params: { query } }))
  expect(data.map(({ id }) => id)).toContain(ines?.id)
  const { standing, entries } = await consentsOf(ines?.id ?? 0)
  expect(standing).toMatchObject({ email: { state: 'given' }, sms: { state: 'unknown' } })
  expect(entries).toMatchObject([
    {
      act: 'ticked the box of the sign-up form',
      proof: { words: 'E-mail me news and offers. I can stop this at any time.' },
    },
  ])
})

test('S4-033 S4-028 a sign-up whom the till does not know becomes a customer there, and is linked', async () => {
  await signUp({ firstName: 'Noor', phone: '+1 617 555 0143', email: 'noor@example.com' })
  const there = house.clover.customers.list().filter(({ firstName }) => firstName === 'Noor')
  expect(there).toMatchObject([{ phoneNumbers: [{ phoneNumber: '+16175550143' }] }])
  const [newest] = (await told(house.api.GET('/api/v1/sign-ups'))).data
  expect(newest).toMatchObject({ customer: 'Noor', how: 'new', differs: [] })
  expect(newest?.deliveries).toMatchObject([
    { connection: 'till', connector: 'clover', state: 'done', externalId: there[0]?.id, fault: null },
  ])
  const { out } = await trefoil(house, 'sign-up', 'list', '--limit', '1')
  expect(out).toMatch(new RegExp(`Noor +new +till +delivered +${there[0]?.id}`))
})

test('S4-028 a sign-up that did not arrive says why, and arrives when it is tried again', async () => {
  house.clover.permit(['MERCHANT_R', 'CUSTOMERS_R', 'ORDERS_R'])
  await send({ firstName: 'Late', phone: '617-555-0155', email: 'late@example.com' })
  const first = await until('the till to refuse', async () => {
    const [newest] = (await told(house.api.GET('/api/v1/sign-ups', { params: { query: { limit: 1 } } }))).data
    const [delivery] = newest?.deliveries ?? []
    return delivery?.isEnabled === false ? newest : new Waiting(newest)
  })
  expect(first?.deliveries).toMatchObject([{ state: 'due', externalId: null, isEnabled: false }])
  house.clover.permit(['MERCHANT_R', 'CUSTOMERS_R', 'CUSTOMERS_W', 'ORDERS_R'])
  const params = { path: { name: 'clover-customers-from-hub' } }
  await told(house.api.POST('/api/v1/flows/{name}/resume', { params }))
  await told(house.api.POST('/api/v1/flows/{name}/sync', { params, body: { id: first?.customerId ?? 0 } }))
  await house.quiet()
  const [again] = (await told(house.api.GET('/api/v1/sign-ups', { params: { query: { limit: 1 } } }))).data
  const there = house.clover.customers.list().find(({ firstName }) => firstName === 'Late')
  expect(again?.deliveries).toMatchObject([{ state: 'done', externalId: there?.id }])
})

test('S4-022 who signs up with the phone of a customer joins that one, and overwrites nothing of it', async () => {
  await atTill({ firstName: 'Tess', lastName: 'Till', email: 'tess@example.com', phone: '617-555-0144' })
  await signUp({
    firstName: 'Theresa',
    phone: '+1 (617) 555-0144',
    email: 'other@example.com',
    byMail: 'yes',
    byText: 'yes',
  })
  const [tess, ...more] = await named('tess@example.com')
  expect(more).toEqual([])
  expect(await named('other@example.com')).toEqual([])
  expect(tess?.data).toMatchObject({ firstName: 'Tess', lastName: 'Till', emailAddress: 'tess@example.com' })
  // The box for e-mail was ticked for another address than the customer's.
  const [joined] = (await told(house.api.GET('/api/v1/sign-ups', { params: { query: { limit: 1 } } }))).data
  expect(joined).toMatchObject({ how: 'joined', customerId: tess?.id, differs: ['firstName', 'emailAddress'] })
  expect((await consentsOf(tess?.id ?? 0)).standing).toMatchObject({
    email: { state: 'unknown' },
    sms: { state: 'given' },
  })
})

test('S4-022 a sign-up fills in what the till left open', async () => {
  await atTill({ firstName: 'Gap', lastName: 'Till', email: 'gap@example.com' })
  await signUp({ firstName: 'Gap', phone: '+1 617 555 0145', email: 'GAP@example.com' })
  const [gap, ...more] = await named('gap@example.com')
  expect(more).toEqual([])
  const phones = JSON.stringify(gap?.data.addresses)
  expect(phones).toContain('+16175550145')
})

test('S4-022 what a customer withdrew, the form does not raise again: anybody can fill it in', async () => {
  await atTill({ firstName: 'Nix', lastName: 'Till', email: 'nix@example.com', phone: '617-555-0146' })
  const [nix] = await named('nix@example.com')
  const path = { id: String(nix?.id) }
  const body = { channel: 'email', state: 'withdrawn' } as const
  await told(house.api.POST('/api/v1/records/{id}/consents', { params: { path }, body }))
  house.pass(60_000)
  await signUp({ firstName: 'Nix', phone: '617-555-0146', email: 'nix@example.com', byMail: 'yes' })
  expect((await consentsOf(nix?.id ?? 0)).standing.email.state).toBe('withdrawn')
})

test('S4-022 two of one moment with one phone are one customer', async () => {
  const twice = [1, 2].map(() => send({ firstName: 'Twin', phone: '+1 617 555 0147' }))
  expect((await Promise.all(twice)).map(({ status }) => status)).toEqual([303, 303])
  await house.quiet()
  expect(await named('Twin')).toHaveLength(1)
})

test('S4-022 nobody learns from the form whom the shop knows', async () => {
  await atTill({ firstName: 'Known', lastName: 'Till', email: 'known@example.com', phone: '617-555-0148' })
  const answers = [
    await send({ firstName: 'A', phone: '617-555-0148' }),
    await send({ firstName: 'B', phone: '617-555-0149' }),
  ]
  const said = answers.map(({ status, headers }) => [status, headers.get('location'), headers.get('set-cookie')])
  expect(said[0]).toEqual(said[1])
})

test('a page of another site cannot send the form, and programs that fill in every field are not heard', async () => {
  const foreign = await send({ firstName: 'X', phone: '617-555-0150' }, { 'sec-fetch-site': 'cross-site' })
  expect(foreign.status).toBe(403)
  const robot = await send({ firstName: 'Robot', phone: '617-555-0151', website: 'https://spam.example' })
  expect(robot.status).toBe(303)
  expect(await named('Robot')).toEqual([])
  const flood = await send({ firstName: 'x'.repeat(20_000), phone: '617-555-0152' })
  expect(flood.status).toBe(413)
})

test('one number can be sent a few times, and then has to wait', async () => {
  const statuses: number[] = []
  for (let times = 0; times < 4; times += 1) {
    statuses.push((await send({ firstName: 'Again', phone: '617-555-0153' })).status)
  }
  expect(statuses).toEqual([303, 303, 303, 429])
})

test('the page speaks English and Spanish, and runs no script', async () => {
  expect(await read('/join', { 'accept-language': 'es-MX,es;q=0.9' })).toContain('Únase al programa')
  expect(await read('/join?lang=en', { 'accept-language': 'es' })).toContain('Join the loyalty programme')
  const { headers } = await fetch(`${house.hub.url}/join`)
  expect(headers.get('content-security-policy')).toContain("default-src 'none'")
  expect(await read('/join')).not.toContain('<script')
})

test('the form is closed until the programme is on and the form is open', async () => {
  for (const closed of [{ isOn: false }, { isOn: true, signUp: { isOpen: false } }]) {
    await settle(closed)
    expect((await fetch(`${house.hub.url}/join`)).status).toBe(404)
    const answer = await send({ firstName: 'Early', phone: '617-555-0154' })
    expect(answer.headers.get('location')).toBe('/join?lang=en')
  }
  await settle({ isOn: true, signUp: { isOpen: true } })
  expect(await named('Early')).toEqual([])
})
