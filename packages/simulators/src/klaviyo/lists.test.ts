import { afterEach, beforeEach, expect, test } from 'vitest'
import { openTestAccount, type TestAccount } from './test-client.ts'

let account: TestAccount
beforeEach(async () => {
  account = await openTestAccount({ lists: [] })
})
afterEach(() => account.stop())

const create = (attributes: Record<string, unknown>) =>
  account.call('POST', '/api/lists', { data: { type: 'list', attributes } })
const members = (ids: string[]) => ({ data: ids.map((id) => ({ type: 'profile', id })) })

test('the documented list is created; without a process it gets that of the account, which asks twice', async () => {
  const { status, one } = await create({ name: 'POS customers', opt_in_process: 'single_opt_in' })
  expect([status, one.attributes]).toEqual([
    201,
    {
      name: 'POS customers',
      opt_in_process: 'single_opt_in',
      created: '2026-03-05T12:00:00+00:00',
      updated: '2026-03-05T12:00:00+00:00',
    },
  ])
  expect(one.id).toMatch(/^\w{6}$/)
  expect((await create({ name: 'Newsletter' })).one.attributes.opt_in_process).toBe('double_opt_in')
  expect((await create({ name: 'X', opt_in_process: 'no_opt_in' })).status).toBe(400)
})

test('lists come ten a page, and are found by name, which need not be unique', async () => {
  for (let index = 0; index < 12; index++) await create({ name: index === 11 ? 'List 3' : `List ${index}` })
  expect((await account.pages('/api/lists')).map((page) => page.length)).toEqual([10, 2])
  expect((await account.call('GET', '/api/lists?page[size]=11')).status).toBe(400)
  const named = (filter: string) => account.call('GET', `/api/lists?filter=${encodeURIComponent(filter)}`)
  expect((await named('equals(name,"List 3")')).many).toHaveLength(2)
  expect((await named('equals(name,["List 5"])')).many).toHaveLength(1)
  expect((await named('any(name,["List 1","List 2"])')).many).toHaveLength(2)
  expect((await named('equals(opt_in_process,"single_opt_in")')).status).toBe(400)
})

test('a list can be renamed, counted and deleted', async () => {
  const { id } = (await create({ name: 'Old' })).one
  const patch = { data: { type: 'list', id, attributes: { name: 'New' } } }
  expect((await account.call('PATCH', `/api/lists/${id}`, patch)).one.attributes.name).toBe('New')
  const profile = account.profiles.create({ email: 'ana@example.org' })
  await account.call('POST', `/api/lists/${id}/relationships/profiles`, members([profile.id]))
  const counted = await account.call('GET', `/api/lists/${id}?additional-fields[list]=profile_count`)
  expect(counted.one.attributes.profile_count).toBe(1)
  expect((await account.call('GET', `/api/lists/${id}`)).one.attributes).not.toHaveProperty('profile_count')
  expect((await account.call('DELETE', `/api/lists/${id}`)).status).toBe(204)
  expect((await account.call('GET', `/api/lists/${id}`)).status).toBe(404)
})

test('members are added and removed by id, again without error, and their consent stays as it was', async () => {
  const { id } = (await create({ name: 'POS' })).one
  const ana = account.profiles.create({ email: 'ana@example.org' }).id
  const path = `/api/lists/${id}/relationships/profiles`
  for (let time = 0; time < 2; time++) expect((await account.call('POST', path, members([ana]))).status).toBe(204)
  expect(account.profiles.get(ana)?.subscriptions.email.marketing.consent).toBe('NEVER_SUBSCRIBED')
  expect((await account.call('GET', `/api/profiles/${ana}/lists`)).many.map((list) => list.id)).toEqual([id])
  expect((await account.call('GET', `/api/profiles/${ana}/relationships/lists`)).many).toEqual([{ type: 'list', id }])
  for (let time = 0; time < 2; time++) expect((await account.call('DELETE', path, members([ana]))).status).toBe(204)
  expect(
    account
      .effects()
      .filter(({ kind }) => kind.startsWith('list.'))
      .map(({ kind }) => kind),
  ).toEqual(['list.create', 'list.add', 'list.remove'])
})

test('one unknown profile turns the whole call down, an unknown list is 404, 1,001 ids are too many', async () => {
  const { id } = (await create({ name: 'POS' })).one
  const ana = account.profiles.create({ email: 'ana@example.org' }).id
  const path = `/api/lists/${id}/relationships/profiles`
  const refused = await account.call('POST', path, members([ana, '01NOBODY']))
  expect([refused.status, refused.errors[0]?.detail]).toEqual([400, 'Invalid profile IDs: 01NOBODY'])
  expect(refused.errors[0]?.source).toEqual({ pointer: '/data/' })
  expect(account.lists.members('POS')).toEqual([])
  expect((await account.call('POST', '/api/lists/nolist/relationships/profiles', members([ana]))).status).toBe(404)
  expect((await account.call('POST', path, members(Array(1001).fill(ana)))).status).toBe(400)
})

test('members are read with the time at which they joined, in that order, and filtered', async () => {
  const { id } = (await create({ name: 'POS' })).one
  for (const email of ['zoe@example.org', 'ana@example.org', 'bo@example.org']) {
    const profile = account.profiles.create({ email }).id
    await account.call('POST', `/api/lists/${id}/relationships/profiles`, members([profile]))
    account.wait(60)
  }
  const emails = async (query: string) =>
    (await account.call('GET', `/api/lists/${id}/profiles?${query}`)).many.map(({ attributes }) => attributes.email)
  expect(await emails('')).toEqual(['zoe@example.org', 'ana@example.org', 'bo@example.org'])
  expect(await emails('sort=-joined_group_at&page[size]=2')).toEqual(['bo@example.org', 'ana@example.org'])
  expect(await emails('filter=greater-than(joined_group_at,2026-03-05T12:01:00Z)')).toEqual(['bo@example.org'])
  expect(await emails('filter=equals(email,"ANA@example.org")')).toEqual(['ana@example.org'])
  const [first] = (await account.call('GET', `/api/lists/${id}/profiles`)).many
  expect(first?.attributes.joined_group_at).toBe('2026-03-05T12:00:00+00:00')
  const ids = (await account.call('GET', `/api/lists/${id}/relationships/profiles`)).many
  expect(ids).toHaveLength(3)
})

test('a list that somebody deletes by its name is told of by its id', async () => {
  const { id } = account.lists.create('Old')
  account.lists.remove('Old')
  expect(account.effects().at(-1)).toMatchObject({ kind: 'list.delete', id, by: 'person' })
})
