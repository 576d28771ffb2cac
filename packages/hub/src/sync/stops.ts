import type { Fault, JsonObject } from '@trefoil/sdk'
import type { Tx } from '../db/database.ts'
import { insertAlerts } from '../store/alert.ts'
import { setConnectionState } from '../store/connection.ts'
import { setFlowState } from '../store/flow.ts'
import { closeAnswered, closeWhole, type IssuePlace, type IssueShape, openIssues } from '../store/issue.ts'
import { brakeRun } from '../store/run-brake.ts'
import { type FaultRow, faultRow } from './consequences.ts'
import { alertOf, causeOfFault, closingOf } from './trouble.ts'

/** A fault of a whole flow or connection: nothing goes on until a person has seen to it, and he is told. */
export async function stopWhole(
  tx: Tx,
  flow: IssuePlace,
  of: { what: 'connection' | 'flow'; fault: Fault },
  now: Date,
): Promise<void> {
  const { what } = of
  const fault = faultRow(of.fault)
  const stopped = { workspaceId: flow.workspace, state: 'stopped' as const, fault }
  if (what === 'connection') await setConnectionState(tx, { ...stopped, id: flow.connectionId }, now)
  else await setFlowState(tx, { ...stopped, id: flow.flowId }, now)
  const place = what === 'connection' ? { ...flow, flowId: 0 } : flow
  const issue = await openWhole(tx, place, what, { fault, facts: null }, now)
  const alert = { ...alertOf(place, 'stopped'), code: fault.code, issue_id: issue.id }
  // A connection may be refused in several ways, and stops once. A flow may have been in trouble before it stopped.
  if (what === 'connection' ? issue.isFirst : issue.isNew) await insertAlerts(tx, flow.workspace, [alert], now)
}

/** The brakes stop a run before it does harm, and it asks: somebody must hear of the question. */
export async function stopRun(tx: Tx, flow: IssuePlace, of: { run: number; fault: Fault }, now: Date): Promise<void> {
  const { run } = of
  const fault = faultRow(of.fault)
  await brakeRun(tx, flow.workspace, run, fault)
  const issue = await openWhole(tx, flow, 'run', { fault, facts: { run } }, now)
  const alert = { ...alertOf(flow, 'stopped'), code: fault.code, issue_id: issue.id }
  await insertAlerts(tx, flow.workspace, [alert], now)
}

/** A braked run was let go on, or is over. */
export async function answered(tx: Tx, flow: IssuePlace, by: string, now: Date): Promise<void> {
  const closed = await closeAnswered(tx, flow, by, now)
  const alerts = closed.map((issue) => closingOf(flow, issue))
  await insertAlerts(tx, flow.workspace, alerts, now)
}

/** Passing trouble of a whole flow that does not pass: it goes on trying, and a person should know. */
export async function troubleWhole(tx: Tx, flow: IssuePlace, met: Fault, attempts: number, now: Date): Promise<void> {
  const fault = faultRow(met)
  const issue = await openWhole(tx, flow, 'flow', { fault, facts: { attempts } }, now)
  const alert = { ...alertOf(flow, 'issue_opened'), code: fault.code, issue_id: issue.id }
  // Trouble changes its face while it lasts, from a time-out to a refusal and back: the first one is the news.
  if (issue.isFirst) await insertAlerts(tx, flow.workspace, [alert], now)
}

/** It goes on, because a person let it or because it works again: told once, whatever had been open. */
export async function goesOn(
  tx: Tx,
  place: IssuePlace,
  of: { shape: 'flow' | 'connection'; by: string },
  now: Date,
): Promise<void> {
  const [closed] = await closeWhole(tx, place, of, now)
  if (closed !== undefined) await insertAlerts(tx, place.workspace, [closingOf(place, closed)], now)
}

async function openWhole(
  tx: Tx,
  place: IssuePlace,
  shape: IssueShape,
  of: { fault: FaultRow; facts: JsonObject | null },
  now: Date,
): Promise<{ id: number; isNew: boolean; isFirst: boolean }> {
  const cause = causeOfFault(of.fault)
  const [issue] = await openIssues(tx, place, shape, [{ ...cause, facts: { ...cause.facts, ...of.facts } }], now)
  return issue ?? { id: 0, isNew: false, isFirst: false }
}
