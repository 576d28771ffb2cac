import { type Contribution, contribute } from '@trefoil/mapping'
import type { Json, JsonObject } from '@trefoil/sdk'
import type { DueDelivery } from '../../store/delivery.ts'
import { type HeardRow, selectHeard } from '../../store/heard.ts'
import type { OpenFlow, Reader } from '../context.ts'
import { sideOf } from '../flow-keys.ts'
import { contributionOf } from '../ingest/open-record.ts'
import { type Ending, mapDeliveries } from './sending.ts'

/**
 * A destination that the hub also reads has spoken for itself. What it said, mapped the way out, is what it has: it
 * takes the place of what it was told, so that a value that came from there does not go back, and a write knows from
 * where it moves. Where it never spoke, nothing changes.
 */
export async function hear<T extends DueDelivery>(reader: Reader, flow: OpenFlow, due: readonly T[]): Promise<T[]> {
  const linked = due.flatMap(({ external_id }) => external_id ?? [])
  if (flow.connector.targets[flow.endpoint]?.echoes !== true || linked.length === 0) return [...due]
  const links = await selectHeard(reader.db, sideOf(flow), linked)
  const spoken = due.flatMap((delivery) => {
    const heard = links.get(delivery.external_id ?? '')
    return heard === undefined ? [] : [{ ...delivery, data: heard.contribution, output: null, heard }]
  })
  const results = await mapDeliveries(reader, flow, spoken, () => true)
  const known = new Map(
    spoken.flatMap(({ record_id, heard }, place) => {
      const result = results[place]
      return result?.outcome === 'mapped' ? [[record_id, { heard, output: result.data }] as const] : []
    }),
  )
  return due.map((delivery) => ({ ...delivery, ...known.get(delivery.record_id) }))
}

/**
 * What a destination was told is its own word from now on, until it is read again: had it gone back to what it said
 * before, the hub would else take that for nothing new.
 */
export function heardAnew(endings: readonly Ending[], now: Date): HeardRow[] {
  return endings.flatMap(({ delivery, outcome }) => {
    const { heard } = delivery
    const said = heard === undefined ? null : contributionOf(heard)
    if (heard === undefined || said === null || !isWritten(outcome)) return []
    const { data, since } = asTold(said, delivery.data, now)
    return [{ ...heard, contribution: data, since: { ...since } }]
  })
}

function isWritten(outcome: Ending['outcome']): boolean {
  return outcome === 'created' || outcome === 'updated' || outcome === 'linked'
}

function asTold(said: Contribution, told: JsonObject, now: Date): Contribution {
  return contribute(said, said.link, within(said.data, told), now.getTime())
}

/** Only what it speaks of; of custom fields, too. */
function within(said: JsonObject, told: JsonObject): JsonObject {
  const parts = Object.keys(said).map((name): [string, Json] => {
    const [own = null, record] = [said[name], told[name]]
    if (record === undefined) return [name, own]
    return [name, isRecord(own) && isRecord(record) ? within(own, record) : record]
  })
  return Object.fromEntries(parts)
}

function isRecord(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
