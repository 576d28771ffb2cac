import type { Connector, Json, LookupParameter, Session } from '@trefoil/sdk'
import type { Db } from '../db/database.ts'
import { selectExternalIds } from '../store/link.ts'
import type { Resolve } from './answer.ts'

/** A look-up's name and parameters, as formulas are checked against. */
export interface LookupSignature {
  name: string
  params: LookupParameter[]
}

/** Look-ups that the hub itself answers. */
export const hubLookups: LookupSignature[] = [
  {
    name: 'GetExternalIdAsync',
    params: [
      { name: 'id', type: 'any' },
      { name: 'entity', type: 'text', optional: true },
      { name: 'systemId', type: 'any', optional: true },
    ],
  },
]

/** Every look-up that a flow of this connector may call. */
export function lookupsFor(connector: Connector): LookupSignature[] {
  const theirs = Object.entries(connector.lookups ?? {}).map(([name, lookup]) => ({ name, params: lookup.params }))
  return [...hubLookups, ...theirs]
}

/** How the look-ups of one connection are answered. SpaceportSystemId in a formula is the connection's id. */
export function resolversFor(
  of: { db: Db; workspace: number; connectionId: number; entity: string },
  connector: Connector,
  session: Session,
): Map<string, Resolve> {
  const resolvers = new Map<string, Resolve>([['GetExternalIdAsync', (calls) => externalIds(of, calls)]])
  for (const [name, lookup] of Object.entries(connector.lookups ?? {})) {
    resolvers.set(name, (calls) => lookup.resolve(calls, session))
  }
  return resolvers
}

/** GetExternalIdAsync(id, entity?, systemId?): a hub record's id in the connected system, or null. */
async function externalIds(
  of: { db: Db; workspace: number; connectionId: number; entity: string },
  calls: Json[][],
): Promise<Json[]> {
  const sides = Map.groupBy(calls, ([, entity, system]) => `${entity ?? of.entity}\n${system ?? of.connectionId}`)
  const found = new Map<Json[], Json>()
  for (const [side, group] of sides) {
    const [entity = of.entity, system] = side.split('\n')
    const ids = group.map(([id]) => Number(id)).filter(Number.isSafeInteger)
    const known = await selectExternalIds(of.db, { workspace: of.workspace, connectionId: Number(system), entity }, ids)
    for (const call of group) found.set(call, known.get(Number(call[0])) ?? null)
  }
  return calls.map((call) => found.get(call) ?? null)
}
