import { afterEach, beforeEach, expect, test } from 'vitest'
import { openTestAccount, profileBody, type TestAccount } from './test-client.ts'

let account: TestAccount
beforeEach(async () => {
  account = await openTestAccount()
})
afterEach(() => account.stop())

/** The vendor's documented example. */
const ana = {
  email: 'ana.ruiz@example.org',
  phone_number: '+34600111222',
  external_id: 'C-1042',
  first_name: 'Ana',
  location: { city: 'Madrid', timezone: 'Europe/Madrid' },
  properties: { vip: true },
}

const create = (attributes: Record<string, unknown> = ana) =>
  account.call('POST', '/api/profiles', profileBody(attributes))
const upsert = (attributes: Record<string, unknown>, more = {}) =>
  account.call('POST', '/api/profile-import', profileBody(attributes, more))

test('creating the documented example answers 201 with the whole resource', async () => {
  const { status, one } = await create()
  expect(status).toBe(201)
  expect(one.attributes).toMatchObject({
    ...ana,
    last_name: null,
    created: '2026-03-05T12:00:00+00:00',
    last_event_date: null,
    location: { city: 'Madrid', timezone: 'Europe/Madrid', address1: null, latitude: null },
  })
  expect(account.effects()).toMatchObject([{ kind: 'profile.create', id: one.id, by: 'api' }])
})

test('each taken identifier is answered by the documented 409, which does not say which one it was', async () => {
  const { id } = (await create()).one
  const clash = await create({ email: 'ANA.Ruiz@example.org' })
  expect(clash.status).toBe(409)
  expect(clash.errors[0]).toEqual({
    id: expect.any(String),
    status: 409,
    code: 'duplicate_profile',
    title: 'Conflict.',
    detail: 'A profile already exists with one of these identifiers.',
    source: { pointer: '/data/attributes' },
    links: {},
    meta: { duplicate_profile_id: id },
  })
  expect((await create({ email: 'b@example.org', phone_number: ana.phone_number })).status).toBe(409)
  expect((await create({ email: 'b@example.org', external_id: ana.external_id })).status).toBe(409)
})

test('an import creates with 201 and updates with 200', async () => {
  const first = await upsert(ana)
  const second = await upsert({ email: ana.email, last_name: 'Ruiz' })
  expect([first.status, second.status, second.one.id === first.one.id]).toEqual([201, 200, true])
  expect(second.one.attributes).toMatchObject({ first_name: 'Ana', last_name: 'Ruiz' })
})

test('absent leaves a field alone, null clears it, and properties are merged key by key', async () => {
  await upsert({ ...ana, title: 'Baker' })
  const { one } = await upsert({
    email: ana.email,
    first_name: null,
    location: { city: null },
    properties: { tier: 2 },
  })
  expect(one.attributes).toMatchObject({
    first_name: null,
    title: 'Baker',
    location: { city: null, timezone: 'Europe/Madrid' },
    properties: { vip: true, tier: 2 },
  })
})

test('zero, false and the empty text are values like any other', async () => {
  const { one } = await upsert({ email: ana.email, title: '', properties: { points: 0, vip: false, note: '' } })
  expect(one.attributes).toMatchObject({ title: '', properties: { points: 0, vip: false, note: '' } })
})

test('a write that changes nothing is no effect and does not move updated', async () => {
  await upsert(ana)
  account.wait(60)
  const { one } = await upsert(ana)
  expect(one.attributes.updated).toBe('2026-03-05T12:00:00+00:00')
  expect(account.effects()).toHaveLength(1)
})

test('one matching identifier is enough, and new ones are written onto the profile', async () => {
  await upsert({ email: ana.email })
  const { status, one } = await upsert({ email: ana.email, phone_number: '+34600999888' })
  expect([status, one.attributes.phone_number]).toEqual([200, '+34600999888'])
  const back = await upsert({ phone_number: '+34600999888', email: 'ana@new.example.org' })
  expect([back.status, back.one.attributes.email]).toEqual([200, 'ana@new.example.org'])
})

test('an import whose phone is that of another profile is 409 and changes nothing', async () => {
  const other = (await upsert({ email: 'bo@example.org', phone_number: '+34600111222' })).one.id
  await upsert({ email: ana.email })
  const clash = await upsert({ email: ana.email, phone_number: '+34600111222', first_name: 'Ana' })
  expect([clash.status, clash.errors[0]?.meta]).toEqual([409, { duplicate_profile_id: other }])
  expect(account.profiles.findByEmail(ana.email)?.first_name).toBeNull()
})

