/**
 * Every operation of the connectors that the shipped recipes bring about, under every fault. `npm test` takes one cell
 * in twelve, so that each operation and each fault has its turn; `npm run faults` takes them all.
 */
import { writeFileSync } from 'node:fs'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type CellReport, meet, mend } from './cell.ts'
import { kinds } from './kinds.ts'
import { type MatrixHouse, openMatrixHouse } from './matrix-house.ts'
import { type Operation, operations } from './operations.ts'

/** Where the whole matrix writes what came of it; unset: a part of it is enough. */
const report = process.env.TREFOIL_FAULTS
const every = report === undefined ? 12 : 1

const cells = operations.flatMap((operation, row) =>
  kinds.flatMap((kind, column) => {
    const how = kind.fault(operation).kind
    if (operation.isPatient === true && (how === 'hang' || how === 'drip')) return []
    const expected = kind.expect(operation)
    const title = `${operation.vendor}: ${operation.title}`
    return (row + column) % every === 0 ? [{ operation, kind, title, fault: `${kind.id} ${kind.title}`, expected }] : []
  }),
)

const reports: CellReport[] = []
let house: MatrixHouse
/** What an operation does at the vendors when nothing goes wrong. */
const calm = new Map<Operation, string[]>()
/** Numbers of those who have come already. */
let number = 1_000

beforeAll(async () => {
  house = await openMatrixHouse(['clover-customers', 'klaviyo-profiles', 'clover-orders', 'klaviyo-order-events'])
})
afterAll(async () => {
  if (report !== undefined) writeFileSync(report, JSON.stringify(reports))
  await house?.close()
})

beforeEach(async () => {
  for (const { faults } of [house.clover, house.klaviyo]) faults.clear()
  await mend(house)
})

test.each(cells)(
  '$title under $fault: $expected, and all is done once',
  async ({ operation, kind, expected, title, fault }) => {
    let effects = calm.get(operation)
    if (effects === undefined) {
      number += 1
      const undisturbed = await meet(house, operation, null, number)
      expect(undisturbed).toMatchObject({ consequence: 'none', indiscreet: [] })
      effects = undisturbed.effects
      calm.set(operation, effects)
    }
    number += 1
    const outcome = await meet(house, operation, kind, number)
    const { told, ...ended } = outcome
    expect(ended, told.join('\n')).toEqual({ consequence: expected, effects, indiscreet: [] })
    reports.push({ operation: title, fault, consequence: outcome.consequence })
  },
)
