import type { ConsentStatement } from '@trefoil/sdk'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { testDatabase } from '../../../../test/database/test-database.ts'
import { insertConsents, type NewConsent, selectConsentSums } from '../store/consent.ts'
import { entryOf, noSums, standingOf, standingsOf, withEntry } from './consent.ts'

const now = new Date(Date.UTC(2026, 4, 1))
const hour = 3_600_000

const statement: fc.Arbitrary<ConsentStatement> = fc.record({
  channel: fc.constantFrom('email' as const, 'sms' as const),
  state: fc.constantFrom('given' as const, 'withdrawn' as const),
  at: fc.integer({ min: -8, max: 2 }).map((hours) => new Date(now.getTime() + hours * hour).toISOString()),
  act: fc.constantFrom(null, 'form'),
  proof: fc.constant({}),
})
/** What one flow, replay or import says at once; a later one may say it all again. */
const batch = fc.record({
  source: fc.constantFrom('flow:mail', 'flow:till', 'ann'),
  said: fc.array(statement, { minLength: 1, maxLength: 6 }),
})

test('whoever writes, in whatever order and however often: what is stored comes to what the rule says, and a no stands', async () => {
  const { kysely: db } = await testDatabase()
  let record = 0
  await fc.assert(
    fc.asyncProperty(fc.array(batch, { minLength: 1, maxLength: 6 }), fc.boolean(), async (batches, again) => {
      record += 1
      const entered: NewConsent[] = []
      for (const { source, said } of again ? [...batches, ...batches] : batches) {
        const before = standingsOf(await selectConsentSums(db, 1, [record]))
        const rows = said.map((each) => ({
          ...entryOf(each, now),
          ...{ record_id: record, connection_id: null, external_id: null },
        }))
        await db.transaction().execute((tx) => insertConsents(tx, { workspace: 1, source, runId: null }, rows))
        entered.push(...rows)
        const after = standingsOf(await selectConsentSums(db, 1, [record]))
        for (const channel of ['email', 'sms'] as const) {
          const of = entered.filter((row) => row.channel === channel)
          expect(after[channel]).toEqual(standingOf(of.reduce(withEntry, noSums)))
          if (before[channel].state !== 'withdrawn' || after[channel].state !== 'given') continue
          const no = before[channel].since?.getTime() ?? 0
          expect(rows.some((row) => row.channel === channel && row.act !== null && Date.parse(row.at) > no)).toBe(true)
        }
      }
    }),
    { numRuns: 30 },
  )
})