test('told so, an import merges the two profiles instead', async () => {
  await account.stop()
  account = await openTestAccount({ assumptions: { importConflict: 'merge' } })
  const phoneOnly = (await upsert({ phone_number: '+34600111222', last_name: 'Ruiz' })).one.id
  await upsert({ email: ana.email })
  const { status, one } = await upsert({ email: ana.email, phone_number: '+34600111222' })
  expect([status, one.attributes.phone_number, one.attributes.last_name]).toEqual([200, '+34600111222', 'Ruiz'])
  expect(account.profiles.get(phoneOnly)).toBeUndefined()
})

test('the id selects the profile before any identifier does', async () => {
  const { id } = (await upsert({ email: ana.email })).one
  const { status, one } = await upsert({ email: 'ana@new.example.org' }, { id })
  expect([status, one.id, one.attributes.email]).toEqual([200, id, 'ana@new.example.org'])
})

test('patch_properties appends, takes away and unsets', async () => {
  await upsert({ email: ana.email, properties: { tags: ['b2b', 'vip'], old_key: 1, other_key: 2 } })
  const { one } = await upsert(
    { email: ana.email },
    {
      meta: {
        patch_properties: {
          append: { tags: 'wholesale' },
          unappend: { tags: ['b2b'] },
          unset: ['old_key', 'other_key'],
        },
      },
    },
  )
  expect(one.attributes.properties).toEqual({ tags: ['vip', 'wholesale'] })
})

test('a patch needs the id of the path, a known id and a free identifier', async () => {
  const { id } = (await create()).one
  const other = (await create({ email: 'bo@example.org' })).one.id
  const patch = (path: string, attributes: Record<string, unknown>, bodyId = path) =>
    account.call('PATCH', `/api/profiles/${path}`, profileBody(attributes, { id: bodyId }))
  expect((await patch(id, { last_name: 'Ruiz' })).one.attributes.last_name).toBe('Ruiz')
  expect((await patch(id, {}, other)).status).toBe(400)
  expect((await patch('01J9ZK3M5T7Q8V0W2X4Y6Z8A1B', {})).status).toBe(404)
  expect((await patch(other, { email: ana.email })).status).toBe(409)
})

test('an invalid e-mail is 400 with the pointer and the words that the vendor uses', async () => {
  for (const email of ['nobody', 'a b@example.org', 'a@b', `${'a'.repeat(100)}@example.org`]) {
    const { status, errors } = await upsert({ email })
    expect([status, errors[0]?.source, errors[0]?.detail]).toEqual([
      400,
      { pointer: '/data/attributes/email' },
      'Invalid email address',
    ])
  }
})

test('an import with an invalid phone is 400, with or without an e-mail', async () => {
  for (const attributes of [{ phone_number: '600 111 222' }, { ...ana, phone_number: '+1555' }]) {
    const { status, errors } = await upsert(attributes)
    expect([status, errors[0]?.source]).toEqual([400, { pointer: '/data/attributes/phone_number' }])
    expect(errors[0]?.detail).toBe('Invalid phone number format (Example of a valid format: +12345678901)')
  }
})

test('a create with an e-mail drops an invalid phone and says so only in a header', async () => {
  const dropped = await create({ ...ana, phone_number: '600111222' })
  expect([dropped.status, dropped.one.attributes.phone_number]).toEqual([201, null])
  expect(dropped.headers.get('x-klaviyo-partial-failure')).toBe('phone_number')
  expect((await create({ phone_number: '600111222' })).status).toBe(400)
})

test('a profile without any identifier, and a phone alone where SMS is not set up, are refused', async () => {
  expect((await create({ first_name: 'Ana' })).status).toBe(400)
  expect((await create({ phone_number: ana.phone_number })).status).toBe(201)
  await account.stop()
  account = await openTestAccount({ smsCountries: [] })
  expect((await create({ phone_number: ana.phone_number })).status).toBe(400)
  expect((await create({ phone_number: ana.phone_number, external_id: 'C-1' })).status).toBe(201)
})

test('a field that the vendor does not know is named, also one that it dropped, like anonymous_id', async () => {
  const { status, errors } = await create({ ...ana, anonymous_id: 'x', location: { state: 'MA' } })
  expect(status).toBe(400)
  expect(errors.map(({ source }) => source)).toEqual([
    { pointer: '/data/attributes/anonymous_id' },
    { pointer: '/data/attributes/location/state' },
  ])
  expect(errors[0]?.detail).toBe("'anonymous_id' is not a valid field for the resource 'profile'.")
})

