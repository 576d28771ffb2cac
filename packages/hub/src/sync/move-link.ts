/** A link that a person takes from one record, gives to another, or both: what that makes of the records. */
import { type Contribution, difference, fold, type Patch, type Reason } from '@trefoil/mapping'
import type { Db, Tx } from '../db/database.ts'
import { insertChanges } from '../store/change.ts'
import { carryWithdrawals } from '../store/consent.ts'
import { markChangedDue } from '../store/delivery.ts'
import { type LinkSide, selectContributions } from '../store/link.ts'
import { selectListeners } from '../store/listeners.ts'
import { deleteKeys, insertKeys, type KeyRow, selectKeyHolders } from '../store/record-key.ts'
import { findRecord } from '../store/record-view.ts'
import {
  deleteLink,
  insertLinkRow,
  type RefoldedRow,
  setDeliveriesAside,
  updateRefolded,
  type WholeLink,
} from '../store/repair.ts'
import { keyName, rulesOf } from './ingest/entity-rules.ts'
import { contributionOf } from './ingest/open-record.ts'
import { StalePlanError } from './plan.ts'

/** Which link goes where. A record that is null is none. */
export interface Move {
  side: LinkSide
  externalId: string
  from: number | null
  to: number | null
  /** The link's row as it is to stand. */
  row: WholeLink
}

/** One record without the link, or with it. */
export interface Refolded {
  id: number
  changes: Patch
  /** Nothing speaks of it any more: it leaves the lists. */
  isEmptied: boolean
}

/** All that a move writes, as data. */
export interface MovePlan {
  refolded: Refolded[]
  rows: RefoldedRow[]
  keysIn: KeyRow[]
  keysOut: KeyRow[]
}

/** Reads only. Refused where a record would not be sound without the link, or with it. */
export async function planMove(db: Db | Tx, move: Move): Promise<MovePlan | { refused: Reason }> {
  const plan: MovePlan = { refolded: [], rows: [], keysIn: [], keysOut: [] }
  const said = contributionOf(move.row)
  // A link that only points at a destination says nothing of its record.
  if (said === null) return plan
  const ends = [
    { id: move.from, alter: (all: Map<string, Contribution>) => void all.delete(said.link) },
    { id: move.to, alter: (all: Map<string, Contribution>) => void all.set(said.link, said) },
  ]
  for (const { id, alter } of ends) {
    if (id === null) continue
    const refused = await refold(db, move, { id, alter }, plan)
    if (refused !== null) return { refused }
  }
  return (await takenKey(db, move, plan)) ?? plan
}

async function refold(
  db: Db | Tx,
  { side }: Move,
  of: { id: number; alter(all: Map<string, Contribution>): void },
  plan: MovePlan,
): Promise<Reason | null> {
  const record = await findRecord(db, side.workspace, of.id)
  if (record === null) return null
  const links = await selectContributions(db, side.workspace, [of.id])
  const contributions = new Map(
    links.flatMap((link) => {
      const said = contributionOf(link)
      return said === null ? [] : [[said.link, said] as const]
    }),
  )
  of.alter(contributions)
  const rules = rulesOf(side.entity)
  const isEmptied = contributions.size === 0
  const next = isEmptied ? record : fold([...contributions.values()])
  const after = isEmptied ? [] : rules.keysOf(next.data)
  const trouble = isEmptied ? null : rules.trouble(next.data, after)
  if (trouble !== null) return { ...trouble, message: `Record ${of.id} would not be sound then: ${trouble.message}` }
  const before = record.deletedAt === null ? rules.keysOf(record.data) : []
  const names = { before: new Set(before.map(keyName)), after: new Set(after.map(keyName)) }
  const ofRecord = { record_id: of.id }
  plan.keysOut.push(...before.filter((key) => !names.after.has(keyName(key))).map((key) => ({ ...key, ...ofRecord })))
  plan.keysIn.push(...after.filter((key) => !names.before.has(keyName(key))).map((key) => ({ ...key, ...ofRecord })))
  const { data, provenance } = next
  plan.rows.push({ id: of.id, was: record.version, data, provenance, isEmptied })
  plan.refolded.push({ id: of.id, changes: isEmptied ? {} : difference(record.data, data), isEmptied })
  return null
}

/** A key that a record outside of the move has. */
async function takenKey(db: Db | Tx, { side }: Move, plan: MovePlan): Promise<{ refused: Reason } | null> {
  const given = new Set(plan.keysOut.map((key) => `${keyName(key)} ${key.record_id}`))
  for (const key of plan.keysIn) {
    const [holder] = await selectKeyHolders(db, side.workspace, side.entity, { name: key.name, values: [key.value] })
    if (holder === undefined) continue
    if (holder.record_id === key.record_id) {
      // By a merge it has the keys of those who became a part of it.
      plan.keysIn = plan.keysIn.filter((other) => other !== key)
      continue
    }
    if (given.has(`${keyName(key)} ${holder.record_id}`)) continue
    return { refused: rulesOf(side.entity).duplicate(key, holder.record_id) }
  }
  return null
}

/** Stores a move within the caller's transaction. Throws where something of it changed since it was planned. */
export async function storeMove(tx: Tx, move: Move, plan: MovePlan, of: { actor: string; now: Date }): Promise<void> {
  const { side, from, to } = move
  const { workspace, entity } = side
  if (from !== null && !(await deleteLink(tx, side, move.externalId, from))) throw new StalePlanError('The link moved')
  if (to !== null) await insertLinkRow(tx, { ...move.row, record_id: to, gone_at: null })
  await deleteKeys(tx, workspace, entity, plan.keysOut)
  await insertKeys(tx, workspace, entity, plan.keysIn)
  const updated = await updateRefolded(tx, workspace, plan.rows, of.now)
  if (updated < plan.rows.length) throw new StalePlanError(`A ${entity} changed meanwhile`)
  const emptied = plan.refolded.filter(({ isEmptied }) => isEmptied).map(({ id }) => id)
  // What a person withdrew stays withdrawn, under whichever record the person goes on. Consent is not carried along.
  if (to !== null) await carryWithdrawals(tx, { workspace, source: of.actor, runId: null }, { from: emptied, to })
  const changes = plan.rows.map(({ id, was, isEmptied }) => {
    const patch = plan.refolded.find((each) => each.id === id)?.changes ?? {}
    return { record_id: id, version: was + 1, patch, ...(isEmptied && { went_to: to ?? 0 }) }
  })
  await insertChanges(tx, { workspace, entity, runId: null, actor: of.actor }, changes)
  await setDeliveriesAside(tx, workspace, emptied)
  const left = changes.filter(({ record_id }) => !emptied.includes(record_id))
  const { flowIds } = await selectListeners(tx, workspace, entity)
  await markChangedDue(tx, workspace, flowIds, left, of.now)
}
