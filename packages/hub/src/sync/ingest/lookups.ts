import type { LookupSignature } from '@trefoil/mapping'
import type { Connector, Json, Session } from '@trefoil/sdk'
import type { Db } from '../../db/database.ts'
import { findUnstorable } from '../../db/storable.ts'
import { findConnection } from '../../store/connection.ts'
import { selectConsentSums } from '../../store/consent.ts'
import { type LinkSide, selectExternalIds, selectLinkMarks } from '../../store/link.ts'
import { standingsOf } from '../consent.ts'
import type { Resolve } from './map-page.ts'

/** The look-ups that a connector adds to the hub's own. */
export function lookupsFor(connector: Connector): LookupSignature[] {
  return Object.entries(connector.lookups ?? {}).map(([name, lookup]) => ({
    name,
    params: lookup.params,
    says: lookup.says,
  }))
}

interface Side extends LinkSide {
  db: Db
}

/** How the look-ups of one connection are answered. SpaceportSystemId in a formula is the connection's id. */
export function resolversFor(of: Side, connector: Connector, session: Session): Map<string, Resolve> {
  const resolvers = new Map<string, Resolve>([
    ['GetExternalIdAsync', (calls) => externalIds(of, calls)],
    ['GetInternalIdAsync', (calls) => internalIds(of, calls)],
    ['GetConsentAsync', (calls) => consents(of, calls)],
  ])
  for (const [name, lookup] of Object.entries(connector.lookups ?? {})) {
    resolvers.set(name, (calls) => lookup.resolve(calls, session))
  }
  return resolvers
}

/** GetExternalIdAsync(id, entity?, system?): a hub record's id in the connected system, or null. */
function externalIds(of: Side, calls: Json[][]): Promise<Json[]> {
  return bySide(of, calls, async (side, keys) => {
    const ids = keys.map(Number).filter(Number.isSafeInteger)
    const known = await selectExternalIds(of.db, side, ids)
    return (key) => known.get(Number(key)) ?? null
  })
}

/** GetInternalIdAsync(externalId, entity?, system?): the hub's id of a connected system's record, or null. */
function internalIds(of: Side, calls: Json[][]): Promise<Json[]> {
  return bySide(of, calls, async (side, keys) => {
    const known = await selectLinkMarks(of.db, side, keys)
    return (key) => known.get(key)?.record_id ?? null
  })
}

/** GetConsentAsync(id, channel): where a customer stands, by the ledger; null where nothing is known. */
async function consents(of: Side, calls: Json[][]): Promise<Json[]> {
  const ids = [...new Set(calls.map(([id]) => Number(id)))].filter(Number.isSafeInteger)
  const sums = Map.groupBy(await selectConsentSums(of.db, of.workspace, ids), ({ record_id }) => record_id)
  return calls.map(([id, channel]) => {
    const standings = standingsOf(sums.get(Number(id)) ?? [])
    const state = channel === 'sms' ? standings.sms.state : channel === 'email' ? standings.email.state : 'unknown'
    return state === 'unknown' ? null : state
  })
}

/** One statement for all the calls that ask the same system of the same entity. What cannot be stored is nobody's id. */
async function bySide(
  of: Side,
  calls: Json[][],
  load: (side: LinkSide, keys: string[]) => Promise<(key: string) => Json>,
): Promise<Json[]> {
  const answers = new Map<Json[], Json>()
  for (const [name, group] of Map.groupBy(
    calls.filter((call) => findUnstorable(call) === null),
    ([, entity, system]) => `${system ?? of.connectionId} ${entity ?? of.entity}`,
  )) {
    const at = name.lastIndexOf(' ')
    const connectionId = await connectionOf(of, name.slice(0, at))
    if (connectionId === null) continue
    const side = { workspace: of.workspace, connectionId, entity: name.slice(at + 1) }
    const find = await load(
      side,
      group.map(([id]) => String(id ?? '')),
    )
    for (const call of group) answers.set(call, find(String(call[0] ?? '')))
  }
  return calls.map((call) => answers.get(call) ?? null)
}

/** A system is a connection, by its number or, so that a recipe fits every hub, by its name; null: there is none. */
async function connectionOf({ db, workspace }: Side, system: string): Promise<number | null> {
  if (/^\d+$/.test(system)) return Number(system)
  return (await findConnection(db, workspace, { name: system }))?.id ?? null
}
