import { compileFlow, type FlowDefinition, MappingError } from '@trefoil/mapping'
import type { Connection } from '../store/connection.ts'
import { environmentOf } from '../sync/open-flows.ts'
import { requireConnector } from './connect.ts'
import type { Hub } from './hub.ts'
import { Refusal } from './refusal.ts'

/** A flow is stored only if the connection has what it reads or writes, and every formula compiles. */
export function assertUsable(hub: Hub, connection: Connection, definition: FlowDefinition): void {
  const connector = requireConnector(hub, connection.connector)
  const offered = definition.direction === 'to_hub' ? connector.sources : connector.targets
  const endpoint = offered[definition.endpoint]
  if (endpoint === undefined) {
    const side = definition.direction === 'to_hub' ? 'source' : 'target'
    throw new Refusal(
      'conflict',
      'unknown_endpoint',
      `The flow "${definition.name}" wants the ${side} "${definition.endpoint}", but ${connector.title} has ${Object.keys(offered).join(', ') || 'none'}`,
    )
  }
  try {
    compileFlow(definition, environmentOf(definition, connector))
  } catch (error) {
    if (!(error instanceof MappingError)) throw error
    const problems = error.problems.map(({ path, message }) => ({ pointer: `/${path.join('/')}`, detail: message }))
    throw new Refusal('invalid', 'bad_mapping', error.message, { problems, cause: error })
  }
}
