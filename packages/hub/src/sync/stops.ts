import type { Fault, JsonObject } from '@trefoil/sdk'
import type { Tx } from '../db/database.ts'
import { insertAlerts } from '../store/alert.ts'
import { setConnectionState } from '../store/connection.ts'
import { setFlowState } from '../store/flow.ts'
import { closeWhole, type IssuePlace, type IssueShape, openIssues } from '../store/issue.ts'
import { faultCode, faultRow } from './consequences.ts'
import { alertOf, closingOf, fieldOf } from './trouble.ts'

/** A fault of a whole flow or connection: nothing goes on until a person has seen to it, and he is told. */
export async function stopWhole(
  tx: Tx,
  flow: IssuePlace,
  of: { what: 'connection' | 'flow'; fault: Fault },
  now: Date,
): Promise<void> {
  const { what, fault } = of
  const stopped = { workspaceId: flow.workspace, state: 'stopped' as const, fault: faultRow(fault) }
  if (what === 'connection') await setConnectionState(tx, { ...stopped, id: flow.connectionId }, now)
  else await setFlowState(tx, { ...stopped, id: flow.flowId }, now)
  const place = what === 'connection' ? { ...flow, flowId: 0 } : flow
  const issue = await openWhole(tx, place, what, { fault, facts: null }, now)
  const alert = { ...alertOf(place, 'stopped'), code: faultCode(fault), issue_id: issue.id }
  if (issue.isNew) await insertAlerts(tx, flow.workspace, [alert], now)
}

/** The brakes stopped a run before it did harm, and it asks: somebody must hear of the question. */
export async function tellOfBrake(tx: Tx, flow: IssuePlace, fault: Fault, now: Date): Promise<void> {
  await insertAlerts(tx, flow.workspace, [{ ...alertOf(flow, 'stopped'), code: faultCode(fault) }], now)
}

/** Passing trouble of a whole flow that does not pass: it goes on trying, and a person should know. */
export async function troubleWhole(tx: Tx, flow: IssuePlace, fault: Fault, attempts: number, now: Date): Promise<void> {
  const issue = await openWhole(tx, flow, 'flow', { fault, facts: { attempts } }, now)
  const alert = { ...alertOf(flow, 'issue_opened'), code: faultCode(fault), issue_id: issue.id }
  if (issue.isNew) await insertAlerts(tx, flow.workspace, [alert], now)
}

/** It goes on, because a person let it or because it works again. */
export async function goesOn(
  tx: Tx,
  place: IssuePlace,
  of: { shape: 'flow' | 'connection'; by: string },
  now: Date,
): Promise<void> {
  const closed = await closeWhole(tx, place, of, now)
  await insertAlerts(
    tx,
    place.workspace,
    closed.map((issue) => closingOf(place, issue)),
    now,
  )
}

async function openWhole(
  tx: Tx,
  place: IssuePlace,
  shape: IssueShape,
  of: { fault: Fault; facts: JsonObject | null },
  now: Date,
): Promise<{ id: number; isNew: boolean }> {
  const { fault } = of
  const facts = { ...fault.details.facts, ...of.facts }
  const cause = { code: faultCode(fault), field: fieldOf(facts, fault.details.field), reason: fault.message, facts }
  const [issue] = await openIssues(tx, place, shape, [cause], now)
  return issue ?? { id: 0, isNew: false }
}
