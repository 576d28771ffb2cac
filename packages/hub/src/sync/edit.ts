import { layOver, type Reason } from '@trefoil/mapping'
import type { JsonObject } from '@trefoil/sdk'
import { inTransaction } from '../db/in-transaction.ts'
import { selectRecords } from '../store/record.ts'
import type { SyncContext } from './context.ts'
import { rulesOf } from './ingest/entity-rules.ts'
import { openRecords } from './ingest/open-record.ts'
import { isStale, type Plan, storePlan } from './plan.ts'
import { personSide, planWords } from './speak.ts'

export type Edited = { version: number } | { refused: Reason } | { overtakenBy: number }

/**
 * A person's hand: the named fields become the person's contribution to the record, beside what they said before.
 * Folded, validated and stored like what any other source says. Null where no such record exists. With `from` only if
 * it still has that version.
 */
export async function editRecord(
  context: SyncContext,
  edit: { id: number; fields: JsonObject; actor: string; from?: number | undefined },
): Promise<Edited | null> {
  const { db, workspace, clock } = context
  for (let attempt = 1; ; attempt += 1) {
    const entity = (await selectRecords(db, workspace, [edit.id])).get(edit.id)?.entity
    if (entity === undefined) return null
    const record = (await openRecords(db, workspace, [edit.id], rulesOf(entity).keysOf)).get(edit.id)
    if (record === undefined || record.stored === null) return null
    const { version } = record.stored
    if (edit.from !== undefined && version !== edit.from) return { overtakenBy: version }

    const side = personSide(workspace, entity)
    const now = clock.now()
    const plan = await planWords(context, side, [{ record, says: edit.fields, join: overFields }], now)
    const refused = refusedIn(plan)
    if (refused !== null) return { refused }
    try {
      const sending = await inTransaction(db, (tx) =>
        storePlan(tx, plan, {
          side,
          made: { flowId: null, version: null },
          runId: null,
          actor: edit.actor,
          now,
        }),
      )
      context.wake(sending)
      return { version: version + plan.updates.length }
    } catch (error) {
      if (!isStale(error) || attempt === 5) throw error
    }
  }
}

/** Custom fields are said one by one; a list is said as a whole, so that a person can take out what they put in. */
function overFields(before: JsonObject, says: JsonObject): JsonObject {
  const lists = Object.entries(says).filter(([, value]) => Array.isArray(value))
  return { ...layOver(before, says), ...Object.fromEntries(lists) }
}

function refusedIn({ outcomes: [refused] }: Plan): Reason | null {
  if (refused === undefined) return null
  const { code, reason, facts } = refused
  return { code, message: reason, ...(facts === null ? {} : { facts }) }
}
