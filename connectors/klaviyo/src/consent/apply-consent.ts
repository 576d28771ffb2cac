import { Fault, type Session } from '@trefoil/sdk'
import type { List } from '../lists.ts'
import type { Prepared } from '../profiles/prepare.ts'
import { type Sent, written } from '../profiles/send-singly.ts'
import type { Settings } from '../settings.ts'
import { addToList, takeOffList, unsubscribe } from './consent-calls.ts'
import { type Member, planConsent } from './plan-consent.ts'
import { readStandings, type Standing } from './standing.ts'
import { subscribeReachable } from './subscribe-reachable.ts'
import { wantsConsent } from './wishes.ts'

export interface Written {
  all: Prepared[]
  /** One for each of them. */
  sent: Sent[]
  lists: Map<string, List>
  settings: Pick<Settings, 'sms' | 'optIn'>
  /** What was read of them a moment ago; the others are read here. */
  standings?: Map<string, Standing>
}

/** Does what the written records ask for beside their fields; outcomes by place in the batch, warnings included. */
export async function applyConsent(session: Session, batch: Written): Promise<Map<number, Sent>> {
  const outcomes = new Map<number, Sent>()
  const asking: { prepared: Prepared; id: string }[] = []
  for (const [at, prepared] of batch.all.entries()) {
    const sent = batch.sent[at]
    if (sent === undefined) continue
    outcomes.set(prepared.index, sent)
    if (sent.status === 'failed') continue
    const asked = sent.status === 'created' ? withoutLeaving(prepared) : prepared
    if (wantsConsent(asked.wishes)) asking.push({ prepared: asked, id: sent.id })
  }
  if (asking.length === 0) return outcomes
  const faults = new Map<number, Fault>()
  const warnings = await carryOut(session, batch, asking, faults)
  for (const { prepared } of asking) {
    const sent = outcomes.get(prepared.index)
    const fault = faults.get(prepared.index)
    if (sent === undefined || sent.status === 'failed') continue
    if (fault !== undefined) outcomes.set(prepared.index, { status: 'failed', fault: afterWriting(fault) })
    else outcomes.set(prepared.index, withWarnings(sent, warnings.get(prepared.index) ?? []))
  }
  return outcomes
}

/** Fills `faults` for those whose wishes could not be carried out; the warnings of the rest. */
async function carryOut(
  session: Session,
  { lists, settings, standings: known = new Map() }: Written,
  asking: { prepared: Prepared; id: string }[],
  faults: Map<number, Fault>,
): Promise<Map<number, string[]>> {
  const blame = (keys: number[], fault: Fault) => {
    for (const key of keys) if (!faults.has(key)) faults.set(key, fault)
  }
  const attempt = async <K extends { key: number }>(members: K[], call: () => Promise<Map<number, Fault>>) => {
    try {
      for (const [key, fault] of await call()) blame([key], fault)
    } catch (error) {
      if (!(error instanceof Fault)) throw error
      blame(
        members.map(({ key }) => key),
        error,
      )
    }
  }

  const standings = new Map(known)
  const unread = [...new Set(asking.map(({ id }) => id).filter((id) => !standings.has(id)))]
  await attempt(
    asking.filter(({ id }) => !standings.has(id)).map(({ prepared }) => ({ key: prepared.index })),
    async () => {
      for (const [id, standing] of await readStandings(session, unread)) standings.set(id, standing)
      return new Map()
    },
  )
  const members: Member[] = []
  for (const { prepared, id } of asking) {
    const standing = standings.get(id)
    // What a person said that cannot be read may be a no.
    if (standing === undefined) blame([prepared.index], unreadable)
    else members.push({ key: prepared.index, id, wishes: prepared.wishes, standing })
  }

  const withdrawn = await session.memo('klaviyo.withdrawn', async () => new Set<string>())
  const plan = planConsent(members, {
    lists,
    sms: settings.sms,
    withdrawn,
    confirms: settings.optIn === 'double',
  })
  const warn = (key: number, text: string) => plan.warnings.set(key, [...(plan.warnings.get(key) ?? []), text])
  for (const { id } of plan.unsubscribe) withdrawn.add(id)
  await attempt(plan.unsubscribe, () => unsubscribe(session, plan.unsubscribe))
  for (const [list, added] of plan.add) await attempt(added, () => addToList(session, list, added))
  for (const [list, leaving] of plan.leave) await attempt(leaving, () => takeOffList(session, list, leaving))
  for (const [list, subscribers] of plan.subscribe) {
    // Whoever has a fault comes again with all their wishes, and would be asked to confirm at every try.
    const sound = subscribers.filter(({ key }) => !faults.has(key))
    await attempt(sound, () => subscribeReachable(session, list === '' ? null : list, { all: sound, warn }))
  }
  return plan.warnings
}

/** Who is new is on no list yet. */
function withoutLeaving(prepared: Prepared): Prepared {
  const { wishes } = prepared
  return { ...prepared, wishes: { ...wishes, lists: wishes.lists.filter(({ leaves }) => leaves !== true) } }
}

function withWarnings(sent: Exclude<Sent, { status: 'failed' }>, more: string[]): Sent {
  if (more.length === 0 || (sent.status !== 'created' && sent.status !== 'updated')) return sent
  return written(sent.status, sent.id, [...(sent.warnings ?? []), ...more])
}

// The message alone would say of a half that it is the whole, and `missing` that the profile is gone: it was just written.
function afterWriting(fault: Fault): Fault {
  if (fault.kind === 'missing') return listGone
  const { message, kind, details } = fault
  return new Fault(kind, `The profile was written, its consent or lists were not: ${message}`, {
    ...details,
    cause: fault,
  })
}

const listGone = new Fault(
  'invalid',
  'The profile was written, but a list that its rules name was deleted in Klaviyo meanwhile: make it again there, or take it out of the mapping',
  { code: 'LIST_GONE' },
)
const unreadable = new Fault('unavailable', 'Klaviyo does not show yet what the person said about consent', {
  code: 'CONSENT_UNREADABLE',
})
