import { clover } from '@trefoil/connector-clover'
import { klaviyo } from '@trefoil/connector-klaviyo'
import type { Connector } from '@trefoil/sdk'

/** The connectors that come with the hub. Nothing is found by magic: a new one is a line here. */
export const connectors: ReadonlyMap<string, Connector> = new Map(
  [clover, klaviyo].map((connector) => [connector.id, connector]),
)
