import type { ConsentChannel, ConsentStatement } from '@trefoil/sdk'
import { inTransaction } from '../db/in-transaction.ts'
import { insertChanges } from '../store/change.ts'
import { connectionNames } from '../store/connection.ts'
import { type ConsentRow, insertConsents, selectConsentSums, selectConsents } from '../store/consent.ts'
import { markChangedDue } from '../store/delivery.ts'
import { selectListeners } from '../store/listeners.ts'
import { touchRecords } from '../store/record.ts'
import { entryOf, type Standing, standingsOf } from '../sync/consent.ts'
import type { Actor, Hub } from './hub.ts'
import { Refusal } from './refusal.ts'
import { requireCustomer } from './require-record.ts'

/** Where a person stands, and every entry that says so, the newest first. */
export interface ConsentPage {
  standing: Record<ConsentChannel, Standing>
  entries: (Omit<ConsentRow, 'connection_id'> & { connection: string | null })[]
}

export async function consentsOf(hub: Hub, recordId: number): Promise<ConsentPage> {
  await requireCustomer(hub, recordId)
  const { db, workspaceId } = hub
  const [sums, rows, names] = await Promise.all([
    selectConsentSums(db, workspaceId, [recordId]),
    selectConsents(db, workspaceId, recordId),
    connectionNames(db, workspaceId),
  ])
  return {
    standing: standingsOf(sums),
    entries: rows.map(({ connection_id, ...row }) => ({
      ...row,
      connection: connection_id === null ? null : (names.get(connection_id) ?? null),
    })),
  }
}

/**
 * What a person of the shop was told by the customer: a no at the counter, or a signed form. A no needs no reason; a yes
 * is entered only as the customer's own act, in words, since nothing else could be shown to anybody later.
 */
export async function recordConsent(hub: Hub, recordId: number, said: ConsentStatement, actor: Actor): Promise<void> {
  const record = await requireCustomer(hub, recordId)
  const now = hub.now()
  const entry = entryOf(said, now)
  if (said.state === 'given' && entry.act === null) {
    throw new Refusal(
      'invalid',
      'consent_without_act',
      'Consent is given by the person alone: say in `act` what they did, as "signed the form at the till", and in `at` when, not later than now',
    )
  }
  await inTransaction(hub.db, async (tx) => {
    const row = { ...entry, record_id: recordId, connection_id: null, external_id: null }
    await insertConsents(tx, { workspace: hub.workspaceId, source: actor, runId: null }, [row])
    const touched = await touchRecords(tx, hub.workspaceId, [recordId])
    const changes = touched.map((change) => ({ ...change, patch: {} }))
    await insertChanges(tx, { workspace: hub.workspaceId, entity: record.entity, runId: null, actor }, changes)
    const { flowIds } = await selectListeners(tx, hub.workspaceId, record.entity)
    await markChangedDue(tx, hub.workspaceId, flowIds, touched, now)
  })
  hub.wake()
}
