import { strict as assert } from 'node:assert'
import type { Connector } from '../connector.ts'
import { Fault, type FaultKind } from '../fault.ts'
import type { Outcome, Target, Write } from '../target.ts'
import { type Demand, faultOf, session, targetBench, targetOf, withTarget } from './demand.ts'
import { truthyOnly } from './listing-demands.ts'
import type { PretendVendor, VendorFault } from './pretend-vendor.ts'

type TargetDemand = (target: string, connector: Connector, vendor: PretendVendor) => Demand[]

const partly: TargetDemand = (name, _, vendor) => [
  {
    name: `${name}: a bad write among good ones fails alone, and each outcome stands at its write's place`,
    async of(connector) {
      const { sample, bad, stored } = targetBench(vendor, name)
      const outcomes = await write(connector, vendor, name, [sample(11), bad, sample(12)])
      assert.deepEqual(outcomes.map(goodOrBad), ['good', 'invalid', 'good'])
      for (const outcome of outcomes)
        if ('id' in outcome) assert.notEqual(stored(outcome.id), undefined, `the vendor does not know ${outcome.id}`)
    },
    saboteur: (connector) =>
      withTarget(connector, name, (target) =>
        changingOutcomes(target, (outcomes) => [...outcomes.slice(1), ...outcomes.slice(0, 1)]),
      ),
  },
]

const twice: TargetDemand = (name, _, vendor) => [
  {
    name: `${name}: the same write twice makes one record`,
    async of(connector) {
      const { sample } = targetBench(vendor, name)
      const [first] = await write(connector, vendor, name, [sample(21)])
      const [again] = await write(connector, vendor, name, [sample(21)])
      const id = idOf(first)
      assert.equal(idOf(again), id)
      const [linked] = await write(connector, vendor, name, [sample(21)], id)
      assert.equal(idOf(linked), id)
      for (const key of targetOf(connector, name).matchBy) {
        const value: unknown = Reflect.get(Object(sample(21)), key)
        if (typeof value !== 'string') continue
        const found = await targetOf(connector, name).find(session(connector, vendor), key, [value])
        assert.deepEqual(found.get(value), [id], `find by ${key}`)
      }
    },
    // Forgets that a record of this key may be there already.
    saboteur: (connector) =>
      withTarget(connector, name, (target) => {
        let calls = 0
        return changingOutcomes(target, (outcomes) => {
          calls += 1
          return outcomes.map((each) => ('id' in each ? { ...each, id: `${each.id}-${calls}` } : each))
        })
      }),
  },
]

const oddValues: TargetDemand = (name, _, vendor) => [
  {
    name: `${name}: 0, false and '' are written as what they are, null clears, and absent leaves alone`,
    async of(connector) {
      const { sample, odd, stored } = targetBench(vendor, name)
      const id = idOf((await write(connector, vendor, name, [sample(0)]))[0])
      for (const { write: data, stored: expected } of odd) {
        const [outcome] = await write(connector, vendor, name, [data], id)
        assert.equal(idOf(outcome), id)
        const held = Object(stored(id))
        assert.deepEqual(Object.fromEntries(Object.keys(expected).map((field) => [field, held[field]])), expected)
      }
    },
    saboteur: (connector) =>
      withTarget(connector, name, ({ upsert }) => ({
        upsert: (opened, writes) =>
          upsert(
            opened,
            writes.map((each) => ({ ...each, data: truthyOnly(each.data) })),
          ),
      })),
  },
]

const matches: TargetDemand = (name, original, vendor) => {
  // What is only ever added to is not looked for.
  if (targetOf(original, name).matchBy.length === 0) return []
  return [
    {
      name: `${name}: find gives the ids of the values that exist, and nothing for the others`,
      async of(connector) {
        const target = targetOf(connector, name)
        const { sample } = targetBench(vendor, name)
        const ids = (await write(connector, vendor, name, [sample(31), sample(32)])).map(idOf)
        for (const key of target.matchBy) {
          const [one, two, never]: unknown[] = [31, 32, 33].map((number) => Reflect.get(Object(sample(number)), key))
          if (typeof one !== 'string' || typeof two !== 'string' || typeof never !== 'string') continue
          const found = await target.find(session(connector, vendor), key, [one, two, never])
          assert.deepEqual(
            [one, two, never].map((value) => found.get(value) ?? []),
            [[ids[0]], [ids[1]], []],
            key,
          )
        }
      },
      saboteur: (connector) => withTarget(connector, name, () => ({ find: async () => new Map() })),
    },
  ]
}

const troubles: [when: string, fault: VendorFault, kind: FaultKind][] = [
  ['a 429', { kind: 'status', status: 429, headers: { 'retry-after': '7' } }, 'throttled'],
  ['a 500', { kind: 'status', status: 500, body: '{"message":"boom"}' }, 'unavailable'],
  ['a cut connection', { kind: 'cut' }, 'unavailable'],
  ['a body that is no JSON', { kind: 'html' }, 'protocol'],
]

