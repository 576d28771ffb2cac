import { Fault, type Session } from '@trefoil/sdk'
import { z } from 'zod'
import { invalid, rowOf } from '../dialect.ts'
import { readPages } from '../read-pages.ts'
import { nameOf } from './find.ts'
import type { Prepared } from './prepare.ts'
import { readProfiles } from './read-profiles.ts'
import { gone } from './send-singly.ts'

const ImportError = z.object({
  attributes: z.object({
    code: z.string().optional(),
    title: z.string().optional(),
    detail: z.string().optional(),
    source: z.object({ pointer: z.string().optional() }).nullish(),
    original_payload: z.record(z.string(), z.unknown()).nullish(),
  }),
})

type ImportError = z.infer<typeof ImportError>['attributes']

/** The rows of a job that did not make it. */
export interface ImportErrors {
  /** By their place in the batch. */
  faults: Map<number, Fault>
  /** Some error names no row, so that one without a fault may have failed as well. */
  isDoubtful: boolean
}

/**
 * The vendor gives back the row as it was sent,
 * so that it is known by its external id, its e-mail or its phone; by its index only where it gives nothing back and
 * the job held exactly these rows.
 */
export async function importErrors(
  session: Session,
  job: string,
  rows: Prepared[],
  size: number,
): Promise<ImportErrors> {
  const errors = await readPages(session, {
    call: 'jobs.errors',
    path: `/api/profile-bulk-import-jobs/${encodeURIComponent(job)}/import-errors`,
    query: { 'page[size]': 100 },
    item: ImportError,
  })
  const byName = new Map<string, Prepared>()
  for (const row of rows) for (const name of rowNames(row)) byName.set(name, row)
  const faults = new Map<number, Fault>()
  const isWhole = size === rows.length
  let unknown = 0
  for (const { attributes: error } of errors) {
    const payload = payloadNames(error)
    const named = payload.flatMap((name) => byName.get(name) ?? [])[0]
    const at = isWhole ? rowOf(error) : undefined
    const row = named ?? (at === undefined ? undefined : rows[at])
    // A receipt may hold some rows of the job alone: an error that names somebody else is of the others.
    if (row !== undefined) faults.set(row.index, faults.get(row.index) ?? faultOfRow(error))
    else if (isWhole || payload.length === 0) unknown++
  }
  if (unknown > 0) session.log.warn('klaviyo.import_errors.unmatched', { job, unknown })
  await nameThoseGone(session, rows, faults)
  return { faults, isDoubtful: unknown > 0 }
}

/** The profiles that a job made or wrote to. */
export async function writtenBy(session: Session, job: string): Promise<Set<string>> {
  const profiles = await readPages(session, {
    call: 'jobs.profiles',
    path: `/api/profile-bulk-import-jobs/${encodeURIComponent(job)}/relationships/profiles`,
    query: { 'page[size]': 100 },
    item: z.object({ id: z.string() }),
  })
  return new Set(profiles.map(({ id }) => id))
}

/** Of a profile that is gone a job says no more than that its row is invalid. */
async function nameThoseGone(session: Session, rows: Prepared[], faults: Map<number, Fault>): Promise<void> {
  const asking = rows.flatMap(({ index, id }) => {
    const fault = faults.get(index)
    return id !== null && fault?.kind === 'invalid' && fault.details.field === undefined ? [{ index, id, fault }] : []
  })
  if (asking.length === 0) return
  const ids = asking.map(({ id }) => id)
  const there = new Set((await readProfiles(session, 'id', ids, ['external_id'])).map(({ id }) => id))
  for (const { index, id, fault } of asking) if (!there.has(id)) faults.set(index, gone(fault))
}

function faultOfRow(error: ImportError): Fault {
  if (error.code === 'duplicate_profile' || /conflict/i.test(error.title ?? '')) {
    return new Fault('conflict', 'Another profile in Klaviyo already has this e-mail, phone number or external id', {
      code: 'DUPLICATE_PROFILE',
    })
  }
  return invalid(error)
}

// From the one that only this record can have to the one that a family shares.
function rowNames({ id, attributes }: Prepared): string[] {
  return names({ id, ...attributes })
}

function payloadNames({ original_payload: payload }: ImportError): string[] {
  if (payload === null || payload === undefined) return []
  // It is "the item as sent", with its attributes inside or, in older samples, spread out.
  const attributes = payload.attributes
  return names({ ...payload, ...(typeof attributes === 'object' && attributes !== null ? attributes : {}) })
}

function names(from: Record<string, unknown>): string[] {
  return (['id', 'external_id', 'email', 'phone_number'] as const).flatMap((by) => {
    const value = from[by]
    return typeof value === 'string' && value !== '' ? [nameOf(by, value)] : []
  })
}
