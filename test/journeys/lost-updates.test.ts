/** Two people edit one record: neither undoes the other's without knowing. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { customerDraft, emailOf } from '../harness/customer-draft.ts'
import { type House, openHouse } from '../harness/open-house.ts'

let house: House
let address: string
beforeAll(async () => {
  house = await openHouse({ apply: ['clover-customers'] })
  house.clover.customers.create(customerDraft('Ana'))
  await house.run('clover-customers')
  address = `${house.hub.url}/api/v1/records/${(await house.record(emailOf('Ana')))?.id}`
})
afterAll(() => house?.close())

async function ask(method: string, headers: Record<string, string>, body?: object) {
  const type: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' }
  const reply = await fetch(address, {
    method,
    headers: { authorization: `Bearer ${house.apiKey}`, ...type, ...headers },
    body: body === undefined ? null : JSON.stringify(body),
  })
  const text = await reply.text()
  return { status: reply.status, etag: reply.headers.get('etag') ?? '', said: text === '' ? null : JSON.parse(text) }
}

test('whoever has a record as it is is told so, and gets it anew once anything of it is otherwise', async () => {
  const { etag } = await ask('GET', {})
  expect(etag).toMatch(/^"\d+-[\w-]{16}"$/)
  expect(await ask('GET', { 'if-none-match': etag })).toEqual({ status: 304, etag, said: null })
  await ask('PATCH', {}, { lastName: 'Luna' })
  expect(await ask('GET', { 'if-none-match': etag })).toMatchObject({
    status: 200,
    said: { data: { lastName: 'Luna' } },
  })
})

test('an edit from a version that is no more is refused and changes nothing; from the present one it is made', async () => {
  const { etag } = await ask('GET', {})
  const first = await ask('PATCH', { 'if-match': etag }, { lastName: 'Sol' })
  expect(first.status).toBe(200)
  const late = await ask('PATCH', { 'if-match': etag }, { lastName: 'Mar' })
  expect(late).toMatchObject({ status: 412, said: { code: 'record_changed' } })
  expect((await ask('GET', {})).said.data.lastName).toBe('Sol')
  expect((await ask('PATCH', { 'if-match': first.etag }, { lastName: 'Mar' })).said.data.lastName).toBe('Mar')
})

test('of ten edits made from one version at the same time one is made', async () => {
  const { etag } = await ask('GET', {})
  const edits = await Promise.all(
    Array.from({ length: 10 }, (_, place) => ask('PATCH', { 'if-match': etag }, { lastName: `Rio ${place}` })),
  )
  expect(edits.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, ...Array(9).fill(412)])
})

test('an If-Match that is no tag of ours is refused', async () => {
  expect((await ask('PATCH', { 'if-match': 'W/"x"' }, { lastName: 'Eco' })).status).toBe(400)
})
