import { isDeepStrictEqual } from 'node:util'
import type { FlowDefinition, Recipe } from '@trefoil/mapping'
import type { Tx } from '../db/database.ts'
import { inTransaction } from '../db/in-transaction.ts'
import { type Connection, connectionsOf, lockConnection } from '../store/connection.ts'
import { type Flow, findFlow, findRivals, insertFlow, lockFlow, setFlowVersion } from '../store/flow.ts'
import { findMappingVersion, insertMappingVersion, newestMappingVersion } from '../store/mapping-version.ts'
import { ensurePoll, restPolls } from '../store/poll.ts'
import { nextTimeOf, readBy, scheduledSources } from '../sync/pull/triggers.ts'
import { assertPermitted } from './assert-permitted.ts'
import { assertUsable } from './assert-usable.ts'
import type { Actor, Hub } from './hub.ts'
import { assertName } from './name.ts'
import { Refusal } from './refusal.ts'
import { requireConnection } from './require-connection.ts'

interface ApplyRequest {
  recipe: string
  /** May be left out where there is just one connection of the recipe's connector. */
  connection?: string | undefined
  /** Enable a flow although another one moves the same records through the same door. */
  override: boolean
}

export interface Applied {
  recipe: string
  connection: string
  flows: AppliedFlow[]
}

interface AppliedFlow {
  name: string
  version: number
  result: 'created' | 'updated' | 'unchanged'
}

/** Makes a recipe's flows, or brings them to its newest version. All of them or none. */
export async function applyRecipe(hub: Hub, request: ApplyRequest, actor: Actor): Promise<Applied> {
  const recipe = requireRecipe(hub, request.recipe)
  const connection = await chooseConnection(hub, recipe, request.connection)
  const definitions = await Promise.all(recipe.flows.map((definition) => namedFor(hub, connection, definition)))
  for (const definition of definitions) {
    assertUsable(hub, connection, definition)
    await assertPermitted(hub, connection, definition)
  }
  const flows = await inTransaction(hub.db, async (tx) => {
    // Whoever applies to this connection waits here, so that two rivals cannot both be first.
    await lockConnection(tx, hub.workspaceId, connection.id)
    const applied: AppliedFlow[] = []
    for (const definition of definitions) {
      applied.push(
        await applyFlow(hub, tx, { definition, recipe: recipe.recipe, connection, override: request.override, actor }),
      )
    }
    return applied
  })
  hub.log.info('recipe.applied', { recipe: recipe.recipe, connection: connection.name, actor })
  hub.wake()
  return { recipe: recipe.recipe, connection: connection.name, flows }
}

/**
 * Each shop has flows of its own: where a flow of this name stands on another connection already, this one bears the
 * name of its connection as well.
 */
async function namedFor(hub: Hub, connection: Connection, definition: FlowDefinition): Promise<FlowDefinition> {
  const there = await findFlow(hub.db, hub.workspaceId, { name: definition.name })
  if (there === null || there.connectionId === connection.id) return definition
  const name = `${definition.name}-${connection.name}`
  assertName(name, '/connection')
  return { ...definition, name }
}

export function requireRecipe(hub: Hub, name: string): Recipe {
  const recipe = hub.recipes.find((each) => each.recipe === name)
  if (recipe !== undefined) return recipe
  const known = hub.recipes.map((each) => each.recipe).join(', ')
  throw new Refusal('unknown', 'unknown_recipe', `No recipe is called "${name}": this hub has ${known}`, {
    facts: { recipe: name },
  })
}

export async function chooseConnection(hub: Hub, recipe: Recipe, name: string | undefined): Promise<Connection> {
  const title = hub.connectors.get(recipe.connector)?.title ?? recipe.connector
  if (name !== undefined) {
    const named = await requireConnection(hub, name)
    if (named.connector === recipe.connector) return named
    throw new Refusal(
      'conflict',
      'wrong_connector',
      `The recipe "${recipe.recipe}" is for ${title}, but the connection "${name}" is one of ${named.connector}: choose a ${title} connection`,
    )
  }
  const [first, ...others] = await connectionsOf(hub.db, hub.workspaceId, recipe.connector)
  if (first === undefined) {
    throw new Refusal(
      'conflict',
      'no_connection',
      `The recipe "${recipe.recipe}" needs a ${title} connection and there is none: make one with \`trefoil connect ${recipe.connector}\``,
    )
  }
  if (others.length === 0) return first
  const names = [first, ...others].map((each) => each.name)
  throw new Refusal(
    'conflict',
    'several_connections',
    `The recipe "${recipe.recipe}" could use any of ${names.join(', ')}: say which connection`,
    { facts: { connections: names } },
  )
}

interface FlowToApply {
  definition: FlowDefinition
  recipe: string
  connection: Connection
  override: boolean
  actor: Actor
}

