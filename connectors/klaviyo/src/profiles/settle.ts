import { Fault, inParallel, type Json, type Outcome, type Session, type Write } from '@trefoil/sdk'
import { z } from 'zod'
import { draws } from '../calls.ts'
import { applyConsent } from '../consent/apply-consent.ts'
import { standingFields, standingsOf } from '../consent/standing.ts'
import { wantsConsent } from '../consent/wishes.ts'
import { strange } from '../read-pages.ts'
import { type Settings, settingsOf } from '../settings.ts'
import { ProfileIndex } from './find.ts'
import { importErrors, writtenBy } from './import-errors.ts'
import type { Prepared } from './prepare.ts'
import { type Found, type Identifier, readProfiles } from './read-profiles.ts'
import { readReceipt } from './receipt.ts'
import { written } from './send-singly.ts'
import { thoseWhoShare, withoutPhone } from './shared-phone.ts'
import { type Batch, prepareAll, writeSingly } from './upsert.ts'

/** A profile may take some seconds from the end of its job until it can be found. */
const FINDABLE_MS = 60_000

const JobReply = z.object({
  data: z.object({
    attributes: z.object({
      status: z.enum(['queued', 'processing', 'complete', 'cancelled']),
      completed_at: z.string().nullish(),
    }),
  }),
})

/** What became of the writes that an import job took: "complete" alone says nothing about any one of them. */
export async function settleProfiles(session: Session, receipt: Json, writes: Write[]): Promise<Outcome[] | 'pending'> {
  const { jobs, size, late, phoneless, asked } = readReceipt(receipt)
  const states = await inParallel(jobs, 4, (job) => readJob(session, job))
  if (states.some(({ status }) => status === 'queued' || status === 'processing')) return 'pending'
  const settings = settingsOf(session)
  const batch = await prepareAll(session, writes, settings)
  if (phoneless !== undefined) {
    batch.good = batch.good.map((good) => (good.phoneless === undefined ? withoutPhone(good, phoneless) : good))
  }
  const outcomes = new Map<number, Outcome>(batch.refused)
  const finish = () => writes.map((_, index) => outcomes.get(index) ?? lost)
  const add = (more: Map<number, Outcome>) => {
    for (const [index, outcome] of more) outcomes.set(index, outcome)
  }
  if (late === true) {
    add(await writeSingly(session, { firsts: [], late: batch.good, lists: batch.lists, settings }))
    return finish()
  }

  if (asked !== undefined) {
    add(await askOn(session, batch, { settings, asked: new Set(asked), receipt }))
    return finish()
  }

  const [job] = jobs
  const state = states[0]
  if (job === undefined || state === undefined || state.status !== 'complete') {
    for (const { index } of batch.good)
      outcomes.set(index, { status: 'failed', fault: state?.status === 'gone' ? expired : cancelled })
    return finish()
  }
  const { faults, isDoubtful } = await importErrors(session, job, batch.good, size ?? -1)
  for (const [index, fault] of faults) outcomes.set(index, { status: 'failed', fault })
  // A job does not say who has the identifier. For a linked profile the single call does; a shared phone is left out.
  const conflicting = batch.good.filter(({ index }) => faults.get(index)?.kind === 'conflict')
  const sharing = settings.strict ? new Set() : await thoseWhoShare(session, conflicting)
  const contested = conflicting.flatMap((prepared) => {
    if (sharing.has(prepared)) return withoutPhone(prepared, 'shared')
    return prepared.id === null ? [] : prepared
  })
  const arrived = batch.good.filter(({ index }) => !faults.has(index))
  const { ids, found } = await (isDoubtful ? learnShown(session, arrived, job) : learnIds(session, arrived))
  const missing = arrived.filter((prepared) => !ids.has(prepared))
  if (missing.length > 0 && isFresh(session, state.completedAt)) return 'pending'
  for (const { index } of missing) outcomes.set(index, { status: 'failed', fault: vanished })

  // From here on nothing is put off: asked for again, consent would ask the same person to confirm once more.
  add(await writeSingly(session, { firsts: contested, late: [], lists: batch.lists, settings }))
  const all = arrived.filter((prepared) => ids.has(prepared))
  const sent = all.map((prepared) => written(madeOrKept(prepared), ids.get(prepared) ?? '', prepared.warnings))
  add(await applyConsent(session, { all, sent, lists: batch.lists, settings, standings: standingsOf(found) }))
  return finish()
}

/**
 * Does what is left for people whose profiles are written, and whom these lists have asked. Throws where nobody came any
 * further, so that the hub asks again later each time.
 */
