/**
 * Every operation of the connectors under every fault. `npm test` takes one cell in forty-three, so that most operations
 * and all faults have their turn; `npm run faults` takes them all.
 */
import { writeFileSync } from 'node:fs'
import { strikes } from '@trefoil/simulators'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type CellReport, meet, mend, vendors } from './cell.ts'
import { kinds } from './kinds.ts'
import { mailJob, mailOperations } from './mail-job.ts'
import { type Job, type MatrixHouse, openMatrixHouse } from './matrix-house.ts'
import type { Operation } from './operation.ts'
import { goodsOperations } from './shop-goods.ts'
import { shopJob } from './shop-job.ts'
import { orderOperations } from './shop-orders.ts'
import { peopleOperations } from './shop-people.ts'

/** Where the whole matrix writes what came of it; unset: a part of it is enough. */
const report = process.env.TREFOIL_FAULTS
const every = report === undefined ? 43 : 1

const shop = shopJob()
const shopOperations = [...peopleOperations, ...goodsOperations(shop.branch), ...orderOperations(shop.branch)]
const jobs: [string, Job, Operation[]][] = [
  ['from the till to the mail tool', mailJob, mailOperations],
  ['to the till, the card desk and a program', shop, shopOperations],
]

const all = jobs.flatMap(([, , operations]) => operations)
const reports: CellReport[] = []
afterAll(() => {
  if (report !== undefined) writeFileSync(report, JSON.stringify(reports))
})

/** Every call is asked in the order of a long table, from whose cells every so-manieth is taken. */
function cellsOf(operations: Operation[]) {
  return operations
    .flatMap((operation) =>
      kinds.flatMap((kind) => {
        const how = kind.fault?.(operation).kind
        if (operation.isPatient === true && (how === 'hang' || how === 'drip')) return []
        if (kind.befalls?.(operation) === false) return []
        const title = `${operation.vendor}: ${operation.title}`
        return [{ operation, kind, title, fault: `${kind.id} ${kind.title}`, expected: kind.expect(operation) }]
      }),
    )
    .filter((_, place) => place % every === 0)
}

describe.each(jobs)('%s', (_, job, operations) => {
  let house: MatrixHouse
  /** Numbers of those who have come already. */
  let number = 1_000

  beforeAll(async () => {
    house = await openMatrixHouse(job)
  })
  afterAll(() => house?.close())

  beforeEach(async () => {
    for (const { faults } of [house.clover, house.klaviyo, house.receiver]) faults.clear()
    house.ways.clear()
    house.skew(-house.skewed())
    await mend(house)
    await house.quiet()
    house.rest()
  })

  test.each(cellsOf(operations))(
    '$title under $fault: $expected, and all is done once',
    async ({ operation, kind, expected, title, fault }) => {
      number += 1
      const { told, consequence, effects, indiscreet } = await meet(house, operation, kind, number)
      expect({ consequence, indiscreet }, told.join('\n')).toEqual({ consequence: expected, indiscreet: [] })
      expect(withoutRepeats(effects, operation)).toEqual(operation.effects)
      reports.push({ operation: title, fault, consequence })
    },
  )

  test('every call that was made is in the matrix', () => {
    const strange = vendors.flatMap((vendor) =>
      house[vendor].requests().flatMap(({ method, path }) => {
        const plain = path.replace(/(?<=merchants\/)\w+/, ':merchant')
        const isKnown = all.some((each) => each.vendor === vendor && strikes(each.match, method, plain))
        return isKnown || awaited.some((each) => each.test(`${method} ${plain}`))
          ? []
          : [`${vendor} ${method} ${plain}`]
      }),
    )
    expect([...new Set(strange)]).toEqual([])
  })
})

/** What is written twice and is the same afterwards counts as often as it is due. */
function withoutRepeats(effects: Record<string, number>, { effects: due, absolute = [] }: Operation) {
  const counted = Object.entries(effects).map(([kind, times]): [string, number] => {
    return [kind, absolute.includes(kind) ? Math.min(times, due[kind] ?? 0) : times]
  })
  return Object.fromEntries(counted.filter(([, times]) => times > 0))
}

/** What is asked while somebody waits, who then hears of it: whether an account can be connected, and may do what it is for. */
const awaited = [
  /^GET \/v3\/merchants\/:merchant$/,
  /^GET .*\?limit=1$/,
  /^POST \/v3\/merchants\/:merchant\/(payments|employees|tenders)\//,
  /^GET \/api\/(accounts$|(profiles|lists)\?page)/,
  // Only an order that broke off is read before it is brought to its end: after a fault of another call.
  /^GET \/v3\/merchants\/:merchant\/orders\/\w+\?expand=discounts/,
  // A browser's own call.
  /^POST \/v1\/tokens$/,
]
