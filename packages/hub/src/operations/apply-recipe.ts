import type { FlowDefinition, Recipe } from '@trefoil/mapping'
import type { Tx } from '../db/database.ts'
import { inTransaction } from '../db/in-transaction.ts'
import { type Connection, connectionsOf, lockConnection } from '../store/connection.ts'
import { type Flow, findFlow, findRivals, insertFlow, lockFlow } from '../store/flow.ts'
import { assertPermitted } from './assert-permitted.ts'
import { assertUsable } from './assert-usable.ts'
import type { Actor, Hub } from './hub.ts'
import { assertName } from './name.ts'
import { keepVersion, putIntoForce } from './new-version.ts'
import { planPolls } from './plan-polls.ts'
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
  const flow = { workspaceId: hub.workspaceId, connectionId: connection.id, name, entity, direction, endpoint }
  await assertNoRival(hub, tx, flow, { connection: connection.name, override, actor })
  const inserted = await insertFlow(tx, { ...flow, recipe, state: 'enabled' })
  const known = inserted ?? (await lockFlow(tx, hub.workspaceId, name))
  if (known === null) throw new Error(`Flow ${name} was neither made nor found`)
  assertSameDoor(known, flow)
  const version = await keepVersion(tx, known, definition, `recipe ${recipe}, by ${actor}`)
  if (version === null) {
    await planPolls(hub, tx, known, definition)
    return { name, version: known.version, result: 'unchanged' }
  }
  await putIntoForce(hub, tx, known, { version, definition })
  return { name, version, result: inserted === null ? 'updated' : 'created' }
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

function assertSameDoor(known: Flow, wanted: Pick<Flow, 'connectionId' | 'entity' | 'direction' | 'endpoint'>): void {
  const isSameDoor =
    known.connectionId === wanted.connectionId &&
    known.entity === wanted.entity &&
    known.direction === wanted.direction &&
    known.endpoint === wanted.endpoint
  if (isSameDoor) return
  throw new Refusal(
    'conflict',
    'flow_exists',
    `The flow "${known.name}" stands already on another connection or endpoint, and its links belong there: make the recipe's flow under another name with \`trefoil flow create\``,
    { facts: { flow: known.name } },
  )
}
