/** People who were merged are two again: each link that is still there goes back, and both are folded anew. */
import type { Contribution, Patch, Reason } from '@trefoil/mapping'
import type { JsonObject } from '@trefoil/sdk'
import type { Db, Tx } from '../../db/database.ts'
import { carryWithdrawals } from '../../store/consent.ts'
import { insertNotSame } from '../../store/customer-trait.ts'
import {
  type CustomerLink,
  type LinkPlace,
  type Merge,
  type MergedLink,
  markUnmerged,
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
import { saidIn } from './merge.ts'
import { putBack } from './put-back.ts'
import { replayOrdersOf } from './replay-orders.ts'
import { type Customer, entity, refolded, type Standing, storeRecords } from './standing.ts'

export interface UnmergePlan {
  /** The record that went on, without what goes back. */
  holder: Standing
  /** The one that comes back to the lists. */
  merged: Standing
  changes: Patch
  places: LinkPlace[]
  /** Records that became a part of the merged one before, and go along. */
  parts: number[]
  keys: Keys
  told: { holder: ToldBefore[]; merged: ToldBefore[] }
}

const nothingLeft: Reason = {
  code: 'NOTHING_LEFT',
  message:
    'Nothing that one of the two was made of stands with the customer any more, so that one of them would be empty: its links were moved by hand, or are gone',
}

/** Reads only. `holder` is the record that goes on for the merged one now, be it by a later merge. */
export async function planUnmerge(
  db: Db | Tx,
  workspace: number,
  of: { merge: Merge; holder: Customer; merged: Customer },
): Promise<UnmergePlan | { refused: Reason }> {
  const { merge, holder, merged } = of
  const now = await selectLinks(db, workspace, [holder.id, merged.id])
  const { going, staying } = partedLinks(merge, now, { holder: holder.id, merged: merged.id })
  if (!saysAnything(going) || !saysAnything(staying)) return { refused: nothingLeft }
  const next = { holder: refolded(holder, saidIn(staying)), merged: refolded(merged, saidIn(going)) }
  if ('refused' in next.holder) return next.holder
  if ('refused' in next.merged) return next.merged
  const parts = await partsOfRecord(db, workspace, merged.id)
  const along = new Set([merged.id, ...parts.map(({ id }) => id)])
  const all = await partsOfRecord(db, workspace, holder.id)
  const keys = await keysFor(db, workspace, {
    before: [holder, ...all],
    after: [
      { id: holder.id, data: next.holder.data, parts: all.filter(({ id }) => !along.has(id)) },
      { id: merged.id, data: next.merged.data, parts },
    ],
  })
  if ('refused' in keys) return keys
  return {
    holder: next.holder,
    merged: next.merged,
    changes: next.holder.changes,
    places: [...placesOf(staying, holder.id), ...placesOf(going, merged.id)],
    parts: parts.map(({ id }) => id),
    keys,
    told: await toldOf(db, workspace, { merge, holder: holder.id }),
  }
}

/** Stores an unmerge within the caller's transaction. Throws where something of it changed since it was planned. */
export async function storeUnmerge(
  tx: Tx,
  workspace: number,
  of: { merge: Merge; plan: UnmergePlan; actor: string },
  now: Date,
): Promise<void> {
  const { merge, plan, actor } = of
  const { holder, merged } = plan
  if (!(await markUnmerged(tx, workspace, merge.id, actor, now))) throw new StalePlanError('It was undone meanwhile')
  if ((await placeLinks(tx, { workspace, entity }, plan.places)) < plan.places.length) {
    throw new StalePlanError('A link moved meanwhile')
  }
  await storeRecords(tx, workspace, { standings: [holder, merged], keys: plan.keys, wentTo: 0 }, { actor, now })
  await setTold(tx, workspace, merged.id, plan.told.merged)
  await setTold(tx, workspace, holder.id, plan.told.holder)
  await setMergedInto(tx, workspace, [merged.id], null)
  await setMergedInto(tx, workspace, plan.parts, merged.id)
  // Nobody knows which of the two withdrew it: it stays withdrawn for both.
  await carryWithdrawals(tx, { workspace, source: actor, runId: null }, { from: [holder.id], to: merged.id })
  await insertNotSame(tx, workspace, [merge.survivor_id, merged.id], { actor, now })
  await replayOrdersOf(tx, workspace, [holder.id], { actor, merge: merge.id })
}

/** Each link as it is to stand, with the record that it stands with now. */
type Placed = CustomerLink

/** What goes back to the merged record, and what stays; each as its source itself has it. */
function partedLinks(
  merge: Merge,
  now: readonly CustomerLink[],
  of: { holder: number; merged: number },
): { going: Placed[]; staying: Placed[] } {
  const then = new Map(merge.links.map((link) => [placeName(link), link]))
  const isGoing = (link: CustomerLink) => link.record_id === of.merged || then.get(placeName(link))?.isMoved === true
  const halves = Map.groupBy(now, isGoing)
  const going = halves.get(true) ?? []
  const staying = halves.get(false) ?? []
  const words = {
    going: wordsOf(
      going,
      merge.links.filter(({ isMoved }) => isMoved),
    ),
    staying: wordsOf(
      staying,
      merge.links.filter(({ isMoved }) => !isMoved),
    ),
  }
  return {
    going: going.map((link) => backTo(link, then.get(placeName(link)), words.staying, true)),
    staying: staying.map((link) => backTo(link, then.get(placeName(link)), words.going, false)),
  }
}

/** A person's own words stay as they are said. */
function backTo(
  link: CustomerLink,
  then: MergedLink | undefined,
  others: readonly JsonObject[],
  isGoing: boolean,
): Placed {
  if (then === undefined) return link
  const behind = isGoing ? then.behind : link.behind
  const said = contributionOf(link)
  const before = contributionOf({ ...then, id: link.id })
  if (said === null || before === null || link.connection_id === 0) return { ...link, behind }
  const { data, since }: Contribution = putBack(before, said, others)
  return { ...link, behind, contribution: data, since: { ...since } }
}

function wordsOf(now: readonly CustomerLink[], then: readonly MergedLink[]): JsonObject[] {
  return [...now, ...then].flatMap(({ contribution }) => (contribution === null ? [] : [contribution]))
}

function saysAnything(links: readonly Placed[]): boolean {
  return links.some(({ contribution }) => contribution !== null)
}

function placesOf(links: readonly Placed[], to: number): LinkPlace[] {
  return links.map(({ connection_id, external_id, record_id: from, behind, contribution, since }) => {
    return { connection_id, external_id, from, to, behind, contribution, since }
  })
}

function placeName({ connection_id, external_id }: { connection_id: number; external_id: string }): string {
  return `${connection_id} ${external_id}`
}

/**
 * Where the merged record's link took over at a destination, it was told more since: that goes back with the link. With
 * another merge on top of it nobody knows any more what was told under which link, and both are told everything.
 */
async function toldOf(
  db: Db | Tx,
  workspace: number,
  of: { merge: Merge; holder: number },
): Promise<UnmergePlan['told']> {
  const { merge, holder } = of
  const flowIds = merge.told.map(({ flow_id }) => flow_id)
  if (flowIds.length === 0) return { holder: [], merged: [] }
  if (holder === merge.survivor_id) {
    return { holder: merge.told, merged: await selectTold(db, { workspace, entity, flowIds }, holder) }
  }
  const nothing = flowIds.map((flow_id) => ({ flow_id, output: null }))
  return { holder: nothing, merged: nothing }
}