test('a wrong type is 400 with a pointer to it', async () => {
  expect((await create({ ...ana, first_name: 7 })).errors[0]?.source).toEqual({
    pointer: '/data/attributes/first_name',
  })
  const untyped = await account.call('POST', '/api/profiles', { data: { attributes: ana } })
  expect(untyped.errors[0]?.source).toEqual({ pointer: '/data/type' })
})

test('latitude is taken as a number and as a text', async () => {
  const { one } = await create({ email: ana.email, location: { latitude: 40.4168, longitude: '-3.7038' } })
  expect(one.attributes.location).toMatchObject({ latitude: 40.4168, longitude: '-3.7038' })
})

test('a profile above 100 KB is refused', async () => {
  expect((await upsert({ email: ana.email, properties: { essay: 'x'.repeat(100_000) } })).status).toBe(413)
})

test('a profile is read with its subscriptions and its lists when asked for', async () => {
  const { id } = (await create()).one
  const list = account.lists.list()[0]
  await account.call('POST', `/api/lists/${list?.id}/relationships/profiles`, { data: [{ type: 'profile', id }] })
  const path = `/api/profiles/${id}?additional-fields[profile]=subscriptions,predictive_analytics&include=lists`
  const { one, included } = await account.call('GET', path)
  expect(one.attributes.subscriptions).toMatchObject({
    email: { marketing: { can_receive_email_marketing: true, consent: 'NEVER_SUBSCRIBED', suppression: [] } },
    sms: { marketing: { can_receive_sms_marketing: false, consent: 'NEVER_SUBSCRIBED' } },
  })
  expect(included).toMatchObject([{ type: 'list', id: list?.id, attributes: { name: 'Newsletter' } }])
  expect((await account.call('GET', '/api/profiles/nobody')).status).toBe(404)
})

test('sparse fields give just these, dotted ones as the nested part', async () => {
  const { id } = (await create()).one
  const { one } = await account.call('GET', `/api/profiles/${id}?fields[profile]=email,location.city`)
  expect(one).toEqual({
    type: 'profile',
    id,
    attributes: { email: ana.email, location: { city: 'Madrid' } },
    links: { self: `https://a.klaviyo.com/api/profiles/${id}` },
  })
})

test('a number that nobody can have been given is as invalid as one of the wrong form', async () => {
  expect((await upsert({ email: 'a@example.org', phone_number: '+491711' })).status).toBe(400)
})

test('a number from before the validation is read as it is, and not taken again', async () => {
  await account.stop()
  account = await openTestAccount({ profiles: [{ email: 'old@example.org', phone_number: '600 111 222' }] })
  const { one } = await upsert({ email: 'old@example.org', first_name: 'Old' })
  expect(one.attributes.phone_number).toBe('600 111 222')
  expect((await upsert({ email: 'old@example.org', phone_number: '600 111 222' })).status).toBe(400)
})

test('a merge keeps the last event, the places that the other knew and what was said about other channels', async () => {
  const location = { city: 'Madrid', zip: '28004' }
  const kept = account.profiles.create({ email: 'a@example.org', location: { city: null, country: 'Spain' } })
  const gone = account.profiles.create({ email: 'b@example.org', phone_number: '+34600111222', location })
  account.profiles.suppress(kept.id)
  account.profiles.bounce(gone.id)
  account.wait(60)
  account.profiles.unsubscribe(gone.id, ['email', 'sms'])
  account.profiles.merge(kept.id, gone.id)
  expect(account.profiles.list()).toMatchObject([
    {
      email: 'a@example.org',
      phone_number: '+34600111222',
      last_event_date: '2026-03-05T12:01:00+00:00',
      location: { city: 'Madrid', zip: '28004', country: 'Spain' },
      subscriptions: {
        email: {
          marketing: {
            consent: 'UNSUBSCRIBED',
            suppression: [{ reason: 'USER_SUPPRESSED' }, { reason: 'UNSUBSCRIBE' }],
          },
        },
        sms: { marketing: { consent: 'UNSUBSCRIBED' } },
      },
    },
  ])
})

test('told so, an import drops an invalid phone, and says so in the header as the others do', async () => {
  await account.stop()
  account = await openTestAccount({ assumptions: { importDropsInvalidPhone: true } })
  const statuses = []
  for (const first_name of ['Ana', 'Anna']) {
    const { status, headers } = await upsert({ email: ana.email, phone_number: '600', first_name })
    statuses.push([status, headers.get('x-klaviyo-partial-failure')])
  }
  expect(statuses).toEqual([
    [201, 'phone_number'],
    [200, 'phone_number'],
  ])
})
