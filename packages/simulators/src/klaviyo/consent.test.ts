import { afterEach, beforeEach, expect, test } from 'vitest'
import { openTestAccount, subscribeBody, type TestAccount, unsubscribeBody } from './test-client.ts'

let account: TestAccount
beforeEach(async () => {
  account = await openTestAccount()
})
afterEach(() => account.stop())

const email = 'ana.ruiz@example.org'
const listId = (name: string) => account.lists.list().find((list) => list.name === name)?.id ?? ''
const consentOf = (address = email) => account.profiles.findByEmail(address)?.subscriptions.email.marketing

async function subscribe(attributes: Record<string, unknown> = { email }, more = {}) {
  const answer = await account.call(
    'POST',
    '/api/profile-subscription-bulk-create-jobs',
    subscribeBody(attributes, more),
  )
  account.settle()
  return answer
}

async function unsubscribe(listId?: string) {
  const path = '/api/profile-subscription-bulk-delete-jobs'
  const answer = await account.call('POST', path, unsubscribeBody(email, listId))
  account.settle()
  return answer
}

const single = () => ({ listId: listId('POS customers') })

test('a subscription to a single opt-in list answers 202 with nothing, and takes effect later', async () => {
  const { status, text } = await subscribe({ email }, { ...single(), custom_source: 'POS till 3' })
  expect([status, text]).toEqual([202, ''])
  expect(consentOf()).toMatchObject({
    consent: 'SUBSCRIBED',
    can_receive_email_marketing: true,
    consent_timestamp: '2026-03-05T12:00:00+00:00',
    method: 'API',
    method_detail: account.apiKey.slice(-4),
    custom_method_detail: 'POS till 3',
    double_optin: false,
  })
  expect(account.lists.members('POS customers')).toEqual([email])
  expect(account.effects().map(({ kind }) => kind)).toEqual(['profile.create', 'consent.subscribe', 'list.add'])
})

test('before the work is done a subscription cannot be seen', async () => {
  const body = subscribeBody({ email }, single())
  await account.call('POST', '/api/profile-subscription-bulk-create-jobs', body)
  expect(account.profiles.findByEmail(email)).toBeUndefined()
})

test('under double opt-in nothing is to be seen until the person confirms', async () => {
  await subscribe({ email }, { listId: listId('Newsletter') })
  expect(account.profiles.findByEmail(email)).toBeUndefined()
  expect(account.effects().map(({ kind }) => kind)).toEqual(['consent.ask'])
  expect(account.confirmOptIn(email)).toBe(true)
  expect(consentOf()).toMatchObject({ consent: 'SUBSCRIBED', double_optin: true })
  expect(account.lists.members('Newsletter')).toEqual([email])
  expect(account.confirmOptIn(email)).toBe(false)
})

test('without a list the account decides, and accounts ask twice', async () => {
  await subscribe()
  expect(account.profiles.findByEmail(email)).toBeUndefined()
  await account.stop()
  account = await openTestAccount({ doubleOptIn: false })
  await subscribe()
  expect(consentOf()).toMatchObject({ consent: 'SUBSCRIBED' })
})

test('subscribing erases an unsubscribe and a manual suppression: the API will happily undo them', async () => {
  account.profiles.create({ email })
  account.profiles.unsubscribe(email)
  account.profiles.suppress(email)
  expect(consentOf()).toMatchObject({ consent: 'UNSUBSCRIBED', can_receive_email_marketing: false })
  expect(consentOf()?.suppression.map(({ reason }) => reason)).toEqual(['UNSUBSCRIBE', 'USER_SUPPRESSED'])
  await subscribe({ email }, single())
  expect(consentOf()).toMatchObject({ consent: 'SUBSCRIBED', can_receive_email_marketing: true, suppression: [] })
})

test('subscribe, unsubscribe, subscribe within half an hour leaves the person unsubscribed', async () => {
  await subscribe({ email }, single())
  await unsubscribe()
  account.wait(29 * 60)
  await subscribe({ email }, single())
  expect(consentOf()?.consent).toBe('UNSUBSCRIBED')
  account.wait(60)
  await subscribe({ email }, single())
  expect(consentOf()?.consent).toBe('SUBSCRIBED')
})

test('past consent is taken at once, with its own date, also on a double opt-in list', async () => {
  const subscriptions = { email: { marketing: { consent: 'SUBSCRIBED', consented_at: '2024-01-02T03:04:05Z' } } }
  const { status } = await subscribe(
    { email, subscriptions },
    { listId: listId('Newsletter'), historical_import: true },
  )
  expect(status).toBe(202)
  expect(consentOf()).toMatchObject({ consent: 'SUBSCRIBED', consent_timestamp: '2024-01-02T03:04:05+00:00' })
})

