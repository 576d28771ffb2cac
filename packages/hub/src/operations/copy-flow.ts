import {
  checkFlow,
  type FlowDefinition,
  type FlowDiagnostic,
  fitFlow,
  type LeftOut,
  reverseFlow,
} from '@trefoil/mapping'
import type { Connector } from '@trefoil/sdk'
import { flowEnvironment } from '../recipes/flow-environment.ts'
import { flowText } from '../recipes/flow-text.ts'
import { requireConnector } from './connect.ts'
import { requireFlow } from './flow-state.ts'
import { definitionOf } from './flow-versions.ts'
import type { Hub } from './hub.ts'
import { assertName } from './name.ts'
import { Refusal } from './refusal.ts'
import { connectionOf } from './require-connection.ts'

interface CopyRequest {
  /** The name of the copy. */
  as: string
  /** The other way round: what is read is written, and what is written is read. */
  reverse: boolean
  /** Where the reversed flow reads or writes; may be left out where that side has one of the same name. */
  endpoint?: string | undefined
}

/** A definition to make a new flow of, perhaps after some work: nothing is stored. */
export interface CopiedFlow {
  /** YAML. */
  definition: string
  /** What could not be turned round, with the reason. */
  left: LeftOut[]
  /** What the checks say of the copy as it stands: errors must be put right before a flow is made of it. */
  diagnostics: FlowDiagnostic[]
}

export async function copyFlow(hub: Hub, name: string, request: CopyRequest): Promise<CopiedFlow> {
  assertName(request.as, '/as')
  const flow = await requireFlow(hub, name)
  const connector = requireConnector(hub, (await connectionOf(hub, flow)).connector)
  const definition = { ...(await definitionOf(hub, flow)), name: request.as }
  const copied = request.reverse ? turned(connector, definition, request) : { flow: definition, left: [] }
  const diagnostics = checkFlow(copied.flow, flowEnvironment(copied.flow, connector))
  return { definition: flowText(copied.flow), left: copied.left, diagnostics }
}

function turned(connector: Connector, definition: FlowDefinition, { as, endpoint: asked }: CopyRequest) {
  const [offered, does] =
    definition.direction === 'to_hub' ? [connector.targets, 'writes'] : [connector.sources, 'reads']
  const endpoint = asked ?? definition.endpoint
  if (!Object.hasOwn(offered, endpoint)) {
    const has = Object.keys(offered).join(', ') || 'nothing'
    const detail = `${connector.title} ${does} ${has}: say which of them with endpoint`
    throw new Refusal('invalid', 'unknown_endpoint', `The flow cannot be turned round by "${endpoint}": ${detail}`, {
      problems: [{ pointer: '/endpoint', detail }],
    })
  }
  const reversed = reverseFlow(definition, { name: as, endpoint })
  return fitFlow(reversed, flowEnvironment(reversed.flow, connector))
}
