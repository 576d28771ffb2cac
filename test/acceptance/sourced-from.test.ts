/** S4-027: where a customer comes from stands in the list, and the list can be asked for it. */
import { expect, test } from 'vitest'
import { openHouse } from '../harness/open-house.ts'
import { shared } from '../harness/shared.ts'
import { told } from '../harness/told.ts'
import { trefoil } from '../harness/trefoil.ts'

const house = shared(async () => {
  const made = await openHouse({ apply: ['clover-customers', 'klaviyo-customers'] })
  const person = (firstName: string, email: string) =>
    made.clover.customers.create({ firstName, lastName: 'Cruz', emailAddresses: [{ emailAddress: email }] })
  person('Nora', 'nora@example.com')
  person('Omar', 'omar@example.com')
  made.klaviyo.profiles.create({ email: 'vera@example.com', first_name: 'Vera', last_name: 'Cruz' })
  made.pass(1_000)
  await made.run('clover-customers')
  await made.run('klaviyo-customers')
  return made
})

async function listed(query: { from?: string; q?: string; limit?: number }) {
  const { data } = await told(house.api.GET('/api/v1/records', { params: { query: { entity: 'Customer', ...query } } }))
  return data
    .map(({ data, sourcedFrom }) => [String(data.firstName), sourcedFrom.map(({ name }) => name).join(', ')] as const)
    .toSorted(([one], [other]) => one.localeCompare(other))
}

test('S4-027 a customer of the till is sourced from Clover, and the list can be asked for Clover alone', async () => {
  expect(await listed({})).toEqual([
    ['Nora', 'Clover'],
    ['Omar', 'Clover'],
    ['Vera', 'Klaviyo'],
  ])
  expect(await listed({ from: 'clover' })).toEqual([
    ['Nora', 'Clover'],
    ['Omar', 'Clover'],
  ])
  expect(await listed({ from: 'Klaviyo' })).toEqual([['Vera', 'Klaviyo']])
  expect(await listed({ from: 'till', q: 'omar' })).toEqual([['Omar', 'Clover']])
  expect(await listed({ from: 'clover', q: 'vera' })).toEqual([])
})

test('S4-027 what a program changed with a key is sourced from the API as well', async () => {
  const { id = 0 } = (await house.record('nora@example.com')) ?? {}
  const params = { path: { id: String(id) } }
  await told(house.api.PATCH('/api/v1/records/{id}', { params, body: { lastName: 'Cruz-Lee' } }))
  expect(await listed({ from: 'api' })).toEqual([['Nora', 'Clover, API']])
  expect(await listed({ from: 'by-hand' })).toEqual([])
  expect(await listed({ from: 'loyalty-form' })).toEqual([])
})

test('S4-027 a source that nobody knows is refused with those that there are', async () => {
  const { error, response } = await house.api.GET('/api/v1/records', { params: { query: { from: 'alleaves' } } })
  expect(response.status).toBe(400)
  expect(error).toMatchObject({
    code: 'unknown_source',
    detail: expect.stringContaining('clover, klaviyo, loyalty-form, by-hand, api'),
  })
  const { data } = await told(house.api.GET('/api/v1/records/sources'))
  expect(data.map(({ name }) => name)).toEqual(['Clover', 'Klaviyo', 'Loyalty form', 'By hand', 'API'])
})

test('S4-027 the command line lists what comes from one source, a page after the other', async () => {
  const first = await trefoil(house, 'record', 'list', '--from', 'clover', '--limit', '1')
  expect(first.out).toMatch(/sourced from/)
  const [, cursor = ''] = /--cursor (\S+)/.exec(first.err) ?? []
  const second = await trefoil(house, 'record', 'list', '--from', 'clover', '--limit', '1', '--cursor', cursor)
  expect(`${first.out}${second.out}`).toMatch(/Nora .*Clover, API/)
  expect(`${first.out}${second.out}`).toMatch(/Omar .*Clover/)
  expect(second.err).toBe('')
})