test('consented_at is compulsory with historical_import, must be past, and is an error without it', async () => {
  const at = (consented_at?: string) => ({ email: { marketing: { consent: 'SUBSCRIBED', consented_at } } })
  const cases = [
    await subscribe({ email, subscriptions: at() }, { historical_import: true }),
    await subscribe({ email, subscriptions: at('2026-03-05T12:00:01Z') }, { historical_import: true }),
    await subscribe({ email, subscriptions: at('2024-01-02T03:04:05Z') }),
  ]
  const pointer = '/data/attributes/profiles/data/0/attributes/subscriptions/email/marketing/consented_at'
  for (const { status, errors } of cases) expect([status, errors[0]?.source]).toEqual([400, { pointer }])
})

test('subscriptions are required, and their consent can only be SUBSCRIBED', async () => {
  expect((await subscribe({ email, subscriptions: undefined })).status).toBe(400)
  const subscriptions = { email: { marketing: { consent: 'UNSUBSCRIBED' } } }
  expect((await subscribe({ email, subscriptions })).status).toBe(400)
})

test('a channel without its address is refused in the words that integrators see', async () => {
  const subscriptions = { sms: { marketing: { consent: 'SUBSCRIBED' } } }
  const { status, errors } = await subscribe({ email, subscriptions })
  expect([status, errors[0]?.detail]).toEqual([
    400,
    "'phone_number' must not be empty when the sms channel is included in 'subscriptions'.",
  ])
})

const both = { email: { marketing: { consent: 'SUBSCRIBED' } }, sms: { marketing: { consent: 'SUBSCRIBED' } } }

test('only the channels that are named are touched, and SMS has no suppression', async () => {
  await subscribe({ email, phone_number: '+34600111222', subscriptions: { sms: both.sms } }, single())
  expect(consentOf()?.consent).toBe('NEVER_SUBSCRIBED')
  expect(account.profiles.findByEmail(email)?.subscriptions.sms.marketing).toMatchObject({
    consent: 'SUBSCRIBED',
    can_receive_sms_marketing: true,
  })
})

test('a text message confirms both channels, a mail only e-mail', async () => {
  const wish = { email, phone_number: '+34600111222', subscriptions: both }
  await subscribe(wish)
  account.confirmOptIn(email)
  const smsState = () => account.profiles.findByEmail(email)?.subscriptions.sms.marketing.consent
  expect([consentOf()?.consent, smsState()]).toEqual(['SUBSCRIBED', 'NEVER_SUBSCRIBED'])
  await subscribe(wish)
  account.confirmOptIn('+34600111222')
  expect(smsState()).toBe('SUBSCRIBED')
})

test('after the mail the text message can still be answered, and what asked for one alone is not confirmed by mail', async () => {
  const phone_number = '+34600111222'
  await subscribe({ email, phone_number, subscriptions: both })
  expect([account.confirmOptIn(email), account.confirmOptIn(email), account.confirmOptIn(phone_number)]).toEqual([
    true,
    false,
    true,
  ])
  const smsState = (address: string) => account.profiles.findByEmail(address)?.subscriptions.sms.marketing.consent
  expect(smsState(email)).toBe('SUBSCRIBED')
  await subscribe({ email: 'bo@example.org', phone_number: '+34600111333', subscriptions: { sms: both.sms } })
  expect(account.confirmOptIn('bo@example.org')).toBe(false)
  expect(account.profiles.findByEmail('bo@example.org')).toBeUndefined()
  await subscribe({ email: 'cy@example.org', phone_number: '+34600111444' })
  expect(account.confirmOptIn('+34600111444')).toBe(false)
  expect(account.confirmOptIn('+34600111333')).toBe(true)
})

test('a no to text messages holds everywhere, whatever list it names: there is no list suppression of SMS', async () => {
  const phone_number = '+34600111222'
  await subscribe({ email, phone_number, subscriptions: both }, single())
  const body = unsubscribeBody(email, listId('POS customers'))
  const subscriptions = { sms: { marketing: { consent: 'UNSUBSCRIBED' } } }
  Object.assign(body.data.attributes.profiles.data[0] ?? {}, { attributes: { phone_number, subscriptions } })
  expect((await account.call('POST', '/api/profile-subscription-bulk-delete-jobs', body)).status).toBe(202)
  account.settle()
  expect(account.profiles.findByEmail(email)?.subscriptions).toMatchObject({
    email: { marketing: { consent: 'SUBSCRIBED', list_suppressions: [] } },
    sms: { marketing: { consent: 'UNSUBSCRIBED' } },
  })
})

test('an invalid phone beside an e-mail is dropped, and only a header tells', async () => {
  const { status, headers } = await subscribe({ email, phone_number: '600', subscriptions: both }, single())
  expect([status, headers.get('x-klaviyo-partial-failure')]).toEqual([202, 'phone_number'])
  expect(account.profiles.findByEmail(email)).toMatchObject({ phone_number: null })
  expect(consentOf()?.consent).toBe('SUBSCRIBED')
})

test('SMS to a region without a sending number fails the whole request', async () => {
  await account.stop()
  account = await openTestAccount({ smsCountries: ['US'] })
  const { status } = await subscribe({ email, phone_number: '+34600111222', subscriptions: both }, single())
  expect([status, account.effects()]).toEqual([400, []])
})

