import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { newPlace } from '../database/test-database.ts'
import { cutEverywhere } from './cut-everywhere.ts'
import { inBulk, singly } from './journeys.ts'
import { beginning, live } from './short-lives.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'trefoil-lives-'))
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

const long = 900_000

// A life mostly waits, for the database and for a lease: two at a time cost no more than one. Each journey both before
// and after, and four more journeys, are cut by `npm run crash`.
test.concurrent.each([
  ['one by one', 'before', singly],
  ['in bulk', 'after', inBulk],
] as const)(
  'a hub that writes %s and is cut off right %s any of its commits ends with the very same rows',
  async (_, when, journey) => {
    const place = await newPlace({ migrated: true, engine: 'postgres' })
    const url = 'url' in place ? place.url : ''
    const begun = await beginning(journey, { dataDir: mkdtempSync(join(dataDir, 'hub-')), url })
    const calm = await live(begun, 'calm', null)
    expect(calm).toMatchObject({ unbalanced: [], rows: { strangers: [], openBatches: 0 } })
    expect(calm.rows.records.size).toBeGreaterThan(journey.customers * 0.75)
    const { commits, odd } = await cutEverywhere(begun, when, calm)
    for (const { where, ended } of odd) expect(ended, where).toMatchObject({ rows: calm.rows, unbalanced: [] })
    // How many there are is a matter of what happens to fall into one round.
    expect(commits).toBeGreaterThan(6)
  },
  long,
)
