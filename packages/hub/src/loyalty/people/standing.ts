/** A customer's record as a merge or an unmerge leaves it. */
import { type Contribution, difference, fold, type Patch, type Reason } from '@trefoil/mapping'
import type { JsonObject } from '@trefoil/sdk'
import type { Tx } from '../../db/database.ts'
import { insertChanges } from '../../store/change.ts'
import { markChangedDue } from '../../store/delivery.ts'
import { selectListeners } from '../../store/listeners.ts'
import { deleteKeys, insertKeys } from '../../store/record-key.ts'
import { type RefoldedRow, setDeliveriesAside, updateRefolded } from '../../store/repair.ts'
import { endTroubleOf } from '../../sync/end-trouble.ts'
import { rulesOf } from '../../sync/ingest/entity-rules.ts'
import { StalePlanError } from '../../sync/plan.ts'
import type { Keys } from './keys.ts'

export const entity = 'Customer'

/** A record as it was read. */
export interface Customer {
  id: number
  data: JsonObject
  provenance: JsonObject
  version: number
}

/** A record as it is to stand. */
export type Standing = RefoldedRow & { changes: Patch }

/** What its contributions make of it; refused where it would not be sound. */
export function refolded(record: Customer, said: Contribution[]): Standing | { refused: Reason } {
  const { data, provenance } = fold(said)
  const rules = rulesOf(entity)
  const trouble = rules.trouble(data, rules.keysOf(data))
  if (trouble !== null) {
    return { refused: { ...trouble, message: `Customer ${record.id} would not be sound then: ${trouble.message}` } }
  }
  const { id, version: was } = record
  return { id, was, data, provenance, isEmptied: false, changes: difference(record.data, data) }
}

/** It leaves the lists, and keeps what it was. */
export function emptied({ id, version: was, data, provenance }: Customer): Standing {
  return { id, was, data, provenance, isEmptied: true, changes: {} }
}

/** Throws where a record changed since it was read. */
export async function storeRecords(
  tx: Tx,
  workspace: number,
  of: { standings: Standing[]; keys: Keys; wentTo: number },
  { actor, now }: { actor: string; now: Date },
): Promise<void> {
  const { standings, keys } = of
  await deleteKeys(tx, workspace, entity, keys.out)
  await insertKeys(tx, workspace, entity, keys.in)
  if ((await updateRefolded(tx, workspace, standings, now)) < standings.length) {
    throw new StalePlanError(`A ${entity} changed meanwhile`)
  }
  const changes = standings.map(({ id, was, isEmptied, changes: patch }) => {
    return { record_id: id, version: was + 1, patch, ...(isEmptied && { went_to: of.wentTo }) }
  })
  await insertChanges(tx, { workspace, entity, runId: null, actor }, changes)
  const gone = standings.flatMap(({ id, isEmptied }) => (isEmptied ? [id] : []))
  await setDeliveriesAside(tx, workspace, gone)
  await endTroubleOf(tx, { workspaceId: workspace, entity, recordIds: gone }, now)
  const { flowIds } = await selectListeners(tx, workspace, entity)
  await markChangedDue(
    tx,
    workspace,
    flowIds,
    changes.filter(({ record_id }) => !gone.includes(record_id)),
    now,
  )
}
