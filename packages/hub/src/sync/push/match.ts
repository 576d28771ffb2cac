import { Fault, type Target } from '@trefoil/sdk'
import { isStorableId, troubleOfId } from '../../db/storable.ts'
import { selectLinkMarks } from '../../store/link.ts'
import { collisionOf } from '../collision.ts'
import { unstorableAnswer } from '../consequences.ts'
import type { OpenFlow, Reader } from '../context.ts'
import { sideOf } from '../flow-keys.ts'
import { type Ending, mapDeliveries, partResults, type Sending } from './sending.ts'

export interface Parted {
  endings: Ending[]
  sendings: Sending[]
}

export interface Matched extends Parted {
  /** Found by nothing but a key that people share, while somebody else may be under way there with the same. */
  waiting: Sending[]
}

/**
 * Looks for unlinked records at the destination, by its natural keys, strongest first. None: it will be created. One:
 * the mapping's collision method says what follows. Several, or one that belongs to another record: a person decides,
 * unless all belong to others, were found by a key that people share, and a stronger one tells them apart. While others
 * of this flow are under way, what was found by a shared key may be one of them, whose link shows only when their job is
 * settled.
 */
export async function matchRecords(
  desk: Reader,
  flow: OpenFlow,
  target: Target,
  { sendings, areOthersUnderWay }: { sendings: Sending[]; areOthersUnderWay: boolean },
): Promise<Matched> {
  const shared = target.shared?.(desk.session) ?? []
  const found = await findAll(desk, target, { sendings, shared })
  const holders = await holdersOf(
    desk,
    flow,
    [...found.values()].flatMap(({ ids }) => ids),
  )
  const endings: Ending[] = []
  const free: Sending[] = []
  const there: Sending[] = []
  const ours: Sending[] = []
  const waiting: Sending[] = []
  const taken = new Set<string>()
  const keyOf = (sending: Sending) => found.get(sending)?.key ?? ''
  // Whoever has the stronger key has the first claim.
  const strength = (sending: Sending) => target.matchBy.indexOf(keyOf(sending))
  for (const sending of sendings.toSorted((one, other) => strength(one) - strength(other))) {
    const { delivery } = sending
    const key = keyOf(sending)
    const ids = found.get(sending)?.ids ?? []
    const [id] = ids
    const isAnothers = (other: string) =>
      taken.has(other) || (holders.get(other) ?? delivery.record_id) !== delivery.record_id
    if (id === undefined) {
      free.push(sending)
    } else if (shared.includes(key) && hasStronger(target, sending, key) && ids.every(isAnothers)) {
      free.push({ ...sending, taken: [key] })
    } else if (!isOne(ids)) {
      endings.push({ delivery, outcome: 'fault', fault: doubtAbout(flow, ids), begun: false })
    } else if (isAnothers(id)) {
      endings.push({ delivery, outcome: 'fault', fault: belongsToAnother(flow, id, holders.get(id)), begun: false })
    } else if (areOthersUnderWay && shared.includes(key)) {
      waiting.push(sending)
    } else {
      taken.add(id)
      // Our own creation, cut off before its end was known: it goes on as a creation, with all that belongs to one.
      const list = delivery.begun ? ours : there
      list.push({ ...sending, id })
    }
  }
  const treated = await collide(desk, flow, there)
  return { endings: [...endings, ...treated.endings], sendings: [...free, ...ours, ...treated.sendings], waiting }
}

