import { afterEach, beforeEach, expect, test } from 'vitest'
import { importBody, openTestAccount, type TestAccount } from './test-client.ts'

let account: TestAccount
beforeEach(async () => {
  account = await openTestAccount()
})
afterEach(() => account.stop())

const path = '/api/profile-bulk-import-jobs'
const post = (rows: Record<string, unknown>[], listIds?: string[]) =>
  account.call('POST', path, importBody(rows, listIds))
const job = async (id: string) => (await account.call('GET', `${path}/${id}`)).one.attributes
const listId = (name: string) => account.lists.list().find((list) => list.name === name)?.id ?? ''

test('the documented example is accepted with 202, queued, and done later', async () => {
  const { status, one } = await post([
    { email: 'ana.ruiz@example.org', properties: { vip: true } },
    { external_id: 'C-7', phone_number: '+34600999888' },
  ])
  expect([status, one.attributes]).toEqual([
    202,
    {
      status: 'queued',
      created_at: '2026-03-05T12:00:00+00:00',
      total_count: 2,
      completed_count: 0,
      failed_count: 0,
      started_at: null,
      completed_at: null,
      expires_at: '2026-03-12T12:00:00+00:00',
    },
  ])
  expect(account.profiles.list()).toEqual([])
  account.settle()
  expect(await job(one.id)).toMatchObject({ status: 'complete', completed_count: 2, failed_count: 0 })
  expect((await account.call('GET', `${path}/${one.id}/profiles`)).many).toHaveLength(2)
  expect((await account.call('GET', `${path}/${one.id}/relationships/profiles`)).many).toHaveLength(2)
})

test('by itself a job that was queued is processing, if somebody looks, and then complete', async () => {
  await account.stop()
  account = await openTestAccount({ asyncDelay: 30 })
  const { id, attributes } = (await post([{ email: 'ana.ruiz@example.org' }])).one
  const seen = new Set<unknown>([attributes.status])
  await expect
    .poll(
      async () => {
        const { status } = await job(id)
        seen.add(status)
        return status
      },
      { interval: 5 },
    )
    .toBe('complete')
  expect([...seen]).toBeOneOf([
    ['queued', 'processing', 'complete'],
    ['queued', 'complete'],
  ])
})

test('one malformed row turns all of them down, with a pointer for each bad one', async () => {
  const { status, errors } = await post([
    { email: 'fine@example.org' },
    { email: 'nobody' },
    { email: 'bo@example.org', phone_number: '600111222' },
    { first_name: 'Nobody' },
  ])
  expect(status).toBe(400)
  expect(errors.map(({ source }) => source)).toEqual([
    { pointer: '/data/attributes/profiles/data/1/attributes/email' },
    { pointer: '/data/attributes/profiles/data/2/attributes/phone_number' },
    { pointer: '/data/attributes/profiles/data/3/attributes' },
  ])
  account.settle()
  expect(account.effects()).toEqual([])
})

test('every wrong type in a batch is pointed at, not only the first', async () => {
  const { errors } = await post([{ email: 7 }, { email: 'a@example.org' }, { email: 'b@example.org', shoe_size: 44 }])
  expect(errors.map(({ source }) => source)).toEqual([
    { pointer: '/data/attributes/profiles/data/0/attributes/email' },
    { pointer: '/data/attributes/profiles/data/2/attributes/shoe_size' },
  ])
})

test('a conflict is found later: the job is complete all the same, and the row stands in import-errors', async () => {
  account.profiles.create({ email: 'ana@example.org' })
  account.profiles.create({ email: 'bo@example.org', phone_number: '+34600111222' })
  const clash = { email: 'ana@example.org', phone_number: '+34600111222' }
  const { id } = (await post([{ email: 'new@example.org' }, clash])).one
  account.settle()
  expect(await job(id)).toMatchObject({ status: 'complete', total_count: 2, completed_count: 1, failed_count: 1 })
  const [failed] = (await account.call('GET', `${path}/${id}/import-errors`)).many
  expect(failed?.attributes).toMatchObject({
    source: { pointer: '/data/attributes/profiles/data/1/attributes' },
    original_payload: { type: 'profile', attributes: clash },
  })
  expect(account.profiles.findByEmail('ana@example.org')?.phone_number).toBeNull()
})