async function applyFlow(hub: Hub, tx: Tx, wanted: FlowToApply): Promise<AppliedFlow> {
  const { definition, connection, recipe, override, actor } = wanted
  const { name, entity, direction, endpoint } = definition
  const flow = { workspaceId: hub.workspaceId, connectionId: connection.id, name, entity, direction, endpoint, recipe }
  await assertNoRival(hub, tx, flow, { connection: connection.name, override, actor })
  const inserted = await insertFlow(tx, flow)
  const known = inserted ?? (await lockFlow(tx, hub.workspaceId, name))
  if (known === null) throw new Error(`Flow ${name} was neither made nor found`)
  const applied =
    inserted === null ? await renewFlow(hub, tx, known, wanted) : await firstVersion(hub, tx, known, wanted)
  await planPolls(hub, tx, known, definition)
  return applied
}

/** Refused where an enabled flow moves the same records. Holds while the connection is locked. */
export async function assertNoRival(
  hub: Hub,
  tx: Tx,
  flow: Parameters<typeof findRivals>[1],
  of: { connection: string; override: boolean; actor: Actor },
): Promise<void> {
  const rivals = await findRivals(tx, flow)
  if (rivals.length === 0) return
  const names = rivals.map((rival) => rival.name)
  if (of.override) {
    hub.log.warn('flow.conflict_overridden', { flow: flow.name, rivals: names, actor: of.actor })
    return
  }
  throw flowConflict(flow, of.connection, names)
}

function flowConflict(
  flow: Pick<Flow, 'name' | 'entity' | 'endpoint' | 'direction'>,
  connection: string,
  rivals: string[],
): Refusal {
  const way = flow.direction === 'to_hub' ? 'from' : 'to'
  return new Refusal(
    'conflict',
    'flow_conflict',
    `The flow "${flow.name}" moves ${flow.entity} records ${way} "${flow.endpoint}" of the connection "${connection}", and so does ` +
      `the enabled flow "${rivals.join('", "')}": each would overwrite what the other wrote. Pause one of them, or ask again with override`,
    { facts: { flow: flow.name, rivals } },
  )
}

async function firstVersion(hub: Hub, tx: Tx, flow: Flow, wanted: FlowToApply): Promise<AppliedFlow> {
  await insertMappingVersion(tx, {
    workspaceId: hub.workspaceId,
    flowId: flow.id,
    version: 1,
    definition: wanted.definition,
    note: `recipe ${wanted.recipe}, by ${wanted.actor}`,
  })
  return { name: flow.name, version: 1, result: 'created' }
}

async function renewFlow(hub: Hub, tx: Tx, flow: Flow, wanted: FlowToApply): Promise<AppliedFlow> {
  const { definition, connection } = wanted
  const isSameDoor =
    flow.connectionId === connection.id &&
    flow.entity === definition.entity &&
    flow.direction === definition.direction &&
    flow.endpoint === definition.endpoint
  if (!isSameDoor) {
    throw new Refusal(
      'conflict',
      'flow_exists',
      `A flow "${flow.name}" stands already on another connection or endpoint: its links belong there. Remove it first, or name the new flow otherwise`,
      { facts: { flow: flow.name } },
    )
  }
  const current = await findMappingVersion(tx, { workspaceId: hub.workspaceId, flowId: flow.id, version: flow.version })
  // Both sides as JSON: a key with the value undefined does not survive the database.
  if (isDeepStrictEqual(current, JSON.parse(JSON.stringify(definition)))) {
    return { name: flow.name, version: flow.version, result: 'unchanged' }
  }
  const version = (await newestMappingVersion(tx, hub.workspaceId, flow.id)) + 1
  await insertMappingVersion(tx, {
    workspaceId: hub.workspaceId,
    flowId: flow.id,
    version,
    definition,
    note: `recipe ${wanted.recipe}, by ${wanted.actor}`,
  })
  await setFlowVersion(tx, { workspaceId: hub.workspaceId, id: flow.id, version }, hub.now())
  return { name: flow.name, version, result: 'updated' }
}

/**
 * A source is listed for the first time when its next time comes: the first full run is asked for by a person. One that
 * the definition names no more is left alone.
 */
export async function planPolls(hub: Hub, tx: Tx, flow: Flow, definition: FlowDefinition): Promise<void> {
  if (definition.direction !== 'to_hub') return
  const of = { endpoint: definition.endpoint, definition }
  for (const each of scheduledSources(of)) {
    const next = nextTimeOf(of, each.source, hub.now())
    await ensurePoll(tx, hub.workspaceId, flow.id, { ...each, first: next, next })
  }
  await restPolls(tx, hub.workspaceId, flow.id, readBy(of))
}
