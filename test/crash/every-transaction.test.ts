import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import type { CutPoint } from './postgres-gate.ts'
import { beginning, type Journey, live } from './short-lives.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'trefoil-lives-'))
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

const singly: Journey = { customers: 24, orders: 4, page: 12, round: 15 }
const inBulk: Journey = { customers: 150, orders: 4, page: 150, round: 130 }

const times = 200_000

test(
  'a hub that is cut off before any of its commits ends with the very same rows',
  async () => {
    expect(await cutEverywhere(singly, 'before')).toBeGreaterThan(20)
  },
  times,
)

test(
  'a hub that is cut off after any of its commits ends with the very same rows',
  async () => {
    expect(await cutEverywhere(singly, 'after')).toBeGreaterThan(20)
  },
  times,
)

/** Cuts at the first commit, in the next life at the second, and so on to the end of the work. Answers how many. */
async function cutEverywhere(journey: Journey, when: CutPoint['when']): Promise<number> {
  const begun = await beginning(journey, mkdtempSync(join(dataDir, 'hub-')))
  const calm = await live(begun, 'calm', null)
  const t0 = Date.now()
  expect(calm.unbalanced).toEqual([])
  for (let nth = 1; ; nth += 1) {
    const rough = await live(begun, `${when}_${nth}`, { when, nth })
    const where = `${when} commit ${nth}`
    expect(rough.rows, where).toEqual(calm.rows)
    expect(rough.unbalanced, where).toEqual([])
    console.log(nth, Date.now() - t0)
    if (!rough.wasCut) return nth - 1
  }
}