test('a row can be made to fail for a reason of the tester’s own', async () => {
  await account.stop()
  account = await openTestAccount({
    failImport: ({ external_id }) => (external_id === 'C-2' ? 'The vendor had a bad day.' : undefined),
  })
  const { id } = (await post([{ external_id: 'C-1' }, { external_id: 'C-2' }])).one
  account.settle()
  const [failed] = (await account.call('GET', `${path}/${id}/import-errors`)).many
  expect(failed?.attributes.detail).toBe('The vendor had a bad day.')
  expect(account.profiles.list().map(({ external_id }) => external_id)).toEqual(['C-1'])
})

test('nulls do not clear anything here', async () => {
  account.profiles.create({ email: 'ana@example.org', first_name: 'Ana', location: { city: 'Madrid' } })
  await post([
    { email: 'ana@example.org', first_name: null, location: { city: null }, properties: null, last_name: 'Ruiz' },
  ])
  account.settle()
  expect(account.profiles.findByEmail('ana@example.org')).toMatchObject({
    first_name: 'Ana',
    last_name: 'Ruiz',
    location: { city: 'Madrid' },
  })
})

test('the list gets the members without any consent, and an unsubscribed person stays unsubscribed', async () => {
  account.profiles.create({ email: 'gone@example.org' })
  account.profiles.unsubscribe('gone@example.org')
  await post([{ email: 'gone@example.org' }, { email: 'new@example.org' }], [listId('Newsletter')])
  account.settle()
  expect(account.lists.members('Newsletter')).toEqual(['gone@example.org', 'new@example.org'])
  const consent = (email: string) => account.profiles.findByEmail(email)?.subscriptions.email.marketing
  expect(consent('gone@example.org')).toMatchObject({ consent: 'UNSUBSCRIBED', can_receive_email_marketing: false })
  expect(consent('new@example.org')).toMatchObject({ consent: 'NEVER_SUBSCRIBED' })
})

test('an unknown list turns the import down', async () => {
  expect((await post([{ email: 'ana@example.org' }], ['nolist'])).status).toBe(404)
})

test('the same person twice in one batch is one profile, written in order', async () => {
  await post([
    { email: 'ana@example.org', first_name: 'Ana' },
    { email: 'ANA@example.org', first_name: 'Anna' },
  ])
  account.settle()
  expect(account.profiles.list()).toMatchObject([{ email: 'ana@example.org', first_name: 'Anna' }])
})

test('10,000 rows are taken, 10,001, none, 5 MB or a row of 100 KB are not', async () => {
  const rows = (count: number) => Array.from({ length: count }, (_, index) => ({ external_id: `C-${index}` }))
  expect((await post(rows(10_000))).status).toBe(202)
  const tooMany = await post(rows(10_001))
  expect([tooMany.status, tooMany.errors[0]?.source]).toEqual([400, { pointer: '/data/attributes/profiles/data' }])
  expect((await post([])).status).toBe(400)
  const essay = (length: number) => ({ external_id: 'C-1', properties: { essay: 'x'.repeat(length) } })
  const large = await post([{ external_id: 'C-2' }, essay(100_000)])
  expect([large.status, large.errors[0]?.source]).toEqual([400, { pointer: '/data/attributes/profiles/data/1' }])
  expect((await post(Array.from({ length: 60 }, () => essay(90_000)))).status).toBe(413)
})

test('jobs are listed by status, and an unknown one is 404', async () => {
  const first = (await post([{ external_id: 'C-1' }])).one.id
  account.settle()
  await post([{ external_id: 'C-2' }])
  const { many } = await account.call('GET', `${path}?filter=equals(status,"complete")`)
  expect(many.map(({ id }) => id)).toEqual([first])
  expect((await account.call('GET', `${path}/nojob`)).status).toBe(404)
})
