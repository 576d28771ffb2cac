import { functionReference, hubLookups } from '@trefoil/mapping'
import type { Connector } from '@trefoil/sdk'

/** The reference page of the formula language: its own functions, and the look-ups that each connector adds. */
export function formulaPage(connectors: Iterable<Connector>): string {
  const theirs = [...connectors].flatMap((connector) =>
    Object.entries(connector.lookups ?? {}).map(([name, { params, says }]) => ({ name, params, says })),
  )
  const banner = '<!-- Made by `npm run generate` from the functions themselves. Do not edit. -->\n'
  return banner + functionReference([...hubLookups, ...theirs])
}