const wire: TargetDemand = (name, _, vendor) =>
  troubles.map(([when, fault, kind]) => ({
    name: `${name}: ${when} is said as '${kind}', and the same write passes afterwards`,
    async of(connector) {
      const { sample } = targetBench(vendor, name)
      vendor.breakWith(fault)
      await faultOf(write(connector, vendor, name, [sample(41)]).then(failing), kind, when)
      vendor.mend()
      idOf((await write(connector, vendor, name, [sample(41)]))[0])
    },
    saboteur: (connector) => withTarget(connector, name, swallowing),
  }))

const credentials: TargetDemand = (name, _, vendor) => [
  {
    name: `${name}: wrong credentials stop a write as 'credentials'`,
    async of(connector) {
      const opened = session(connector, vendor, vendor.wrongCredentials)
      const written = targetOf(connector, name).upsert(opened, [toWrite(targetBench(vendor, name).sample(51), null)])
      await faultOf(written.then(failing), 'credentials', 'a write')
    },
    saboteur: (connector) => withTarget(connector, name, swallowing),
  },
]

const permissions: TargetDemand = (name, original, vendor) =>
  targetOf(original, name).needs.map((permission) => ({
    name: `${name}: without ${permission}, which it needs, the check or the write says so`,
    async of(connector) {
      vendor.revoke(permission)
      const { permissions: found } = await connector.check(session(connector, vendor))
      assert.equal(found[permission], 'missing', `check finds ${permission} ${found[permission]}`)
    },
    saboteur: (connector) => ({
      ...connector,
      check: async (opened) => ({ ...(await connector.check(opened)), permissions: { [permission]: 'granted' } }),
    }),
  }))

/** What every target has to keep. */
export const targetDemands = [partly, twice, oddValues, matches, credentials, permissions, wire]

/** One batch and, where the vendor answers later, its receipts, until each write has its final outcome. */
async function write(
  connector: Connector,
  vendor: PretendVendor,
  name: string,
  samples: unknown[],
  id: string | null = null,
): Promise<Outcome[]> {
  const target = targetOf(connector, name)
  const opened = session(connector, vendor)
  const writes = samples.map((data) => toWrite(data, id))
  const outcomes = await target.upsert(opened, writes)
  assert.equal(outcomes.length, writes.length, 'one outcome for each write')
  const receipts = new Map(
    outcomes.flatMap((each) =>
      each.status === 'accepted' ? [[JSON.stringify(each.receipt), each.receipt] as const] : [],
    ),
  )
  const final = [...outcomes]
  for (const [text, receipt] of receipts) {
    const places = outcomes.flatMap((each, at) =>
      each.status === 'accepted' && JSON.stringify(each.receipt) === text ? [at] : [],
    )
    targetBench(vendor, name).settle()
    const settled = await target.settle?.(
      opened,
      receipt,
      places.flatMap((at) => writes.slice(at, at + 1)),
    )
    assert.ok(Array.isArray(settled), `the receipt ${text} is not settled after the vendor has done the work`)
    for (const [at, outcome] of settled.entries()) final[places[at] ?? -1] = outcome
  }
  return final
}

function toWrite(data: unknown, id: string | null): Write {
  return { id, data, idempotencyKey: JSON.stringify([id, data]) }
}

/** A failed outcome as the fault that it holds. */
function failing(outcomes: Outcome[]): Outcome[] {
  for (const outcome of outcomes) if (outcome.status === 'failed') throw outcome.fault
  return outcomes
}

function goodOrBad(outcome: Outcome): string {
  return outcome.status === 'failed' ? outcome.fault.kind : 'id' in outcome ? 'good' : outcome.status
}

function idOf(outcome: Outcome | undefined): string {
  assert.ok(outcome !== undefined && 'id' in outcome, `no id: ${JSON.stringify(outcome)}`)
  return outcome.id
}

function changingOutcomes(target: Target, change: (outcomes: Outcome[]) => Outcome[]): Partial<Target> {
  const { settle } = target
  const changed = (outcomes: Outcome[]) =>
    outcomes.some((each) => each.status === 'accepted') ? outcomes : change(outcomes)
  return {
    upsert: async (opened, writes) => changed(await target.upsert(opened, writes)),
    ...(settle === undefined
      ? {}
      : {
          settle: async (opened, receipt, writes) => {
            const settled = await settle(opened, receipt, writes)
            return settled === 'pending' ? settled : change(settled)
          },
        }),
  }
}

/** Says of every write that did not get through that nothing was to be done. */
function swallowing(target: Target): Partial<Target> {
  const unchanged = (writes: Write[]): Outcome[] => writes.map(({ id }) => ({ status: 'unchanged', id: id ?? '' }))
  return {
    upsert: async (opened, writes) => {
      const outcomes = await target.upsert(opened, writes).catch((cause: unknown) => {
        if (cause instanceof Fault) return unchanged(writes)
        throw cause
      })
      return outcomes.some((each) => each.status === 'failed') ? unchanged(writes) : outcomes
    },
  }
}
