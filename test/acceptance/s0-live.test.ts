/** S0: the four steps of the flow, taken with one record against Clover as it is now. */
import { expect, test } from 'vitest'
import { cloverDesk } from '../harness/clover-desk.ts'
import { openHouse } from '../harness/open-house.ts'
import { shared } from '../harness/shared.ts'
import { refused, told } from '../harness/told.ts'
import { trefoil } from '../harness/trefoil.ts'

const params = { path: { name: 'clover-customers' } }

const house = shared(openHouse)

const { arrives } = cloverDesk(() => house)

function traced(body: { externalId?: string; recordId?: number }, path = params.path) {
  return told(house.api.POST('/api/v1/flows/{name}/trace', { params: { path }, body }))
}

const addresses = [
  { id: 'A1A1A1A1A1A1A', address1: '1 Main St', city: 'Boston', state: 'MA', zip: '02134', country: 'US' },
  { id: 'B2B2B2B2B2B2B', address1: '', city: '', state: '', zip: '', country: '' },
]

test('S0-025 the retrieve step shows each request with status and duration, and the source without secrets or persons', async () => {
  const { id } = await arrives('Livia', { addresses })
  const { retrieve } = await traced({ externalId: id })
  expect(retrieve.from).toBe('Clover')
  expect(retrieve.requests).toEqual([
    { request: expect.stringContaining('GET /v3/merchants/'), status: 200, ms: expect.any(Number) },
  ])
  expect(retrieve.requests[0]?.request).toContain('filter=[value]')
  expect(retrieve.source).toMatchObject({ id, firstName: '[personal]' })
  const text = JSON.stringify(retrieve)
  for (const secret of ['Livia', 'livia@example.com', '1 Main St', house.clover.token])
    expect(text).not.toContain(secret)
})

test('S0-025 the source is read at Clover now, and not from what the hub has stored', async () => {
  const { id } = await arrives('Lorna')
  house.clover.customers.update(id, { lastName: 'Afterwards' })
  const { map, write } = await traced({ externalId: id })
  expect(map.fields.find(({ path }) => path === 'lastName')).toMatchObject({ value: 'Afterwards', kind: 'field' })
  expect(write).toMatchObject({ outcome: 'updated', changes: { lastName: { old: 'Berg', new: 'Afterwards' } } })
  expect(await house.record(id)).toMatchObject({ version: 1, data: { lastName: 'Berg' } })
})

test('S0-026 the map step names the mapping, and for every field the rule and the value', async () => {
  const { id } = await arrives('Lucia')
  const { map } = await traced({ recordId: (await house.record(id))?.id ?? 0 })
  expect(map).toMatchObject({ isLinked: true, mapping: 'Clover Customer Update To hub', outcome: 'mapped' })
  expect(map.fields.map(({ path }) => path)).toEqual(
    expect.arrayContaining(['customerNumber', 'firstName', 'lastName', 'emailAddress']),
  )
})

test('S0-027 each address is a child of its own, and one without data says so; they come with the request for the parent', async () => {
  const { id } = await arrives('Lydia', { addresses })
  const { retrieve, children } = await traced({ externalId: id })
  expect(retrieve.requests[0]?.request).toMatch(/expand=[\w,]*addresses/)
  expect(children).toMatchObject([
    { list: 'addresses', id: 'A1A1A1A1A1A1A', mapping: 'Clover Customer Address Update To hub', outcome: 'mapped' },
    { list: 'addresses', id: 'B2B2B2B2B2B2B', outcome: 'filtered', reason: expect.stringMatching(/./) },
  ])
})

test('S0-028 the write step shows a creation with all its fields, and nothing is stored by it', async () => {
  const { id } = house.clover.customers.create({
    firstName: 'Lena',
    lastName: 'Berg',
    emailAddresses: [{ emailAddress: 'lena@example.com' }],
  })
  const { write } = await traced({ externalId: id })
  expect(write).toMatchObject({
    to: 'hub',
    outcome: 'created',
    changes: { customerNumber: { new: id }, emailAddress: { new: 'lena@example.com' } },
  })
  expect(await house.record(id)).toBeNull()
})

test('S0-028 on the way out the destination is asked, and shown without the address that was asked for', async () => {
  await told(house.api.POST('/api/v1/flows/{name}/pause', { params: { path: { name: 'klaviyo-profiles' } } }))
  await arrives('Lotte', { phoneNumbers: [] })
  const other = await house.record('lotte@example.com')
  const { retrieve, write } = await traced({ recordId: other?.id ?? 0 }, { name: 'klaviyo-profiles' })
  expect(retrieve).toMatchObject({ from: 'hub', requests: [] })
  expect(write.reasons).toEqual([])
  expect(write).toMatchObject({ to: 'Klaviyo', outcome: 'created' })
  expect(write.requests.length).toBeGreaterThan(0)
  expect(JSON.stringify(write.requests)).not.toContain('lotte')
})

test('S0-025 `trefoil mapping explain --live` prints the four steps; an unknown id is refused by name', async () => {
  const { id } = await arrives('Luna', { addresses })
  const shown = await trefoil(house, 'mapping', 'explain', 'clover-customers', '--external-id', id, '--live')
  expect(shown).toMatchObject({ exitCode: 0, err: '' })
  for (const words of ['1. Retrieve', '2. Map', '3. Children', '4. Write', 'Nothing was written']) {
    expect(shown.out).toContain(words)
  }
  const body = { externalId: 'N0SUCHCVST0MER' }
  const problem = await refused(house.api.POST('/api/v1/flows/{name}/trace', { params, body }))
  expect(problem).toMatchObject({ status: 404, code: 'unknown_external_id' })
})
