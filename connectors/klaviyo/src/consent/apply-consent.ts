import { Fault, type Outcome, type Session } from '@trefoil/sdk'
import type { List } from '../lists.ts'
import type { Prepared } from '../profiles/prepare.ts'
import { receiptJson } from '../profiles/receipt.ts'
import { type Sent, written } from '../profiles/send-singly.ts'
import type { Settings } from '../settings.ts'
import { afterWriting, type ConsentBook, openConsentBook } from './consent-book.ts'
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
  /** The lists that asked all of them to confirm at an earlier try; '' is the account. */
  asked?: ReadonlySet<string> | undefined
}

interface Asking {
  prepared: Prepared
  id: string
}

/**
 * Does what the written records ask for beside their fields; outcomes by place in the batch, warnings included. Whoever
 * was asked to confirm by one list, and not by another, is not sent anew, which would ask once more: a receipt says by
 * whom, and what is left follows when it is settled.
 */
export async function applyConsent(session: Session, batch: Written): Promise<Map<number, Outcome>> {
  const outcomes = new Map<number, Outcome>()
  const asking: Asking[] = []
  const sentOf = new Map<number, Exclude<Sent, { status: 'failed' }>>()
  for (const [at, prepared] of batch.all.entries()) {
    const sent = batch.sent[at]
    if (sent === undefined) continue
    outcomes.set(prepared.index, sent)
    if (sent.status === 'failed') continue
    const asked = sent.status === 'created' ? withoutLeaving(prepared) : prepared
    if (!wantsConsent(asked.wishes)) continue
    asking.push({ prepared: asked, id: sent.id })
    sentOf.set(prepared.index, sent)
  }
  if (asking.length === 0) return outcomes
  const { faults, asked, warnings } = await carryOut(session, batch, asking)
  for (const [index, sent] of sentOf) {
    const fault = faults.get(index)
    if (fault === undefined) outcomes.set(index, withWarnings(sent, warnings.get(index) ?? []))
    else outcomes.set(index, unfinished(fault, asked.get(index) ?? [], batch.asked))
  }
  return outcomes
}

function unfinished(fault: Fault, asked: string[], before: Iterable<string> = []): Outcome {
  if (asked.length === 0) return { status: 'failed', fault: afterWriting(fault) }
  return { status: 'accepted', receipt: receiptJson({ v: 1, jobs: [], asked: [...before, ...asked] }) }
}

async function carryOut(
  session: Session,
  { lists, settings, standings, asked }: Written,
  asking: Asking[],
): Promise<ConsentBook> {
  const book = openConsentBook(asked !== undefined)
  const members = await membersOf(session, book, asking, standings)
  const withdrawn = await session.memo('klaviyo.withdrawn', async () => new Set<string>())
  const confirms = settings.optIn === 'double'
  const plan = planConsent(members, { lists, sms: settings.sms, withdrawn, confirms, asked })
  for (const [key, texts] of plan.warnings) for (const text of texts) book.warn(key, text)
  const names = new Map([...lists].map(([name, { id }]) => [id, `list ${name}`]))
  const nameOf = (list: string) => names.get(list) ?? 'subscribeProfile'
  for (const { id } of plan.unsubscribe) withdrawn.add(id)
  await book.attempt(nameOf(''), plan.unsubscribe, () => unsubscribe(session, plan.unsubscribe))
  for (const [list, added] of plan.add) {
    await book.attempt(nameOf(list), added, () => addToList(session, list, added))
  }
  for (const [list, leaving] of plan.leave) {
    await book.attempt(nameOf(list), leaving, () => takeOffList(session, list, leaving))
  }
  const asks = new Set([...lists.values()].flatMap((list) => (list.confirms ? [list.id] : [])))
  if (confirms) asks.add('')
  // First those that ask nobody: where one of them fails, all can be tried anew.
  const quietFirst = [...plan.subscribe].sort(([one], [other]) => Number(asks.has(one)) - Number(asks.has(other)))
  for (const [list, subscribers] of quietFirst) {
    // Whoever has a fault comes again with all their wishes, and would be asked to confirm at every try.
    const all = subscribers.filter(({ key }) => !book.faults.has(key))
    const call = () => subscribeReachable(session, list === '' ? null : list, { all, warn: book.warn })
    await book.attempt(nameOf(list), all, call)
    if (!asks.has(list)) continue
    for (const { key } of all) if (!book.faults.has(key)) book.asked.set(key, [...(book.asked.get(key) ?? []), list])
  }
  return book
}

/** Those who can be asked for: what a person said of consent is read where it was not a moment ago. */
async function membersOf(
  session: Session,
  book: ConsentBook,
  asking: Asking[],
  known: ReadonlyMap<string, Standing> = new Map(),
): Promise<Member[]> {
  const standings = new Map(known)
  const unread = asking.filter(({ id }) => !standings.has(id))
  const keys = unread.map(({ prepared }) => ({ key: prepared.index }))
  await book.attempt('consent', keys, async () => {
    for (const [id, standing] of await readStandings(session, [...new Set(unread.map(({ id }) => id))])) {
      standings.set(id, standing)
    }
    return new Map()
  })
  return asking.flatMap(({ prepared, id }) => {
    const { index: key, wishes } = prepared
    const standing = standings.get(id)
    if (standing !== undefined) return [{ key, id, wishes, standing }]
    // What a person said that cannot be read may be a no.
    book.blame('consent', key, unreadable)
    return []
  })
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

const unreadable = new Fault('unavailable', 'Klaviyo does not show yet what the person said about consent', {
  code: 'CONSENT_UNREADABLE',
})
