import type { FlowDefinition, FlowDiagnostic } from '@trefoil/mapping'
import type { Tx } from '../db/database.ts'
import { inTransaction } from '../db/in-transaction.ts'
import { flowEnvironment } from '../recipes/flow-environment.ts'
import { type Connection, lockConnection } from '../store/connection.ts'
import { type Flow, lockFlow } from '../store/flow.ts'
import { assertPermitted } from './assert-permitted.ts'
import { assertOffered, assertUsable } from './assert-usable.ts'
import {
  assertCasesPass,
  assertSound,
  type CaseReport,
  findConflicts,
  readDefinition,
  runCases,
} from './check-definition.ts'
import { requireConnector } from './connect.ts'
import { requireFlow } from './flow-state.ts'
import { definitionOf } from './flow-versions.ts'
import type { Actor, Hub } from './hub.ts'
import { keepVersion, putIntoForce } from './new-version.ts'
import { Refusal } from './refusal.ts'
import { connectionOf } from './require-connection.ts'

interface SaveRequest {
  /** The object, or YAML or JSON text. */
  definition: unknown
  note?: string | undefined
  /** The version that was edited: refused where another one is in force by now. */
  base?: number | undefined
  /** Put into force; else it is only kept, and its cases may fail. */
  activate: boolean
  /** Although another enabled flow moves the same records. */
  override: boolean
}

/** A version that was saved or chosen, with what the checks had to say. */
export interface SavedVersion {
  flow: string
  version: number
  isActive: boolean
  result: 'saved' | 'unchanged'
  diagnostics: FlowDiagnostic[]
  cases: CaseReport[]
}

/** Gives a flow a new version of its definition: read, checked, tried on its cases, then stored and put into force. */
export async function saveDefinition(
  hub: Hub,
  name: string,
  request: SaveRequest,
  actor: Actor,
): Promise<SavedVersion> {
  const flow = await requireFlow(hub, name)
  const connection = await connectionOf(hub, flow)
  const definition = readDefinition(flow, request.definition)
  const checked = await checkDefinition(hub, connection, definition, request.activate)
  const stored = await inTransaction(hub.db, async (tx) => {
    const now = await lockAsItStands(tx, flow)
    if (request.base !== undefined && now.version !== request.base) throw moved(now, request.base)
    if (request.activate) await assertNoConflict(tx, now, definition, { connection, override: request.override })
    const version = await keepVersion(tx, now, definition, request.note ?? `by ${actor}`)
    if (version === null) return { version: now.version, isActive: true, result: 'unchanged' as const }
    if (request.activate) await putIntoForce(hub, tx, now, { version, definition })
    return { version, isActive: request.activate, result: 'saved' as const }
  })
  hub.log.info('flow.saved', { flow: name, ...stored, actor })
  hub.wake()
  return { flow: name, ...stored, ...checked }
}

/** Puts an older version into force again. The newer ones stay. */
export async function rollBack(
  hub: Hub,
  name: string,
  to: { version: number; override: boolean },
  actor: Actor,
): Promise<SavedVersion> {
  const flow = await requireFlow(hub, name)
  const connection = await connectionOf(hub, flow)
  const definition = await definitionOf(hub, flow, to.version)
  const checked = await checkDefinition(hub, connection, definition, true)
  const from = await inTransaction(hub.db, async (tx) => {
    const now = await lockAsItStands(tx, flow)
    await assertNoConflict(tx, now, definition, { connection, override: to.override })
    if (now.version !== to.version) await putIntoForce(hub, tx, now, { version: to.version, definition })
    return now.version
  })
  const result = from === to.version ? 'unchanged' : 'saved'
  if (result === 'saved') {
    hub.log.info('flow.rolled_back', { flow: name, from, to: to.version, actor })
    hub.wake()
  }
  return { flow: name, version: to.version, isActive: true, result, ...checked }
}

/** What the checks and its cases say of a definition. To be put into force, it must pass its cases and be permitted. */
export async function checkDefinition(
  hub: Hub,
  connection: Connection,
  definition: FlowDefinition,
  activate: boolean,
): Promise<{ diagnostics: FlowDiagnostic[]; cases: CaseReport[] }> {
  const connector = requireConnector(hub, connection.connector)
  assertOffered(connector, definition)
  const environment = flowEnvironment(definition, connector)
  const diagnostics = assertSound(definition, environment)
  assertUsable(hub, connection, definition)
  const cases = await runCases(definition, environment)
  if (activate) {
    assertCasesPass(definition, cases)
    await assertPermitted(hub, connection, definition)
  }
  return { diagnostics, cases }
}

/** Whoever enables or changes a flow of this connection waits here, so that of two rivals the second sees the first. */
async function lockAsItStands(tx: Tx, { workspaceId, connectionId, name }: Flow): Promise<Flow> {
  await lockConnection(tx, workspaceId, connectionId)
  const flow = await lockFlow(tx, workspaceId, name)
  if (flow === null) throw new Error(`Flow ${name} is gone`)
  return flow
}

async function assertNoConflict(
  tx: Tx,
  flow: Flow,
  definition: FlowDefinition,
  { connection, override }: { connection: Connection; override: boolean },
): Promise<void> {
  if (flow.state !== 'enabled' || override) return
  const conflicts = await findConflicts(tx, flow, definition, connection.name)
  if (conflicts.length === 0) return
  throw new Refusal(
    'conflict',
    'flow_conflict',
    `${conflicts.join('. ')}. Pause one of them, or ask again with override`,
    { facts: { flow: flow.name, connection: connection.name, conflicts } },
  )
}

function moved({ name, version }: Flow, base: number): Refusal {
  return new Refusal(
    'conflict',
    'stale_version',
    `The flow "${name}" stands at version ${version}, and your change was made to version ${base}: export it again and repeat the change`,
    { facts: { flow: name, version } },
  )
}
