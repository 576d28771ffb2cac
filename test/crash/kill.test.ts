import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDatabase } from '../../packages/hub/src/db/database.ts'
import { newPlace } from '../database/test-database.ts'
import { type KillPoint, type Life, liveThrough } from './life.ts'
import { furtherRuns, type Rows, rowsOf, unbalancedRuns } from './rows.ts'
import { openTown } from './town.ts'

const customers = 1_150

/** Eight lives are long, and longer on a machine that is busy with much else. */
const long = 900_000

const firstPage = /\/customers\?.*offset=0\b/
const secondPage = /\/customers\?.*offset=999\b/
const byId = /^GET \/api\/profiles\?filter=any\((id|external_id)%2C/
const jobs = /^POST \/api\/profile-bulk-import-jobs/
const jobErrors = /^GET \/api\/profile-bulk-import-jobs\/\w+\/import-errors/
const subscribe = /^POST \/api\/profile-subscription-bulk-create-jobs/

const points: KillPoint[] = [
  { at: 'the first page was about to arrive', vendor: 'clover', line: firstPage, when: 'answered' },
  { at: 'the second page was asked for, the first in hand', vendor: 'clover', line: secondPage, when: 'asked' },
  { at: 'a bulk import was on its way', vendor: 'klaviyo', line: jobs, when: 'asked' },
  { at: 'a bulk import was taken, and its receipt lost', vendor: 'klaviyo', line: jobs, when: 'answered' },
  { at: 'an import was over, and not settled', vendor: 'klaviyo', line: jobErrors, when: 'answered' },
  { at: 'some of the imported profiles were read back', vendor: 'klaviyo', line: byId, when: 'answered', nth: 5 },
  { at: 'people were subscribed, and the answer lost', vendor: 'klaviyo', line: subscribe, when: 'answered' },
  { at: 'people were subscribed to a list, and the answer lost', vendor: 'klaviyo', line: subscribe, when: 'answered' },
]

const pointsOnPostgres = points.filter(({ at }) => /first in hand|receipt lost|the answer lost$/.test(at)).slice(0, 3)

interface Ended {
  life: Life
  rows: Rows
  unbalanced: string[]
  further: unknown
}

const closing: (() => Promise<void> | void)[] = []
let calm: Ended

beforeAll(async () => {
  calm = await live('pglite', [])
})

afterAll(async () => {
  for (const close of closing.reverse()) await close()
})

test('a hub that is left in peace ends with every profile linked to its customer, and none besides', () => {
  expect(calm.rows.records.size).toBeGreaterThan(customers * 0.75)
  expect(calm.rows).toMatchObject({ strangers: [], openBatches: 0 })
  expectSound(calm)
})

test.concurrent(
  'S0-007 a hub killed at eight points of its first sync ends with the very same rows',
  async () => {
    const rough = await live('pglite', points)
    expect(rough.life.met).toEqual(points.map(({ at }) => at))
    expect(rough.rows).toEqual(calm.rows)
    expectSound(rough)
  },
  long,
)

test.concurrent(
  'and so does one on PostgreSQL',
  async () => {
    const rough = await live('postgres', pointsOnPostgres)
    expect(rough.life.met).toHaveLength(3)
    expect(rough.rows).toEqual(calm.rows)
    expectSound(rough)
  },
  long,
)

/** What holds of every life, however it went. */
function expectSound({ unbalanced, further, life, rows }: Ended): void {
  expect(unbalanced).toEqual([])
  expect(new Set(rows.effects).size, 'something was done twice at Klaviyo').toBe(rows.effects.length)
  expect(further).toEqual({ written: 0, changes: 0 })
  expect(life.furtherEffects).toEqual([])
}

async function live(engine: 'pglite' | 'postgres', points: KillPoint[]): Promise<Ended> {
  const town = await openTown({ clover: { customers } })
  const database = await newPlace({ migrated: true, engine })
  const dataDir = 'dataDir' in database ? database.dataDir : mkdtempSync(join(tmpdir(), 'trefoil-crash-'))
  closing.push(town.close, () => rmSync(dataDir, { recursive: true, force: true }))
  const life = await liveThrough(town, { dataDir, database }, points)
  const { kysely: db, close } = await openDatabase(database)
  const ended = {
    life,
    rows: await rowsOf(db, town),
    unbalanced: await unbalancedRuns(db),
    further: await furtherRuns(db, life.further),
  }
  await close()
  return ended
}
