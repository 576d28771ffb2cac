/** S0: the child tables "Clover Customer Address Add To hub" and "Clover Customer Address Update To hub". */
import { describe, expect, test } from 'vitest'
import { cloverDesk } from '../harness/clover-desk.ts'
import { openHouse } from '../harness/open-house.ts'
import { shared } from '../harness/shared.ts'
import { told } from '../harness/told.ts'

const house = shared(openHouse)

const { arrives, changes, withFlow } = cloverDesk(() => house)

const elm = {
  id: 'A2B4D6F8H0K2N',
  address1: '5 Elm St',
  address2: 'Apt 2',
  address3: 'Back door',
  city: 'Boston',
  state: 'CA',
  country: 'US',
  zip: '02134',
}
const oak = { ...elm, id: 'A7J9M1P3R5T7V', address1: '9 Oak Ave', zip: '00501' }

async function addressesOf(id: string): Promise<Record<string, unknown>[]> {
  const addresses = (await house.record(id))?.data.addresses
  return Array.isArray(addresses) ? addresses : []
}

/** What a trace says of each address, by its id. */
async function childrenOf(externalId: string): Promise<(string | null)[][]> {
  const params = { path: { name: 'clover-customers' } }
  const { children } = await told(house.api.POST('/api/v1/flows/{name}/trace', { params, body: { externalId } }))
  return children.map((child) => [child.id, child.outcome, child.mapping])
}

/** The eight rows of either table: how the hub's field is said at the till, first and later. */
const rows = [
  { add: 'S0-036', update: 'S0-049', to: 'address1', first: '5 Elm St', later: '7 Ash Ln', at: 'address1' },
  { add: 'S0-037', update: 'S0-050', to: 'address2', first: 'Apt 2', later: ' Apt 3 ', at: 'address2' },
  { add: 'S0-038', update: 'S0-051', to: 'address3', first: 'Back door', later: 'Ünder stairs', at: 'address3' },
  { add: 'S0-039', update: 'S0-052', to: 'city', first: 'Boston', later: 'Cambridge', at: 'city' },
  { add: 'S0-040', update: 'S0-053', to: 'region', first: 'CA', later: 'MA', at: 'state' },
  { add: 'S0-041', update: 'S0-054', to: 'country', first: 'US', later: 'CA', at: 'country' },
  { add: 'S0-042', update: 'S0-055', to: 'postalCode', first: '02134', later: '00501', at: 'zip' },
  { add: 'S0-043', update: 'S0-056', to: 'phoneNumber', first: '(415) 555-0125', later: '+49 731 1234', at: null },
]

test.each(rows)('$add a new address brings its $to verbatim', async ({ add, to, first }) => {
  const { id } = await arrives(`Add${add}`, { addresses: [elm] })
  const [address, ...more] = await addressesOf(id)
  expect(address?.[to]).toBe(first)
  expect(more).toEqual([])
})

test.each(rows)('$update a new $to in Clover is the new one of the same address', async ({ update, to, at, later }) => {
  const { id } = await arrives(`Up${update}`, { addresses: [elm] })
  const [before] = await addressesOf(id)
  const draft = at === null ? { phoneNumbers: [{ phoneNumber: later }] } : { addresses: [{ ...elm, [at]: later }] }
  expect((await changes(id, draft)).counts).toMatchObject({ updated: 1 })
  expect(await addressesOf(id)).toEqual([{ ...before, id: elm.id, [to]: later }])
})

test('S0-018 without an address the customer arrives without any', async () => {
  const { id, run } = await arrives('Nulla', { addresses: [] })
  expect(run).toMatchObject({ counts: { created: 1 }, outcomes: [] })
  expect(await addressesOf(id)).toEqual([])
})

test.each([
  { name: 'Blanka', country: '' },
  // Clover fills in the country by itself: alone it is no address.
  { name: 'Terra', country: 'US' },
])('S0-018 a blank address with the country "$country" is filtered and not stored, and is no error', async (tried) => {
  const { name, country } = tried
  const blank = { id: elm.id, address1: '', address2: ' ', address3: '', city: '', state: '', zip: '', country }
  const { id, run } = await arrives(name, { addresses: [blank] })
  expect(run.counts).toMatchObject({ created: 1, error: 0 })
  expect(run.outcomes).toMatchObject([{ outcome: 'created', code: 'NO_DATA', facts: { childOutcome: 'filtered' } }])
  expect(await addressesOf(id)).toEqual([])
})

test("S0-029 hub customer and hub address keep Clover's ids, and a second sync doubles neither", async () => {
  const { id } = await arrives('Linka', { addresses: [elm] })
  const record = await house.record(id)
  const atTheTill = (links = record?.links) => links?.filter(({ connection }) => connection === 'till')
  expect(atTheTill()).toMatchObject([{ externalId: id, flow: 'clover-customers', goneAt: null }])
  expect(record?.data.addresses).toMatchObject([{ id: elm.id }])

  await changes(id, { lastName: 'Twice', addresses: [{ ...elm, city: 'Salem' }] })
  const again = await house.record(id)
  expect(again).toMatchObject({ id: record?.id, data: { lastName: 'Twice', addresses: [{ city: 'Salem' }] } })
  expect(atTheTill(again?.links)).toHaveLength(1)
  expect(again?.data.addresses).toHaveLength(1)
})

describe('S0-058', () => {
  test('S0-058 a second address of a linked customer is added by the add child, beside the first', async () => {
    await withFlow(
      (definition) => {
        for (const mapping of definition.mappings) {
          for (const child of mapping.children ?? []) {
            child.rules = [...child.rules, { to: 'Type', static: mapping.type }]
          }
        }
      },
      async () => {
        const { id } = await arrives('Secunda', { addresses: [elm] })
        await changes(id, { addresses: [elm, oak] })
        expect(await addressesOf(id)).toMatchObject([
          { id: elm.id, type: 'update' },
          { id: oak.id, type: 'add', address1: '9 Oak Ave' },
        ])
      },
    )
  })

  test('S0-058 an address that is removed in Clover stays in the hub, and the trace says so', async () => {
    const { id } = await arrives('Keepa', { addresses: [elm, oak] })
    await changes(id, { addresses: [elm] })
    const update = 'Clover Customer Address Update To hub'
    expect(await childrenOf(id)).toEqual([
      [elm.id, 'mapped', update],
      [oak.id, 'kept', update],
    ])
    expect((await addressesOf(id)).map((address) => address.id).sort()).toEqual([elm.id, oak.id])
  })

  test('S0-058 where the flow says so, an address that is removed in Clover is removed, and the change says which', async () => {
    await withFlow(
      (definition) => {
        for (const mapping of definition.mappings)
          for (const child of mapping.children ?? []) child.onRemoved = 'remove'
      },
      async () => {
        const { id } = await arrives('Loosa', { addresses: [elm, oak] })
        await changes(id, { addresses: [elm] })
        expect((await addressesOf(id)).map((address) => address.id)).toEqual([elm.id])
        const record = await house.record(id)
        expect(JSON.stringify(record?.changes.find(({ version }) => version === 2)?.patch)).toContain(oak.id)
      },
    )
  })
})
