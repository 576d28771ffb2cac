/** Customers who may be one person, for a person to look at. */
import type { JsonObject } from '@trefoil/sdk'
import { shownTrait } from '../loyalty/people/traits.ts'
import {
  insertNotSame,
  type SamePerson,
  selectCustomers,
  selectSamePeople,
  selectShared,
} from '../store/customer-trait.ts'
import { readSettings } from '../store/workspace-settings.ts'
import type { Actor, Hub } from './hub.ts'
import { Refusal } from './refusal.ts'
import { requireCustomer } from './require-record.ts'

export interface Suggestion {
  one: { id: number; data: JsonObject }
  other: { id: number; data: JsonObject }
  trait: string
  /** What both have, in part; null: nobody is to see it. */
  shown: string | null
}

export interface Suggestions {
  data: Suggestion[]
  /** What so many customers share that it tells nobody apart. */
  shared: { trait: string; shown: string | null; customers: number }[]
  /** The pair behind which more follow; null: none do. */
  next: { one: number; other: number } | null
}

const mostShared = 20

export async function suggestMerges(
  hub: Hub,
  page: { limit: number; after?: { one: number; other: number } },
): Promise<Suggestions> {
  const { identity } = await readSettings(hub.db, hub.workspaceId)
  if (identity.merge === 'off') return { data: [], shared: [], next: null }
  const { traits } = identity
  const asked = { traits, limit: page.limit + 1, ...(page.after === undefined ? {} : { after: page.after }) }
  const [found, shared] = await Promise.all([
    selectSamePeople(hub.db, hub.workspaceId, asked),
    selectShared(hub.db, hub.workspaceId, { traits, limit: mostShared }),
  ])
  const pairs = found.slice(0, page.limit)
  const last = pairs.at(-1)
  return {
    data: await inFull(hub, pairs),
    shared: shared.map((each) => ({ trait: each.trait, shown: shownTrait(each), customers: each.customers })),
    next: found.length > page.limit && last !== undefined ? { one: last.one, other: last.other } : null,
  }
}

/** The strongest trait that speaks for two; nothing where none does. */
export async function whatSpeaksFor(
  hub: Hub,
  [one, other]: readonly [number, number],
): Promise<{ trait: string; shown: string | null } | undefined> {
  const { identity } = await readSettings(hub.db, hub.workspaceId)
  const found = await selectSamePeople(hub.db, hub.workspaceId, { traits: identity.traits, ids: [one], limit: 100 })
  const same = found.find((pair) => pair.one === Math.min(one, other) && pair.other === Math.max(one, other))
  return same === undefined ? undefined : { trait: same.trait, shown: shownTrait(same) }
}

/** A person looked at both: they are not suggested again, and nothing merges them by itself. */
export async function refuseMerge(hub: Hub, ids: readonly [number, number], actor: Actor): Promise<void> {
  const [one, other] = await Promise.all(ids.map((id) => requireCustomer(hub, id)))
  if (one === undefined || other === undefined || one.id === other.id) {
    throw new Refusal('invalid', 'one_customer', `Customer ${ids[0]} cannot be another than itself: name two customers`)
  }
  await insertNotSame(hub.db, hub.workspaceId, [one.id, other.id], { actor, now: hub.now() })
  hub.log.info('merge.refused', { one: one.id, other: other.id, actor })
}

async function inFull(hub: Hub, pairs: readonly SamePerson[]): Promise<Suggestion[]> {
  const ids = [...new Set(pairs.flatMap(({ one, other }) => [one, other]))]
  const customers = new Map((await selectCustomers(hub.db, hub.workspaceId, ids)).map((each) => [each.id, each]))
  return pairs.flatMap((pair) => {
    const [one, other] = [customers.get(pair.one), customers.get(pair.other)]
    if (one === undefined || other === undefined) return []
    const show = ({ id, data }: { id: number; data: JsonObject }) => ({ id, data })
    return [{ one: show(one), other: show(other), trait: pair.trait, shown: shownTrait(pair) }]
  })
}
