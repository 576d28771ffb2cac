import type { CheckedRecord, RecordCheck, Session } from '@trefoil/sdk'
import { findRecord } from '../store/record-view.ts'
import { selectWouldBeDeliveries } from '../store/would-be-delivery.ts'
import { sideOf } from '../sync/flow-keys.ts'
import { mapDeliveries } from '../sync/push/sending.ts'
import { askVendor } from './ask-vendor.ts'
import { fieldsWritten } from './check-definition.ts'
import type { Hub } from './hub.ts'
import { type Candidate, openCandidate } from './open-candidate.ts'
import { Refusal } from './refusal.ts'

/** Whether one record could go out well by a flow, check by check. Nothing is written, here or at the vendor. */
export async function validateRecord(hub: Hub, id: number, flowName: string): Promise<RecordCheck[]> {
  const candidate = await openCandidate(hub, flowName, undefined)
  const { flow, access } = candidate
  const target = flow.connector.targets[flow.endpoint]
  if (flow.definition.direction !== 'from_hub' || target?.validate === undefined) {
    throw new Refusal(
      'conflict',
      'no_checks',
      `The flow "${flowName}" has no checks for single records: name one that sends to a destination with such checks, as klaviyo-profiles`,
    )
  }
  const checked = await readChecked(hub, candidate, id)
  const tried = `${flow.connector.title} could not be asked about record ${id}`
  const question = async (session: Session) => (await target.validate?.(session, checked)) ?? []
  return askVendor(hub, access, { code: 'vendor_refused', tried, question })
}

async function readChecked(hub: Hub, { flow, reader }: Candidate, id: number): Promise<CheckedRecord> {
  const record = await findRecord(hub.db, hub.workspaceId, id)
  const due = await selectWouldBeDeliveries(hub.db, { ...sideOf(flow), flowId: flow.id }, [id])
  const [delivery] = due
  if (record === null || record.entity !== flow.entity || delivery === undefined) {
    throw new Refusal(
      'unknown',
      'unknown_record',
      `No ${flow.entity} has the hub id ${id} in this hub: search with \`trefoil record list --q …\``,
      { facts: { id: String(id), idKind: 'hub', system: 'hub' } },
    )
  }
  const [result] = await mapDeliveries(reader, flow, due, (each) => each.external_id !== null)
  const isMapped = result?.outcome === 'mapped'
  return {
    record: { id, ...record.data },
    output: isMapped ? result.data : null,
    reason: result === undefined || isMapped ? null : result.reason.message,
    externalId: delivery.external_id,
    fields: fieldsWritten(flow.definition),
  }
}
