import type { Reason } from '@trefoil/mapping'
import type { JsonObject } from '@trefoil/sdk'
import { inTransaction } from '../db/in-transaction.ts'
import { type LinkSide, personConnection, reserveLinkIds, selectLinkMarks } from '../store/link.ts'
import { selectRecords } from '../store/record.ts'
import type { SyncContext } from './context.ts'
import { rulesOf } from './ingest/entity-rules.ts'
import { hashOfText } from './ingest/hash.ts'
import { weigh } from './ingest/judge.ts'
import { judgePage } from './ingest/judge-page.ts'
import { holdersOf } from './ingest/key-holders.ts'
import { type OpenRecord, openRecords } from './ingest/open-record.ts'
import { emptyPlan, isStale, type Plan, storePlan } from './plan.ts'

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

    const side: LinkSide = { workspace, connectionId: personConnection, entity }
    const now = clock.now()
    const plan = await planEdit(context, side, record, { fields: edit.fields, now })
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
      return { version: plan.changes[0]?.version ?? version }
    } catch (error) {
      if (!isStale(error) || attempt === 5) throw error
    }
  }
}

/** All that the person's words would write. Reads only. */
async function planEdit(
  context: SyncContext,
  side: LinkSide,
  record: OpenRecord,
  { fields, now }: { fields: JsonObject; now: Date },
): Promise<Plan> {
  const { db } = context
  const rules = rulesOf(side.entity)
  const key = String(record.id)
  const link = (await selectLinkMarks(db, side, [key])).get(key)
  const [linkId = 0] = link === undefined ? await reserveLinkIds(db, 1) : [link.id]
  const said = { ...record.contributions.get(String(linkId))?.data, ...fields }
  const text = JSON.stringify(said)
  const entry = { key, source: said, text, hash: hashOfText(text), link }
  const result = { outcome: 'mapped' as const, mapping: 'edit', data: said, children: [] }
  const of = { entry, result, record, linkId }
  const at = now.getTime()
  const plan = emptyPlan()
  const holders = await holdersOf(context, side.entity, weigh({ rules, at }, of)?.keys ?? [])
  judgePage({ rules, holders, plan, at }, [of])
  return plan
}

function refusedIn({ outcomes: [refused] }: Plan): Reason | null {
  if (refused === undefined) return null
  const { code, reason, facts } = refused
  return { code, message: reason, ...(facts === null ? {} : { facts }) }
}
