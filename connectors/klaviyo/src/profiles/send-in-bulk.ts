import { Fault, type HttpReply, type Outcome, type Session } from '@trefoil/sdk'
import { z } from 'zod'
import { draws } from '../calls.ts'
import { tooLarge } from '../dialect.ts'
import type { components } from '../generated/klaviyo.gen.ts'
import { postRows } from '../post-rows.ts'
import type { Prepared } from './prepare.ts'
import type { Attributes, Row } from './profile.ts'
import { type Receipt, receiptJson } from './receipt.ts'
import { rowOfPrepared } from './send-singly.ts'
import { isKnownWithout, withoutPhone } from './shared-phone.ts'

/** Of one job: profiles, and bytes somewhat under the vendor's 5 MB and 100 KB. */
export interface BulkBounds {
  rows: number
  bytes: number
  rowBytes: number
}

const vendorBounds: BulkBounds = { rows: 10_000, bytes: 4_900_000, rowBytes: 99_000 }

const Job = z.object({ data: z.object({ id: z.string().min(1) }) })

/** Import jobs for all; one receipt or fault each. No two of them may speak of one person. */
export async function sendInBulk(
  session: Session,
  all: Prepared[],
  strict: boolean,
  bounds: BulkBounds = vendorBounds,
): Promise<Outcome[]> {
  const answers = await sendJobs(session, all, bounds)
  const refused = new Map<number, Prepared>()
  for (const [at, answer] of answers.entries()) {
    const prepared = all[at]
    if (strict || prepared === undefined || !isKnownWithout(prepared)) continue
    if (!(answer instanceof Fault) || answer.details.field !== 'phoneNumber') continue
    refused.set(at, withoutPhone(prepared, 'refused'))
  }
  const second = await sendJobs(session, [...refused.values()], bounds)
  for (const [order, at] of [...refused.keys()].entries()) {
    const answer = second[order]
    if (answer !== undefined) answers[at] = answer
  }
  return answers.map((answer) =>
    answer instanceof Fault
      ? { status: 'failed', fault: answer }
      : { status: 'accepted', receipt: receiptJson(answer) },
  )
}

async function sendJobs(session: Session, all: Prepared[], bounds: BulkBounds): Promise<(Receipt | Fault)[]> {
  const answers: (Receipt | Fault)[] = all.map(() => tooLarge)
  const sizes = new Map<HttpReply, number>()
  for (const load of loadsOf(all.map(bulkRow), bounds)) {
    const replies = await postRows(load.rows, (rows) => postJob(session, rows))
    for (const reply of replies) if (!(reply instanceof Fault)) sizes.set(reply, (sizes.get(reply) ?? 0) + 1)
    for (const [order, at] of load.places.entries()) {
      const reply = replies[order]
      const prepared = all[at]
      if (reply === undefined || prepared === undefined) continue
      answers[at] = reply instanceof Fault ? reply : receiptOf(reply, prepared, sizes)
    }
  }
  return answers
}

function receiptOf(reply: HttpReply, { phoneless }: Prepared, sizes: ReadonlyMap<HttpReply, number>): Receipt | Fault {
  const job = Job.safeParse(reply.json)
  if (!job.success) return nameless
  const left = phoneless === undefined ? {} : { phoneless }
  return { v: 1, jobs: [job.data.data.id], size: sizes.get(reply) ?? 0, ...left }
}

interface Load {
  rows: Row[]
  /** Where each row stands among all. */
  places: number[]
}

/** Cuts rows into jobs by number and by bytes; a row that no job can hold is in none. */
export function loadsOf(rows: Row[], bounds: BulkBounds): Load[] {
  const loads: Load[] = []
  let load: Load = { rows: [], places: [] }
  let bytes = 0
  for (const [at, row] of rows.entries()) {
    const size = Buffer.byteLength(JSON.stringify(row)) + 1
    if (size > bounds.rowBytes) continue
    if (load.rows.length === bounds.rows || (load.rows.length > 0 && bytes + size > bounds.bytes)) {
      loads.push(load)
      load = { rows: [], places: [] }
      bytes = 0
    }
    load.rows.push(row)
    load.places.push(at)
    bytes += size
  }
  if (load.rows.length > 0) loads.push(load)
  return loads
}

/** A job writes no nulls: what must be cleared does not come this way. */
function bulkRow(prepared: Prepared): Row {
  const { location, ...rest } = prepared.attributes
  const attributes: Attributes = withoutNulls(rest)
  const kept = location === undefined ? {} : withoutNulls(location)
  if (Object.keys(kept).length > 0) attributes.location = kept
  return rowOfPrepared({ ...prepared, attributes })
}

function withoutNulls<T extends object>(values: T): Partial<T> {
  const kept: Partial<T> = {}
  for (const name in values) if (values[name] !== null) kept[name] = values[name]
  return kept
}

function postJob(session: Session, rows: Row[]): Promise<HttpReply> {
  const body: components['schemas']['ProfileImportJobCreateQuery'] = {
    data: { type: 'profile-bulk-import-job', attributes: { profiles: { data: rows } } },
  }
  return session.http.post('/api/profile-bulk-import-jobs', body, {
    draws: draws('jobs.create'),
    query: { 'fields[profile-bulk-import-job]': 'status' },
    allow: [400, 413],
    // The same values written twice are the same values.
    repeatable: true,
    timeout: 60_000,
  })
}

// An upload was seen that answered without an id, and asking for the job '' answers with the list of all jobs. The
// other jobs of the batch have theirs, and their receipts must not be lost for it.
const nameless = new Fault(
  'unavailable',
  'Klaviyo took an import job and did not say under which id, so that nobody can ask for it: its rows are sent again',
)
