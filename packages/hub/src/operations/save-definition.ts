import { isDeepStrictEqual } from 'node:util'
import type { FlowDefinition, FlowDiagnostic } from '@trefoil/mapping'
import { flowEnvironment } from '../recipes/flow-environment.ts'
import type { Connection } from '../store/connection.ts'
import { type Flow, lockFlow, setFlowVersion } from '../store/flow.ts'
import { findMappingVersion, insertMappingVersion, newestMappingVersion } from '../store/mapping-version.ts'
import { planPolls } from './apply-recipe.ts'
import { assertPermitted } from './assert-permitted.ts'
import { assertUsable } from './assert-usable.ts'
import {
  assertCasesPass,
  assertSound,
  type CaseReport,
  connectionOf,
  findConflicts,
  readDefinition,
  runCases,
} from './check-definition.ts'
import { requireConnector } from './connect.ts'
import { requireFlow } from './flow-state.ts'
import { definitionOf } from './flow-versions.ts'
import type { Actor, Hub } from './hub.ts'
import { Refusal } from './refusal.ts'

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
  const definition = readDefinition(flow, request.definition)
  const checked = await check(hub, flow, definition, request)
  const stored = await hub.db.transaction().execute(async (tx) => {
    const now = await lockFlow(tx, hub.workspaceId, name)
    if (now === null || (request.base !== undefined && now.version !== request.base)) throw moved(flow, now, request)
    const of = { workspaceId: hub.workspaceId, flowId: flow.id, version: now.version }
    const current = await findMappingVersion(tx, of)
    // Both sides as JSON: a key with the value undefined does not survive the database.
    if (isDeepStrictEqual(current, JSON.parse(JSON.stringify(definition)))) {
      return { version: now.version, isActive: true, result: 'unchanged' as const }
    }
    const version = (await newestMappingVersion(tx, hub.workspaceId, flow.id)) + 1
    const note = request.note ?? `by ${actor}`
    await insertMappingVersion(tx, { workspaceId: hub.workspaceId, flowId: flow.id, version, definition, note })
    if (request.activate) {
      await setFlowVersion(tx, { workspaceId: hub.workspaceId, id: flow.id, version }, hub.now())
      await planPolls(hub, tx, now, definition)
    }
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
  const definition = await definitionOf(hub, flow, to.version)
  const checked = await check(hub, flow, definition, { activate: true, override: to.override })
  const result = flow.version === to.version ? 'unchanged' : 'saved'
  if (result === 'saved') {
    await hub.db.transaction().execute(async (tx) => {
      await lockFlow(tx, hub.workspaceId, name)
      await setFlowVersion(tx, { workspaceId: hub.workspaceId, id: flow.id, version: to.version }, hub.now())
      await planPolls(hub, tx, flow, definition)
    })
    hub.log.info('flow.rolled_back', { flow: name, from: flow.version, to: to.version, actor })
    hub.wake()
  }
  return { flow: name, version: to.version, isActive: true, result, ...checked }
}

async function check(
  hub: Hub,
  flow: Flow,
  definition: FlowDefinition,
  how: { activate: boolean; override: boolean },
): Promise<{ diagnostics: FlowDiagnostic[]; cases: CaseReport[] }> {
  const connection = await connectionOf(hub, flow)
  const environment = flowEnvironment(definition, requireConnector(hub, connection.connector))
  const diagnostics = assertSound(definition, environment)
  assertUsable(hub, connection, definition)
  const cases = await runCases(definition, environment)
  if (how.activate) {
    assertCasesPass(definition, cases)
    await assertPermitted(hub, connection, definition)
    if (flow.state === 'enabled' && !how.override) await assertNoConflict(hub, flow, definition, connection)
  }
  return { diagnostics, cases }
}

async function assertNoConflict(
  hub: Hub,
  flow: Flow,
  definition: FlowDefinition,
  connection: Connection,
): Promise<void> {
  const conflicts = await findConflicts(hub, flow, definition)
  if (conflicts.length === 0) return
  throw new Refusal(
    'conflict',
    'flow_conflict',
    `${conflicts.join('. ')}. Pause one of them, or ask again with override`,
    { facts: { flow: flow.name, connection: connection.name, conflicts } },
  )
}

function moved(flow: Flow, now: Flow | null, { base }: SaveRequest): Refusal {
  const stands = now === null ? 'is gone' : `stands at version ${now.version}`
  return new Refusal(
    'conflict',
    'stale_version',
    `The flow "${flow.name}" ${stands}, and your change was made to version ${base}: export it again and repeat the change`,
    { facts: { flow: flow.name, version: now?.version ?? null } },
  )
}
