import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import type { CutPoint } from './postgres-gate.ts'
import { beginning, type Journey, live } from './short-lives.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'trefoil-lives-'))
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

/** Two pages, profiles written one by one in two rounds, and orders that have their customers looked at again. */
const singly: Journey = { customers: 24, orders: 6, page: 12, round: 15 }
/** One page, and an import job. */
const inBulk: Journey = { customers: 150, orders: 0, page: 150, round: 150 }

const long = 900_000

// A life mostly waits, for the database and for a lease: four at a time cost no more than one.
test.concurrent.each([
  ['one by one', 'before', singly],
  ['one by one', 'after', singly],
  ['in bulk', 'before', inBulk],
  ['in bulk', 'after', inBulk],
] as const)(
  'a hub that writes %s and is cut off right %s any of its commits ends with the very same rows',
  async (_, when, journey) => {
    expect(await cutEverywhere(journey, when)).toBeGreaterThan(12)
  },
  long,
)

/** Cuts at the first commit, in the next life at the second, and so on to the end of the work. Answers how many. */
async function cutEverywhere(journey: Journey, when: CutPoint['when']): Promise<number> {
  const begun = await beginning(journey, mkdtempSync(join(dataDir, 'hub-')))
  const calm = await live(begun, 'calm', null)
  expect(calm).toMatchObject({ unbalanced: [], rows: { strangers: [], openBatches: 0 } })
  expect(calm.rows.customers.size).toBeGreaterThan(journey.customers * 0.75)
  for (let nth = 1; ; nth += 1) {
    const rough = await live(begun, `${when}_${nth}`, { when, nth })
    const where = `${when} commit ${nth}`
    expect(rough.rows, where).toEqual(calm.rows)
    expect(rough.unbalanced, where).toEqual([])
    if (!rough.wasCut) return nth - 1
  }
}
