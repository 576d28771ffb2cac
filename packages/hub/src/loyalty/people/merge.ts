/** Two customers who are one person become one record. All that it takes is planned before, and stored at once. */
import type { Contribution, Patch, Reason } from '@trefoil/mapping'
import type { Db, Tx } from '../../db/database.ts'
import { carryWithdrawals } from '../../store/consent.ts'
import { deleteNotSame } from '../../store/customer-trait.ts'
import {
  type CustomerLink,
  insertMerge,
  type LinkPlace,
  type MergedLink,
  partsOfRecord,
  placeLinks,
  selectLinks,
  selectTold,
  setMergedInto,
  setTold,
  type ToldBefore,
} from '../../store/merge.ts'
import { contributionOf } from '../../sync/ingest/open-record.ts'
import { StalePlanError } from '../../sync/plan.ts'
import { type Keys, keysFor } from './keys.ts'
import { replayOrdersOf } from './replay-orders.ts'
import { type Customer, emptied, entity, refolded, type Standing, storeRecords } from './standing.ts'

/** What speaks for it, and who decided it. */
export interface Why {
  /** Null: a person saw it. */
  trait: string | null
  shown: string | null
  actor: string
}

export interface MergePlan {
  survivor: Standing
  merged: Standing
  changes: Patch
  /** Links of the merged record that go to the survivor. */
  moved: LinkPlace[]
  links: MergedLink[]
  keys: Keys
  /** What was told where the merged record's link takes over: of the survivor before, and of the merged one. */
  told: { before: ToldBefore[]; after: ToldBefore[] }
}

/** Reads only. Refused where the record would not be sound, or another one has one of its keys. */
export async function planMerge(
  db: Db | Tx,
  workspace: number,
  of: { survivor: Customer; merged: Customer },
): Promise<MergePlan | { refused: Reason }> {
  const { survivor, merged } = of
  const links = await selectLinks(db, workspace, [survivor.id, merged.id])
  const own = links.filter(({ record_id }) => record_id === survivor.id)
  const moved = links.filter(({ record_id }) => record_id === merged.id).map((link) => movedTo(survivor.id, link))
  const after = [...own, ...links.filter(({ record_id }) => record_id === merged.id).map(behindOne)]
  const next = refolded(survivor, saidIn(after))
  if ('refused' in next) return next
  const parts = [
    merged,
    ...(await partsOfRecord(db, workspace, survivor.id)),
    ...(await partsOfRecord(db, workspace, merged.id)),
  ]
  const keys = await keysFor(db, workspace, {
    before: [survivor, ...parts],
    after: [{ id: survivor.id, data: next.data, parts }],
  })
  if ('refused' in keys) return keys
  return {
    survivor: next,
    merged: emptied(merged),
    changes: next.changes,
    moved,
    links: links.map((link) => standingOf(link, merged.id)),
    keys,
    told: await toldAfter(db, workspace, { survivor: survivor.id, merged: merged.id }, links),
  }
}

/** Stores a merge within the caller's transaction. Throws where something of it changed since it was planned. */
export async function storeMerge(tx: Tx, workspace: number, plan: MergePlan, why: Why, now: Date): Promise<number> {
  const { survivor, merged } = plan
  const { actor } = why
  const parts = await partsOfRecord(tx, workspace, merged.id)
  if ((await placeLinks(tx, { workspace, entity }, plan.moved)) < plan.moved.length) {
    throw new StalePlanError('A link moved meanwhile')
  }
  const id = await insertMerge(
    tx,
    workspace,
    { survivor_id: survivor.id, merged_id: merged.id, ...why, links: plan.links, told: plan.told.before },
    now,
  )
  await storeRecords(
    tx,
    workspace,
    { standings: [survivor, merged], keys: plan.keys, wentTo: survivor.id },
    { actor, now },
  )
  await setTold(tx, workspace, survivor.id, plan.told.after)
  await setMergedInto(tx, workspace, [merged.id, ...parts.map((part) => part.id)], survivor.id)
  // What a person withdrew stays withdrawn, under whichever record the person goes on.
  await carryWithdrawals(tx, { workspace, source: actor, runId: null }, { from: [merged.id], to: survivor.id })
  await deleteNotSame(tx, workspace, [survivor.id, merged.id])
  await replayOrdersOf(tx, workspace, [merged.id], { actor, merge: id })
  return id
}

/** What the links say, each as it stands. */
export function saidIn(
  links: readonly Pick<CustomerLink, 'id' | 'contribution' | 'since' | 'behind'>[],
): Contribution[] {
  return links.flatMap((link) => contributionOf(link) ?? [])
}

/** The survivor's own links go before: the others fill what these leave open. */
function behindOne(link: CustomerLink): CustomerLink {
  return { ...link, behind: (link.behind ?? 0) + 1 }
}

function movedTo(survivor: number, link: CustomerLink): LinkPlace {
  const { connection_id, external_id, record_id: from, behind, contribution, since } = behindOne(link)
  return { connection_id, external_id, from, to: survivor, behind, contribution, since }
}

function standingOf({ record_id, ...link }: CustomerLink, merged: number): MergedLink {
  const { connection_id, external_id, behind, contribution, since } = link
  return { connection_id, external_id, isMoved: record_id === merged, behind, contribution, since }
}

/**
 * Each destination goes on with the one it knows the survivor as. Where it knows only the merged record, it goes on with
 * that, and what it was told of it counts as told.
 */
async function toldAfter(
  db: Db | Tx,
  workspace: number,
  of: { survivor: number; merged: number },
  links: readonly CustomerLink[],
): Promise<MergePlan['told']> {
  const living = links.filter(({ isGone }) => !isGone)
  const at = (recordId: number) =>
    new Set(living.filter(({ record_id }) => record_id === recordId).map(({ connection_id }) => connection_id))
  const connectionIds = [...at(of.merged).difference(at(of.survivor))]
  const where = { workspace, entity, connectionIds }
  const [before, after] = await Promise.all([selectTold(db, where, of.survivor), selectTold(db, where, of.merged)])
  return { before, after }
}
