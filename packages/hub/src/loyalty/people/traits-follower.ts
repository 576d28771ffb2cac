import type { Db, Tx } from '../../db/database.ts'
import { replaceTraits, selectCustomers, selectSamePeople } from '../../store/customer-trait.ts'
import type { Identity } from '../../store/identity-settings.ts'
import { hasFullRunAtWork } from '../../store/live-work.ts'
import { readSettings } from '../../store/workspace-settings.ts'
import type { Follower } from '../../sync/follower.ts'
import { planMerge, storeMerge } from './merge.ts'
import { shownTrait, traitsOf } from './traits.ts'

/** Its cursor: begun anew where other traits count. */
export const traitsFollowerName = 'customer-traits'

interface Of {
  workspace: number
  now(): Date
  mark(text: string): string
}

/** Keeps account of what customers are known by and, where the business wishes, merges those who are one person. */
export function traitsFollower({ workspace, now, mark }: Of): Follower {
  return {
    name: traitsFollowerName,
    entity: 'Customer',
    // Nobody waits for it while all customers are on their way: the first sync has the database for itself.
    async isOn(db) {
      const { identity, loyalty } = await readSettings(db, workspace)
      // At the counter people are found by their phone, whether or not they are merged by it.
      const isUsed = identity.merge !== 'off' || loyalty.isOn
      return isUsed && !(await hasFullRunAtWork(db, workspace, 'Customer'))
    },
    async handle(tx, changes) {
      const ids = [...new Set(changes.map(({ recordId }) => recordId))]
      const { identity, country } = await identityOf(tx, workspace)
      const customers = await selectCustomers(tx, workspace, ids)
      const rows = customers.flatMap(({ id, data }) =>
        traitsOf(data, { identity, country, mark }).map((trait) => ({ record_id: id, ...trait })),
      )
      await replaceTraits(tx, workspace, ids, rows)
      if (identity.merge !== 'automatic') return
      for (const { id } of customers) await mergeSame(tx, workspace, { id, identity, now: now() })
    },
  }
}

/** With the strongest trait first. Who would not be sound with the other stays a suggestion. */
async function mergeSame(
  tx: Tx,
  workspace: number,
  { id, identity, now }: { id: number; identity: Identity; now: Date },
): Promise<void> {
  const { traits } = identity
  const found = await selectSamePeople(tx, workspace, { traits, ids: [id], limit: mostPairs })
  for (const { one, other, ...trait } of found.toSorted((a, b) => traits.indexOf(a.trait) - traits.indexOf(b.trait))) {
    const [survivor, merged] = await selectCustomers(tx, workspace, [one, other])
    if (survivor === undefined || merged === undefined) continue
    const plan = await planMerge(tx, workspace, { survivor, merged })
    if ('refused' in plan) continue
    await storeMerge(tx, workspace, plan, { trait: trait.trait, shown: shownTrait(trait), actor: 'hub' }, now)
    // What the survivor has in common with others is a change of its own.
    return
  }
}

const mostPairs = 20

async function identityOf(db: Db | Tx, workspace: number): Promise<{ identity: Identity; country: string }> {
  const { identity, loyalty } = await readSettings(db, workspace)
  return { identity, country: loyalty.signUp.country }
}
