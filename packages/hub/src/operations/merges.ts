/** Customers who are one person: merged by hand with a plan before, and parted again. */
import type { Patch } from '@trefoil/mapping'
import type { JsonObject } from '@trefoil/sdk'
import { inTransaction } from '../db/in-transaction.ts'
import { planMerge, storeMerge, type Why } from '../loyalty/people/merge.ts'
import { planUnmerge, storeUnmerge } from '../loyalty/people/unmerge.ts'
import { balanceOf } from '../loyalty/points/ledger.ts'
import { connectionNames } from '../store/connection.ts'
import { findMerge, type LinkPlace, type Merge, mergesOfRecord, standingFor } from '../store/merge.ts'
import type { RecordView } from '../store/record-view.ts'
import { readSettings } from '../store/workspace-settings.ts'
import { again } from './again.ts'
import type { Actor, Hub } from './hub.ts'
import { whatSpeaksFor } from './merge-suggestions.ts'
import { Refusal } from './refusal.ts'
import { requireCustomer } from './require-record.ts'

/** What a merge or an unmerge does, or would do. */
export interface MergeReport {
  /** Null: it was only planned. */
  id: number | null
  /** The record that goes on, and how its fields change. */
  survivor: Person & { changes: Patch }
  /** The record that becomes a part of it, or comes back. */
  merged: Person & { changes: Patch }
  /** Links that go from the one to the other. */
  links: { connection: string | null; externalId: string }[]
  /** What each of the two has by itself; null: there is no programme. Together they are the sum. */
  points: { survivor: number; merged: number } | null
}

interface Person {
  id: number
  data: JsonObject
}

const byHand = { trait: null, shown: null }

/** The older record goes on. Either of the two may be a part of another one: then that one is meant. */
export async function mergeCustomers(
  hub: Hub,
  ids: readonly [number, number],
  of: { dryRun: boolean; isSuggested?: boolean },
  actor: Actor,
): Promise<MergeReport> {
  return again(async () => {
    const [one, other] = await Promise.all([livingCustomer(hub, ids[0]), livingCustomer(hub, ids[1])])
    if (one.id === other.id) {
      throw new Refusal(
        'conflict',
        'same_customer',
        `Customers ${ids[0]} and ${ids[1]} are one already: nothing is to be done`,
      )
    }
    const [survivor, merged] = one.id < other.id ? [one, other] : [other, one]
    const plan = await planMerge(hub.db, hub.workspaceId, { survivor, merged })
    if ('refused' in plan) throw refused(plan.refused, `Customers ${survivor.id} and ${merged.id} were not merged`)
    const report = {
      survivor: { id: survivor.id, data: plan.survivor.data, changes: plan.changes },
      merged: { id: merged.id, data: merged.data, changes: {} },
      links: await linksIn(hub, plan.moved),
      points: await pointsOf(hub, survivor.id, merged.id),
    }
    if (of.dryRun) return { id: null, ...report }
    const because = of.isSuggested === true ? await whatSpeaksFor(hub, [survivor.id, merged.id]) : undefined
    const why: Why = { ...(because ?? byHand), actor }
    const id = await inTransaction(hub.db, (tx) => storeMerge(tx, hub.workspaceId, plan, why, hub.now()))
    hub.log.info('merge.done', { merge: id, survivor: survivor.id, merged: merged.id, actor })
    hub.wake()
    return { id, ...report }
  })
}

/** Gives the merged record back all of it that is still there. */
export async function unmergeCustomers(
  hub: Hub,
  id: number,
  of: { dryRun: boolean },
  actor: Actor,
): Promise<MergeReport> {
  return again(async () => {
    const merge = await requireMerge(hub, id)
    if (merge.undone_at !== null) {
      throw new Refusal('conflict', 'unmerged_already', `Merge ${id} was taken back already: nothing is to be done`)
    }
    const [holder, merged] = await Promise.all([
      livingCustomer(hub, merge.merged_id),
      requireCustomer(hub, merge.merged_id),
    ])
    const plan = await planUnmerge(hub.db, hub.workspaceId, { merge, holder, merged })
    if ('refused' in plan) throw refused(plan.refused, `Merge ${id} was not taken back`)
    const going = plan.places.filter(({ to, from }) => to === merged.id && from !== to)
    const report = {
      survivor: { id: holder.id, data: plan.holder.data, changes: plan.changes },
      merged: { id: merged.id, data: plan.merged.data, changes: plan.merged.changes },
      links: await linksIn(hub, going),
      points: await pointsOf(hub, holder.id, merged.id),
    }
    if (of.dryRun) return { id: null, ...report }
    await inTransaction(hub.db, (tx) => storeUnmerge(tx, hub.workspaceId, { merge, plan, actor }, hub.now()))
    hub.log.info('merge.undone', { merge: id, survivor: holder.id, merged: merged.id, actor })
    hub.wake()
    return { id, ...report }
  })
}

/** The merges that a customer is a part of, the newest first; of one that became a part, its own among them. */
export async function mergesOf(hub: Hub, recordId: number): Promise<Merge[]> {
  const { id } = await requireCustomer(hub, recordId)
  return mergesOfRecord(hub.db, hub.workspaceId, id)
}

async function requireMerge(hub: Hub, id: number): Promise<Merge> {
  const merge = await findMerge(hub.db, hub.workspaceId, id)
  if (merge !== null) return merge
  throw new Refusal('unknown', 'unknown_merge', `No merge has the id ${id}: nothing was changed`)
}

/** The record that goes on for this one: itself, unless it was merged. */
async function livingCustomer(hub: Hub, id: number): Promise<RecordView> {
  const found = (await standingFor(hub.db, hub.workspaceId, [id])).get(id) ?? id
  const record = await requireCustomer(hub, found)
  if (record.deletedAt === null) return record
  throw new Refusal(
    'conflict',
    'customer_is_gone',
    `Customer ${id} is no more: no source speaks of it, so that there is nothing to merge`,
  )
}

function refused(
  { code, message, facts }: { code: string; message: string; facts?: JsonObject },
  what: string,
): Refusal {
  return new Refusal('conflict', code.toLowerCase(), `${what}: ${message}`, { facts: facts ?? {} })
}

async function linksIn(hub: Hub, places: readonly LinkPlace[]): Promise<MergeReport['links']> {
  const names = await connectionNames(hub.db, hub.workspaceId)
  return places.map(({ connection_id, external_id }) => {
    return { connection: names.get(connection_id) ?? null, externalId: external_id }
  })
}

async function pointsOf(hub: Hub, survivor: number, merged: number): Promise<MergeReport['points']> {
  const { loyalty } = await readSettings(hub.db, hub.workspaceId)
  if (!loyalty.isOn) return null
  const points = await balanceOf(hub.db, hub.workspaceId, [survivor, merged])
  const [all = 0, own = 0] = [points.get(survivor), points.get(merged)]
  const isMerged = (await standingFor(hub.db, hub.workspaceId, [merged])).get(merged) === survivor
  return { survivor: isMerged ? all - own : all, merged: own }
}
