import { entities, shapeOf } from '@trefoil/mapping'
import { inTransaction } from '../db/in-transaction.ts'
import { lockConnection } from '../store/connection.ts'
import { insertFlow } from '../store/flow.ts'
import { assertCasesPass, parseDefinition } from './check-definition.ts'
import type { Actor, Hub } from './hub.ts'
import { assertName } from './name.ts'
import { keepVersion, putIntoForce } from './new-version.ts'
import { Refusal } from './refusal.ts'
import { requireConnection } from './require-connection.ts'
import { checkDefinition, type SavedVersion } from './save-definition.ts'

interface NewFlowRequest {
  connection: string
  /** The object, or YAML or JSON text. */
  definition: unknown
  note?: string | undefined
}

/** Makes a flow of a definition. It is paused: nothing moves before somebody has looked at it and resumes it. */
export async function createFlow(hub: Hub, request: NewFlowRequest, actor: Actor): Promise<SavedVersion> {
  const connection = await requireConnection(hub, request.connection)
  const definition = parseDefinition('the new flow', request.definition)
  const { name, entity, direction, endpoint } = definition
  assertName(name, '/definition/name')
  assertKept(entity)
  const checked = await checkDefinition(hub, connection, definition, false)
  assertCasesPass(definition, checked.cases)
  const version = await inTransaction(hub.db, async (tx) => {
    await lockConnection(tx, hub.workspaceId, connection.id)
    const place = { workspaceId: hub.workspaceId, connectionId: connection.id }
    const flow = await insertFlow(tx, { ...place, name, entity, direction, endpoint, recipe: null, state: 'paused' })
    if (flow === null) throw nameTaken(name)
    const first = await keepVersion(tx, flow, definition, request.note ?? `by ${actor}`)
    if (first === null) throw new Error(`The new flow ${name} has a version already`)
    await putIntoForce(hub, tx, flow, { version: first, definition })
    return first
  })
  hub.log.info('flow.created', { flow: name, connection: connection.name, actor })
  return { flow: name, version, isActive: true, result: 'saved', ...checked }
}

function assertKept(entity: string): void {
  if (shapeOf(entity) !== undefined) return
  const detail = `must be ${Object.keys(entities).join(' or ')}`
  throw new Refusal('invalid', 'unknown_entity', `The hub keeps no records called "${entity}": ${detail}`, {
    problems: [{ pointer: '/definition/entity', detail }],
  })
}

function nameTaken(name: string): Refusal {
  const message = `A flow is called "${name}" already, and nothing was made: choose another name, or change that one with \`trefoil flow import\``
  return new Refusal('conflict', 'flow_exists', message, { facts: { flow: name } })
}
