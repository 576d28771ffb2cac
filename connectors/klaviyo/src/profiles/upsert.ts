import { Fault, type Outcome, type Session, type Write } from '@trefoil/sdk'
import { applyConsent } from '../consent/apply-consent.ts'
import { type List, resolveLists } from '../lists.ts'
import { knownPhones } from '../phone.ts'
import { type Settings, settingsOf } from '../settings.ts'
import { thoseToClear } from './clearing.ts'
import { leaveTakenIds } from './external-id.ts'
import { type Prepared, prepare } from './prepare.ts'
import { readReceipt } from './receipt.ts'
import { sendInBulk } from './send-in-bulk.ts'
import { sendAfterTwins, sendSingly } from './send-singly.ts'
import { leaveSharedPhones } from './shared-phone.ts'
import { partTwins } from './twins.ts'

/** Up to this many go out one by one, within the second; more go as an import job. */
const FEW = 99

export async function upsertProfiles(session: Session, writes: Write[]): Promise<Outcome[]> {
  const settings = settingsOf(session)
  const batch = await prepareAll(session, writes, settings)
  const outcomes = new Map<number, Outcome>(batch.refused)
  const { all, bare } = await leaveTakenIds(
    session,
    settings.strict ? batch.good : await leaveSharedPhones(session, batch.good),
  )
  // What a job was not told cannot be told apart from its receipt: those without their mark go by themselves.
  const singles = new Set(all.length <= FEW ? all : [...(await thoseToClear(session, all)), ...bare])
  const { firsts, twins } = partTwins(all)

  const bulk = firsts.filter((prepared) => !singles.has(prepared))
  const accepted = bulk.length === 0 ? [] : await sendInBulk(session, bulk, settings.strict)
  const jobs = new Map<Prepared, string[]>()
  for (const [at, outcome] of accepted.entries()) {
    const prepared = bulk[at]
    if (prepared === undefined) continue
    outcomes.set(prepared.index, outcome)
    if (outcome.status === 'accepted') jobs.set(prepared, readReceipt(outcome.receipt).jobs)
  }

  const late: Prepared[] = []
  for (const { prepared, after } of twins) {
    const before = [...new Set(after.flatMap((earlier) => jobs.get(earlier) ?? []))]
    jobs.set(prepared, before)
    if (before.length === 0) late.push(prepared)
    else outcomes.set(prepared.index, { status: 'accepted', receipt: { v: 1, jobs: before, late: true } })
  }
  const single = firsts.filter((prepared) => singles.has(prepared))
  for (const [index, outcome] of await writeSingly(session, { firsts: single, late, lists: batch.lists, settings })) {
    outcomes.set(index, outcome)
  }
  for (const [index, outcome] of await leaveAnyway(session, writes, batch, settings)) outcomes.set(index, outcome)
  return writes.map((_, index) => outcomes.get(index) ?? lost)
}

/**
 * Who wants no more mail is unsubscribed whatever else is wrong with the record: held back with it, the no would wait for
 * somebody to mend a postal code. The write ends with what was wrong, unless the no itself did not arrive, which is tried
 * again.
 */
async function leaveAnyway(
  session: Session,
  writes: readonly Write[],
  { refused }: Batch,
  settings: Settings,
): Promise<[index: number, outcome: Outcome][]> {
  const all = refused.flatMap(([index]): Prepared[] => {
    const { id, data } = writes[index] ?? { id: null, data: null }
    if (id === null || Reflect.get(Object(data), 'subscribeProfile') !== false) return []
    const wishes = { subscribe: false, lists: [], withdrawn: [], consentedAt: null }
    return [{ index, id, attributes: {}, unset: [], wishes, warnings: [] }]
  })
  if (all.length === 0) return []
  const sent = all.map(({ id }) => ({ status: 'unchanged' as const, id: id ?? '' }))
  const done = await applyConsent(session, { all, sent, lists: new Map(), settings })
  return [...done].filter(([, { status }]) => status === 'failed')
}

export interface Batch {
  good: Prepared[]
  refused: [index: number, outcome: Outcome][]
  lists: Map<string, List>
}

/** What can be sent and what cannot, with every list that is named looked up, before anything is written. */
export async function prepareAll(session: Session, writes: Write[], settings: Settings): Promise<Batch> {
  const preparation = { settings, countries: new Map<string, string | null>(), phones: await knownPhones(session) }
  const batch: Batch = { good: [], refused: [], lists: new Map() }
  const refuse = (index: number, fault: Fault) => batch.refused.push([index, { status: 'failed', fault }])
  const checked: Prepared[] = []
  for (const [index, write] of writes.entries()) {
    const prepared = prepare(index, write, preparation)
    if (prepared instanceof Fault) refuse(index, prepared)
    else checked.push(prepared)
  }
  const lists = await resolveLists(
    session,
    checked.flatMap(({ wishes }) => wishes.lists.map(({ name }) => name)),
  )
  for (const prepared of checked) {
    const bad = prepared.wishes.lists.find(({ name }) => lists.get(name) instanceof Fault)
    const why = bad === undefined ? undefined : lists.get(bad.name)
    if (bad !== undefined && why instanceof Fault) {
      refuse(prepared.index, new Fault(why.kind, why.message, { ...why.details, field: bad.field }))
    } else batch.good.push(prepared)
  }
  for (const [name, list] of lists) if (!(list instanceof Fault)) batch.lists.set(name, list)
  return batch
}

interface Singles {
  firsts: Prepared[]
  /** Those that share an identifier with one that went before. */
  late: Prepared[]
  lists: Map<string, List>
  settings: Settings
}

/** Written one by one, and then what they ask for beside their fields. Outcomes by place in the batch. */
export async function writeSingly(session: Session, singles: Singles): Promise<Map<number, Outcome>> {
  const { firsts, late, lists, settings } = singles
  const all = [...firsts, ...late]
  const sent = [
    ...(await sendSingly(session, firsts, settings.strict)),
    ...(await sendAfterTwins(session, late, settings.strict)),
  ]
  return applyConsent(session, { all, sent, lists, settings })
}

const lost: Outcome = { status: 'failed', fault: new Fault('bug', 'A write of the batch got no outcome') }
