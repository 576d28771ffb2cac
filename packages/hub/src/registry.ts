import { clover } from '@trefoil/connector-clover'
import { cloverEcommerce } from '@trefoil/connector-clover-ecommerce'
import { klaviyo } from '@trefoil/connector-klaviyo'
import { shopify } from '@trefoil/connector-shopify'
import { webhook } from '@trefoil/connector-webhook'
import type { Connector } from '@trefoil/sdk'

/** The connectors that come with the hub. Nothing is found by magic: a new one is a line here. */
export const connectors: ReadonlyMap<string, Connector> = new Map(
  [clover, cloverEcommerce, klaviyo, shopify, webhook].map((connector) => [connector.id, connector]),
)
