import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openTestAccount, pathOf, profileBody, type TestAccount } from './test-client.ts'

let account: TestAccount
beforeEach(async () => {
  account = await openTestAccount()
})
afterEach(() => account.stop())

const filtered = (filter: string, more = '') =>
  account.call('GET', `/api/profiles?filter=${encodeURIComponent(filter)}${more}`)
const emails = async (filter: string, more = '') =>
  (await filtered(filter, more)).many.map(({ attributes }) => attributes.email)

function fill(count: number) {
  for (let index = 0; index < count; index++) {
    account.profiles.create({ email: `p${index}@example.org`, external_id: `C-${index}` })
  }
}

test('the documented filters find by each identifier, e-mails without regard to case', async () => {
  account.profiles.create({ email: 'ana.ruiz+shop@example.org', external_id: 'C-1' })
  account.profiles.create({ email: 'bo@example.org', external_id: 'C-2', phone_number: '+34600111222' })
  expect(await emails('equals(email,"Ana.Ruiz+shop@example.org")')).toEqual(['ana.ruiz+shop@example.org'])
  expect(await emails('any(external_id,["C-1","C-2","C-3"])')).toHaveLength(2)
  expect(await emails('equals(phone_number,"+34600111222")')).toEqual(['bo@example.org'])
  expect(await emails("equals(email,'bo@example.org'),equals(external_id,'C-1')")).toEqual([])
  expect(await emails('and(equals(email,"bo@example.org"),equals(external_id,"C-2"))')).toEqual(['bo@example.org'])
  const { id } = account.profiles.list()[0] ?? {}
  expect(await emails(`any(id,["${id}","nobody"])`)).toEqual(['ana.ruiz+shop@example.org'])
})

test('a raw plus in the query string is a space, and finds nobody', async () => {
  account.profiles.create({ email: 'ana+shop@example.org' })
  const { many } = await account.call('GET', '/api/profiles?filter=equals(email,"ana+shop@example.org")')
  expect(many).toEqual([])
})

test('filters by instants compare whole seconds', async () => {
  fill(1)
  account.wait(60)
  account.profiles.create({ email: 'late@example.org' })
  expect(await emails('greater-than(created,2026-03-05T12:00:00Z)')).toEqual(['late@example.org'])
  expect(await emails('less-than(updated,2026-03-05T12:00:30+00:00)')).toEqual(['p0@example.org'])
  expect(await emails('less-than(updated,2026-03-05T13:00:30+01:00)')).toEqual(['p0@example.org'])
  expect(await emails('less-than(updated,2026-03-06)')).toHaveLength(2)
})

test('an operator, a field or a value that the vendor does not allow is 400 on the filter', async () => {
  const bad = [
    'contains(email,"a")',
    'equals(first_name,"Ana")',
    'greater-than(created,yesterday)',
    'greater-than(created,1)',
    'greater-than(created,2026-13-05T12:00:00Z)',
    'equals(email,"open',
    'equals(email,a@b.co)',
    'any(external_id,["C-1",C-2])',
    'email=1',
    'has(email)',
    'equals(email,"a@b.co") or',
  ]
  for (const filter of bad) {
    const { status, errors } = await filtered(filter)
    expect([filter, status, errors[0]?.source]).toEqual([filter, 400, { parameter: 'filter' }])
  }
})

test('suppressions are found by reason, in all spellings, and by time', async () => {
  fill(3)
  account.profiles.unsubscribe('p0@example.org')
  account.wait(60)
  account.profiles.suppress('p1@example.org')
  const field = 'subscriptions.email.marketing.suppression'
  expect(await emails(`equals(${field}.reason,"UNSUBSCRIBE")`)).toEqual(['p0@example.org'])
  expect(await emails(`equals(${field}.reason,"USER_INITIATED")`)).toEqual(['p1@example.org'])
  const since = `greater-or-equal(${field}.timestamp,2026-03-05T12:00:00Z)`
  expect(await emails(since, `&sort=-${field}.timestamp`)).toEqual(['p1@example.org', 'p0@example.org'])
  expect((await filtered(`${since},less-than(${field}.timestamp,2027-01-01T00:00:00Z)`)).status).toBe(400)
  expect((await filtered('equals(subscriptions.email.marketing.list_suppressions.reason,"UNSUBSCRIBE")')).status).toBe(
    400,
  )
})

test('pages hold 20 unless asked otherwise, and their links are absolute https', async () => {
  fill(45)
  const pages = await account.pages('/api/profiles')
  expect(pages.map((page) => page.length)).toEqual([20, 20, 5])
  const { links } = await account.call('GET', '/api/profiles?page[size]=2')
  expect(links.next).toMatch(/^https:\/\/a\.klaviyo\.com\/api\/profiles\?/)
})

test('the previous page of the second is the first', async () => {
  fill(5)
  const first = await account.call('GET', '/api/profiles?page[size]=2&sort=-email')
  const second = await account.call('GET', pathOf(first.links.next ?? ''))
  const back = await account.call('GET', pathOf(second.links.prev ?? ''))
  expect(back.many).toEqual(first.many)
  expect([first.links.prev, back.links.prev]).toEqual([null, null])
})

test('a profile that comes in while the pages are read is neither skipped nor shown twice', async () => {
  fill(4)
  const first = await account.call('GET', '/api/profiles?page[size]=2')
  account.profiles.create({ email: 'late@example.org' })
  const rest = await account.pages(pathOf(first.links.next ?? ''))
  const seen = [first.many, ...rest].flat().map(({ attributes }) => attributes.email)
  expect(seen).toEqual(['p0@example.org', 'p1@example.org', 'p2@example.org', 'p3@example.org', 'late@example.org'])
})

test('in any order and page size every profile is seen exactly once', async () => {
  fill(30)
  account.wait(5)
  for (const index of [3, 1, 4, 15, 9]) {
    const id = account.profiles.findByEmail(`p${index}@example.org`)?.id ?? ''
    await account.call('PATCH', `/api/profiles/${id}`, profileBody({ title: 'x' }, { id }))
  }
  const sorts = ['id', '-id', 'created', '-created', 'email', '-email', 'updated', '-updated']
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...sorts), fc.integer({ min: 1, max: 40 }), async (sort, size) => {
      const pages = await account.pages(`/api/profiles?sort=${sort}&page[size]=${size}&fields[profile]=email`)
      const ids = pages.flat().map(({ id }) => id)
      expect(ids).toHaveLength(30)
      expect(new Set(ids).size).toBe(30)
    }),
    { numRuns: 25 },
  )
})

test('a page of a hundred found by e-mail comes in one reply', async () => {
  fill(100)
  const list = Array.from({ length: 100 }, (_, index) => `"P${index}@example.org"`)
  expect(await emails(`any(email,[${list.join(',')}])`, '&page[size]=100&fields[profile]=email')).toHaveLength(100)
})
