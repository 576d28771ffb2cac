import {
  type CheckFlowEnvironment,
  type EntityShape,
  type FlowDefinition,
  shapeOf,
  shapeOfJsonSchema,
} from '@trefoil/mapping'
import { type Connector, Fault } from '@trefoil/sdk'
import { z } from 'zod'

type Place = Pick<FlowDefinition, 'name' | 'direction' | 'entity' | 'endpoint'>

/**
 * All that can be known of what a flow stands in before it runs: the shapes on both sides, and the look-ups that its
 * formulas may call. Throws Fault where the entity or the endpoint does not exist.
 */
export function flowEnvironment(
  { name, direction, entity, endpoint }: Place,
  connector: Connector,
): CheckFlowEnvironment & { source: EntityShape } {
  const lookups = Object.entries(connector.lookups ?? {}).map(([called, { params, says }]) => ({
    name: called,
    params,
    says,
  }))
  const hub = shapeOf(entity)
  if (hub === undefined) throw new Fault('invalid', `${name} moves ${entity}, which is no entity of the hub`)
  const isToHub = direction === 'to_hub'
  const offered = isToHub ? connector.sources : connector.targets
  const vendor = offered[endpoint]
  if (vendor === undefined) {
    const wants = isToHub ? 'reads' : 'writes'
    const has = Object.keys(offered).join(', ') || 'none'
    throw new Fault('invalid', `${name} ${wants} ${endpoint}, which ${connector.title} does not offer: it has ${has}`)
  }
  const theirs = vendorShape(`${connector.title} ${vendor.title}`, vendor.schema)
  if (isToHub) return { lookups, source: theirs, destination: hub }
  return { lookups, source: hub, destination: theirs, matchBy: connector.targets[endpoint]?.matchBy ?? [] }
}

/** The shape of a connector's source or target. */
export function vendorShape(title: string, schema: z.ZodType): EntityShape {
  // A JSON Schema is JSON: the round trip tells the compiler so.
  const json = JSON.parse(JSON.stringify(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })))
  return shapeOfJsonSchema(title, json)
}
