/** Customers exchange their e-mail addresses: each of them must get the other's, whatever page they stand on. */
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { customerDraft, emailOf } from '../harness/customer-draft.ts'
import { type House, openHouse } from '../harness/open-house.ts'
import { told } from '../harness/told.ts'

const flow = 'clover-customers'
const names = ['Ada', 'Bea', 'Cleo', 'Dana', 'Edda', 'Fay']

let house: House
const ids = new Map<string, string>()
beforeAll(async () => {
  house = await openHouse()
  for (const name of names) ids.set(name, house.clover.customers.create(customerDraft(name)).id)
  await house.run(flow)
})
afterAll(() => house?.close())

const idOf = (name: string) => ids.get(name) ?? ''

function moves(name: string, emailAddress: string): void {
  house.clover.customers.update(idOf(name), { emailAddresses: [{ emailAddress }] })
}

/** Customer → the e-mail address that the hub has for them. */
async function stands(): Promise<Record<string, unknown>> {
  const { data } = await told(
    house.api.GET('/api/v1/records', { params: { query: { entity: 'Customer', limit: 200 } } }),
  )
  const known = data.filter(({ data: { customerNumber } }) => [...ids.values()].includes(String(customerNumber)))
  return Object.fromEntries(known.map(({ data: { firstName, emailAddress } }) => [String(firstName), emailAddress]))
}

/** Everybody takes the address of the one in their place; answers what the hub should have then. */
function exchange(order: readonly string[]): Record<string, string> {
  const wanted = Object.fromEntries(names.map((name, place) => [name, emailOf(order[place] ?? '')]))
  for (const [name, email] of Object.entries(wanted)) moves(name, email)
  return wanted
}

const permutation = fc.shuffledSubarray(names, { minLength: names.length })

test('two customers on one page exchange their e-mail addresses', async () => {
  const wanted = exchange(['Bea', 'Ada', ...names.slice(2)])
  const run = await house.run(flow)
  expect(run).toMatchObject({ counts: { updated: 2, unchanged: 4, error: 0 }, outcomes: [] })
  expect(await stands()).toEqual(wanted)
})

test('one of the two is synced alone, and both have their new addresses', async () => {
  exchange(names)
  await house.run(flow)
  const wanted = exchange(['Ada', 'Dana', 'Cleo', 'Bea', ...names.slice(4)])
  expect(await house.sync(flow, { externalId: idOf('Bea') })).toMatchObject({ counts: { error: 0 }, outcomes: [] })
  expect(await stands()).toEqual(wanted)
})

test('any permutation of the addresses ends with the permuted state, on one page', async () => {
  await fc.assert(
    fc.asyncProperty(permutation, async (order) => {
      const wanted = exchange(order)
      expect((await house.run(flow)).outcomes).toEqual([])
      expect(await stands()).toEqual(wanted)
    }),
    { numRuns: 25 },
  )
})

test('any permutation ends with the permuted state where every customer is a page of its own, in any order', async () => {
  await fc.assert(
    fc.asyncProperty(permutation, permutation, async (order, turns) => {
      const wanted = exchange(order)
      for (const name of turns) expect((await house.sync(flow, { externalId: idOf(name) })).outcomes).toEqual([])
      expect(await stands()).toEqual(wanted)
    }),
    { numRuns: 10 },
  )
})

test('one who moves on gives the address to another of the same page, whoever is listed first', async () => {
  exchange(names)
  await house.run(flow)
  moves('Ada', emailOf('Bea'))
  moves('Bea', 'bea.new@example.com')
  expect(await house.run(flow)).toMatchObject({ counts: { updated: 2, error: 0 } })
  expect(await stands()).toMatchObject({ Ada: emailOf('Bea'), Bea: 'bea.new@example.com' })
  moves('Cleo', emailOf('Ada'))
  moves('Ada', emailOf('Cleo'))
  moves('Bea', emailOf('Bea'))
  expect(await house.run(flow)).toMatchObject({ counts: { updated: 3, error: 0 } })
  expect(await stands()).toMatchObject({ Ada: emailOf('Cleo'), Bea: emailOf('Bea'), Cleo: emailOf('Ada') })
})

test('two who want the address of a third get a duplicate, and nobody loses what they have', async () => {
  const before = exchange(names)
  await house.run(flow)
  moves('Dana', emailOf('Fay'))
  moves('Edda', emailOf('Fay'))
  const run = await house.run(flow)
  expect(run.counts).toMatchObject({ updated: 0, error: 2 })
  expect(run.outcomes.map(({ code }) => code)).toEqual(['DUPLICATE_EMAIL', 'DUPLICATE_EMAIL'])
  expect(await stands()).toEqual(before)
  moves('Fay', emailOf('Dana'))
  expect((await house.run(flow)).counts).toMatchObject({ updated: 2, error: 1 })
  expect(await stands()).toMatchObject({ Edda: emailOf('Edda'), Fay: emailOf('Dana'), Dana: emailOf('Fay') })
})