test('an unsubscribe without a list is global, and makes a profile that was missing', async () => {
  expect((await unsubscribe()).status).toBe(202)
  expect(consentOf()).toMatchObject({
    consent: 'UNSUBSCRIBED',
    can_receive_email_marketing: false,
    suppression: [{ reason: 'UNSUBSCRIBE', timestamp: '2026-03-05T12:00:00+00:00' }],
  })
})

test('with a list a member leaves that list only, anybody else is unsubscribed from everything', async () => {
  await subscribe({ email }, single())
  await unsubscribe(listId('POS customers'))
  expect(consentOf()).toMatchObject({
    consent: 'SUBSCRIBED',
    can_receive_email_marketing: true,
    list_suppressions: [{ list_id: listId('POS customers'), reason: 'UNSUBSCRIBE' }],
  })
  expect(account.lists.members('POS customers')).toEqual([])
  await unsubscribe(listId('Newsletter'))
  expect(consentOf()?.consent).toBe('UNSUBSCRIBED')
})

test('1,000 can be subscribed at once and only 100 unsubscribed', async () => {
  const bulk = (count: number, consent: string) => ({
    profiles: {
      data: Array.from({ length: count }, (_, index) => ({
        type: 'profile',
        attributes: { email: `p${index}@example.org`, subscriptions: { email: { marketing: { consent } } } },
      })),
    },
  })
  const post = async (kind: string, attributes: unknown) => {
    const type = `profile-subscription-bulk-${kind}-job`
    return (await account.call('POST', `/api/${type}s`, { data: { type, attributes } })).status
  }
  expect(await post('create', bulk(1000, 'SUBSCRIBED'))).toBe(202)
  expect(await post('create', bulk(1001, 'SUBSCRIBED'))).toBe(400)
  expect(await post('delete', bulk(100, 'UNSUBSCRIBED'))).toBe(202)
  expect(await post('delete', bulk(101, 'UNSUBSCRIBED'))).toBe(400)
})

test('suppressing makes an unknown address; lifting leaves an unsubscribe alone and ignores the unknown', async () => {
  account.profiles.create({ email })
  account.profiles.unsubscribe(email)
  const post = async (kind: string, ...emails: string[]) => {
    const type = `profile-suppression-bulk-${kind}-job`
    const data = emails.map((one) => ({ type: 'profile', attributes: { email: one } }))
    const { status, one } = await account.call('POST', `/api/${type}s`, {
      data: { type, attributes: { profiles: { data } } },
    })
    account.settle()
    return { status, job: (await account.call('GET', `/api/${type}s/${one.id}`)).one.attributes }
  }
  const suppressed = await post('create', email, 'new@example.org')
  expect(suppressed).toMatchObject({ status: 202, job: { status: 'complete', completed_count: 2, skipped_count: 0 } })
  expect(consentOf('new@example.org')?.suppression).toMatchObject([{ reason: 'USER_SUPPRESSED' }])
  const lifted = await post('delete', email, 'unknown@example.org')
  expect(lifted.job).toMatchObject({ status: 'complete', completed_count: 1, skipped_count: 1 })
  expect(consentOf()?.suppression).toMatchObject([{ reason: 'UNSUBSCRIBE' }])
  expect(account.profiles.findByEmail('unknown@example.org')).toBeUndefined()
})

test('what the vendor records about consent can be read back as events', async () => {
  await subscribe({ email }, single())
  await unsubscribe()
  const metrics = (await account.call('GET', '/api/metrics')).many
  const gone = metrics.find(({ attributes }) => attributes.name === 'Unsubscribed from Email Marketing')
  const path = `/api/events?filter=equals(metric_id,"${gone?.id}")&include=profile`
  const { many, included } = await account.call('GET', path)
  expect(many).toHaveLength(1)
  expect(included[0]?.attributes.email).toBe(email)
})

test('what names a profile that is gone by the time of the work goes to whoever has the address', async () => {
  const phone = '+34600111222'
  const { id } = account.profiles.create({ phone_number: phone })
  account.profiles.create({ email })
  const subscriptions = { sms: { marketing: { consent: 'SUBSCRIBED' } } }
  const body = subscribeBody({ phone_number: phone, subscriptions }, single())
  Object.assign(body.data.attributes.profiles.data[0] ?? {}, { id })
  expect((await account.call('POST', '/api/profile-subscription-bulk-create-jobs', body)).status).toBe(202)
  account.profiles.merge(email, id)
  account.settle()
  expect(account.profiles.list()).toMatchObject([
    { email, phone_number: phone, subscriptions: { sms: { marketing: { consent: 'SUBSCRIBED' } } } },
  ])
})

test('a subscription by id alone makes no profile when that one is gone', async () => {
  const { id } = account.profiles.create({ email })
  const body = subscribeBody({ subscriptions: {} }, single())
  Object.assign(body.data.attributes.profiles.data[0] ?? {}, { id })
  expect((await account.call('POST', '/api/profile-subscription-bulk-create-jobs', body)).status).toBe(202)
  account.profiles.remove(id)
  account.settle()
  expect(account.profiles.list()).toEqual([])
})
