import type { Connector, Source } from '@trefoil/sdk'
import { connectors } from '../../packages/hub/src/registry.ts'

type Connectors = ReadonlyMap<string, Connector>

/** The vendors' limits would be all that is measured: what they leave of the speed is a figure of its own. */
export const unlimited: Connectors = changed((connector) => ({ ...connector, limits: [] }))

/** The connectors as they ship, but that a source is read so many records at a time. */
export function inPagesOf(most: number): Connectors {
  return changed((connector) => paged(connector, most))
}

/**
 * Many shops side by side, in small pages. Each has its own limit: a token of the dashboard belongs to no app, whose
 * limit they would share.
 */
export const shops: Connectors = changed((connector) => ({
  ...paged(connector, 100),
  limits: connector.limits.filter(({ per }) => per === 'connection'),
}))

function paged(connector: Connector, most: number): Connector {
  const smaller = (source: Source): Source => ({
    ...source,
    pull: (session, { cursor, limit }) => source.pull(session, { cursor, limit: Math.min(limit, most) }),
  })
  const sources = Object.entries(connector.sources).map(([name, source]) => [name, smaller(source)])
  return { ...connector, sources: Object.fromEntries(sources) }
}

function changed(change: (connector: Connector) => Connector): Connectors {
  return new Map([...connectors].map(([id, connector]) => [id, change(connector)]))
}