/** What the mapping's collision method makes of records that the destination has already. */
async function collide(desk: Reader, flow: OpenFlow, sendings: Sending[]): Promise<Parted> {
  if (sendings.length === 0) return { endings: [], sendings: [] }
  switch (collisionOf(flow)) {
    case 'error':
      return {
        endings: sendings.map(({ delivery, id }) => {
          return { delivery, outcome: 'fault', fault: alreadyThere(flow, id), begun: false }
        }),
        sendings: [],
      }
    case 'update_and_link':
      return { endings: [], sendings }
    case 'update_no_link':
      return { endings: [], sendings: sendings.map((sending) => ({ ...sending, leavesNoLink: true })) }
    case 'remap_and_link': {
      const ids = new Map(sendings.map((sending) => [sending.delivery.record_id, sending.id]))
      const due = sendings.map(({ delivery }) => delivery)
      const parted = partResults(due, await mapDeliveries(desk, flow, due, () => true))
      const again = parted.sendings.map((sending) => ({ ...sending, id: ids.get(sending.delivery.record_id) ?? null }))
      return { endings: parted.endings, sendings: again }
    }
  }
}

/** By which key something was found, and all that has it. */
interface Found {
  key: string
  ids: string[]
}

/** Whether the record also has a key that comes before this one, by which nothing was found. */
function hasStronger(target: Target, { output }: Sending, key: string): boolean {
  const stronger = target.matchBy.slice(0, target.matchBy.indexOf(key))
  return stronger.some((name) => typeof output[name] === 'string' && output[name] !== '')
}

async function findAll(
  desk: Reader,
  target: Target,
  { sendings, shared }: { sendings: Sending[]; shared: string[] },
): Promise<Map<Sending, Found>> {
  const found = new Map<Sending, Found>()
  const look = async (key: string, among: Sending[]) => {
    const values = new Map<Sending, string>()
    for (const sending of among) {
      const value = sending.output[key]
      if (typeof value === 'string' && value !== '') values.set(sending, value)
    }
    if (values.size === 0) return
    const answers = await target.find(desk.session, key, [...new Set(values.values())])
    for (const [sending, value] of values) {
      const ids = answers.get(value) ?? []
      if (ids.length > 0) found.set(sending, { key, ids })
    }
  }
  const looked: string[] = []
  for (const key of target.matchBy) {
    await look(
      key,
      sendings.filter((sending) => !found.has(sending)),
    )
    if (shared.includes(key)) {
      // What a job made there between the two questions has the stronger key as well: asked again, it shows whose it is.
      const doubtful = sendings.filter((sending) => found.get(sending)?.key === key)
      for (const stronger of looked.toReversed()) await look(stronger, doubtful)
    }
    looked.push(key)
  }
  return found
}

/** Which hub record each destination id is linked with. */
async function holdersOf(desk: Reader, flow: OpenFlow, ids: string[]): Promise<Map<string, number>> {
  const marks = await selectLinkMarks(desk.db, sideOf(flow), [...new Set(ids.filter(isStorableId))])
  return new Map([...marks].map(([id, mark]) => [id, mark.record_id]))
}

/** One, by an id that can be kept. */
function isOne(ids: string[]): boolean {
  return ids.length === 1 && ids.every(isStorableId)
}

function doubtAbout(flow: OpenFlow, ids: string[]): Fault {
  const [id = ''] = ids
  const holds = ids.length === 1 ? troubleOfId(id) : null
  if (holds === null) return severalMatch(flow, ids)
  return unstorableAnswer(`${flow.connector.title} has this record under an id`, { holds })
}

function severalMatch(flow: OpenFlow, candidates: string[]): Fault {
  const message = `${flow.connector.title} has ${candidates.length} records that could be this one: merge them there, or link the right one`
  return new Fault('ambiguous', message, { code: 'SEVERAL_MATCHES', candidates })
}

function belongsToAnother(flow: OpenFlow, id: string, holder: number | undefined): Fault {
  const other = holder === undefined ? 'another record of the same run' : `record ${holder}`
  const message = `${flow.connector.title} has this record as ${id}, which belongs to ${other}: correct the e-mail or phone that both have`
  return new Fault('ambiguous', message, { code: 'BELONGS_TO_ANOTHER', candidates: [id] })
}

function alreadyThere(flow: OpenFlow, id: string | null): Fault {
  const message = `${flow.connector.title} already has this record as ${id}: choose another collision method for the mapping, or link the two`
  return new Fault('invalid', message, { code: 'ALREADY_THERE' })
}
