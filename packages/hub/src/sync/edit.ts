import type { Reason } from '@trefoil/mapping'
import type { JsonObject } from '@trefoil/sdk'
import { inTransaction } from '../db/in-transaction.ts'
import { type LinkSide, personConnection, reserveLinkIds, selectLinkMarks } from '../store/link.ts'
import { selectRecords } from '../store/record.ts'
import { selectKeyHolders } from '../store/record-key.ts'
import type { SyncContext } from './context.ts'
import { keyName, rulesOf } from './ingest/entity-rules.ts'
import { hashOfText } from './ingest/hash.ts'
import { judgePage } from './ingest/judge-page.ts'
import { openRecords } from './ingest/open-record.ts'
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
    const rules = rulesOf(entity)
    const record = (await openRecords(db, workspace, [edit.id], rules.keysOf)).get(edit.id)
    if (record === undefined || record.stored === null) return null
    const { version } = record.stored
    if (edit.from !== undefined && version !== edit.from) return { overtakenBy: version }

    const side: LinkSide = { workspace, connectionId: personConnection, entity }
    const key = String(edit.id)
    const link = (await selectLinkMarks(db, side, [key])).get(key)
    const [linkId = 0] = link === undefined ? await reserveLinkIds(db, 1) : [link.id]
    const said = { ...record.contributions.get(String(linkId))?.data, ...edit.fields }

    const holders = await Promise.all(
      rules.keysOf(said).map(({ name, value }) => selectKeyHolders(db, workspace, entity, { name, values: [value] })),
    )
    const plan = emptyPlan()
    const now = clock.now()
    const bench = {
      rules,
      holders: new Map(holders.flat().map((row) => [keyName(row), row.record_id])),
      plan,
      at: now.getTime(),
    }
    const text = JSON.stringify(said)
    const entry = { key, source: said, text, hash: hashOfText(text), link }
    judgePage(bench, [
      { entry, result: { outcome: 'mapped', mapping: 'edit', data: said, children: [] }, record, linkId },
    ])
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

function refusedIn({ outcomes: [refused] }: Plan): Reason | null {
  if (refused === undefined) return null
  const { code, reason, facts } = refused
  return { code, message: reason, ...(facts === null ? {} : { facts }) }
}
