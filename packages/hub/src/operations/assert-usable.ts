import { compileFlow, type FlowDefinition, MappingError } from '@trefoil/mapping'
import type { Connector } from '@trefoil/sdk'
import type { Connection } from '../store/connection.ts'
import { environmentOf } from '../sync/open-flows.ts'
import { requireConnector } from './connect.ts'
import type { Hub } from './hub.ts'
import { Refusal } from './refusal.ts'

/** A flow is stored only if the connection has what it reads or writes, and every formula compiles. */
export function assertUsable(hub: Hub, connection: Connection, definition: FlowDefinition): void {
  const connector = requireConnector(hub, connection.connector)
  assertOffered(connector, definition)
  try {
    compileFlow(definition, environmentOf(definition, connector))
  } catch (error) {
    if (!(error instanceof MappingError)) throw error
    const problems = error.problems.map(({ path, message }) => ({ pointer: `/${path.join('/')}`, detail: message }))
    throw new Refusal('invalid', 'bad_mapping', error.message, { problems, cause: error })
  }
}

export function assertOffered(connector: Connector, { name, direction, endpoint }: FlowDefinition): void {
  const offered = direction === 'to_hub' ? connector.sources : connector.targets
  if (Object.hasOwn(offered, endpoint)) return
  const side = direction === 'to_hub' ? 'source' : 'target'
  throw new Refusal(
    'conflict',
    'unknown_endpoint',
    `The flow "${name}" wants the ${side} "${endpoint}", but ${connector.title} has ${Object.keys(offered).join(', ') || 'none'}`,
  )
}