async function askOn(
  session: Session,
  { good, lists }: Batch,
  of: { settings: Settings; asked: ReadonlySet<string>; receipt: Json },
): Promise<Map<number, Outcome>> {
  const { settings, asked, receipt } = of
  const { ids, found } = await learnIds(session, good)
  const all = good.filter((prepared) => ids.has(prepared))
  const sent = all.map((prepared) => written(madeOrKept(prepared), ids.get(prepared) ?? '', prepared.warnings))
  const standings = standingsOf(found)
  const outcomes = await applyConsent(session, { all, sent, lists, settings, standings, asked })
  for (const prepared of good) {
    if (!ids.has(prepared)) outcomes.set(prepared.index, { status: 'failed', fault: vanished })
  }
  const stuck = [...outcomes].flatMap(([index, one]) => (one.status === 'failed' ? [[index, one.fault] as const] : []))
  const [first] = stuck
  if (first !== undefined && stuck.length === outcomes.size) throw first[1]
  for (const [index] of stuck) outcomes.set(index, { status: 'accepted', receipt })
  return outcomes
}

function madeOrKept({ id }: Prepared): 'created' | 'updated' {
  return id === null ? 'created' : 'updated'
}

interface Learned {
  ids: Map<Prepared, string>
  found: Found[]
}

/** The id of each profile: by the identifier that is ours alone first, then by those that a person may share. */
async function learnIds(session: Session, all: Prepared[]): Promise<Learned> {
  const ids = new Map<Prepared, string>()
  const found: Found[] = []
  for (const prepared of all) if (prepared.id !== null) ids.set(prepared, prepared.id)
  for (const by of ['external_id', 'email', 'phone_number'] as const) {
    const asking = all.filter((prepared) => !ids.has(prepared) && identifierOf(prepared, by) !== undefined)
    if (asking.length === 0) continue
    const fields = asking.some(({ wishes }) => wantsConsent(wishes)) ? standingFields : undefined
    const profiles = await readProfiles(
      session,
      by,
      asking.flatMap((prepared) => identifierOf(prepared, by) ?? []),
      fields,
    )
    const index = new ProfileIndex(profiles)
    for (const prepared of asking) {
      const [id, second] = index.ids(by, identifierOf(prepared, by))
      // Two holders of one external id are told apart by the next identifier.
      if (id !== undefined && second === undefined) ids.set(prepared, id)
    }
    found.push(...profiles)
  }
  return { ids, found }
}

/** Where it is in doubt who failed, only those whom the job itself shows as written. */
async function learnShown(session: Session, all: Prepared[], job: string): Promise<Learned> {
  const { ids, found } = await learnIds(session, all)
  const shown = await writtenBy(session, job)
  return { ids: new Map([...ids].filter(([, id]) => shown.has(id))), found }
}

function identifierOf({ attributes }: Prepared, by: Exclude<Identifier, 'id'>): string | undefined {
  return attributes[by] ?? undefined
}

interface JobState {
  status: 'queued' | 'processing' | 'complete' | 'cancelled' | 'gone'
  completedAt: string | null
}

async function readJob(session: Session, job: string): Promise<JobState> {
  const path = `/api/profile-bulk-import-jobs/${encodeURIComponent(job)}`
  const reply = await session.http.get(path, { draws: draws('jobs.read'), allow: [404, 410] })
  if (reply.status >= 400) return { status: 'gone', completedAt: null }
  const parsed = JobReply.safeParse(reply.json)
  if (!parsed.success) throw strange(path, parsed.error)
  const { status, completed_at: completedAt } = parsed.data.data.attributes
  return { status, completedAt: completedAt ?? null }
}

function isFresh(session: Session, completedAt: string | null): boolean {
  const age = session.now().getTime() - Date.parse(completedAt ?? '')
  return Math.abs(age) < FINDABLE_MS
}

const expired = new Fault('unavailable', 'Klaviyo no longer knows the import job, so its rows are sent again', {
  code: 'JOB_EXPIRED',
})
const cancelled = new Fault('unavailable', 'The import job was cancelled in Klaviyo, so its rows are sent again', {
  code: 'JOB_CANCELLED',
})
const vanished = new Fault(
  'unavailable',
  'The import job ended without an error that names this profile, and Klaviyo does not show it: it is sent again',
  { code: 'NOT_FOUND_AFTER_IMPORT' },
)
const lost: Outcome = { status: 'failed', fault: new Fault('bug', 'A write of the job got no outcome') }
