import { duplicateProfile, invalid, type Problem } from '../wire/problem.ts'
import type { Account, Actor } from './account.ts'
import { addToList, type List } from './lists.ts'
import type { Profile, ProfileAttributes, ProfileMeta } from './profile.ts'
import { resolve } from './resolve-profile.ts'
import { createProfile, updateProfile } from './write-profile.ts'

/** One profile of a bulk import, as it was sent. */
export interface ProfileItem {
  type: 'profile'
  id?: string | null
  attributes: ProfileAttributes
  meta?: ProfileMeta | null
}

/** A row that failed after the request was accepted. */
export interface ImportError {
  readonly id: string
  problem: Problem
  original: ProfileItem
}

/** A bulk import. It ends `complete` even when rows of it failed. */
export interface ImportJob {
  readonly id: string
  status: 'queued' | 'processing' | 'complete'
  total: number
  completed: number
  created: number
  started: number | null
  completedAt: number | null
  expires: number
  lists: List[]
  profileIds: Set<string>
  errors: ImportError[]
}

export function startImportJob(account: Account, actor: Actor, items: ProfileItem[], lists: List[]): ImportJob {
  const created = account.seconds()
  const job: ImportJob = {
    id: account.ids.ulid(account.milliseconds()),
    status: 'queued',
    total: items.length,
    completed: 0,
    created,
    started: null,
    completedAt: null,
    expires: created + account.settings.assumptions.importJobDays * 86_400,
    lists,
    profileIds: new Set(),
    errors: [],
  }
  account.importJobs.set(job.id, job)
  account.later.add(() => {
    job.status = 'processing'
    job.started = account.seconds()
    account.later.add(() => carryOut(account, actor, job, items))
  })
  return job
}

/** Rows are done in their order, so that of two rows about one person the later updates ([U] with the vendor). */
function carryOut(account: Account, actor: Actor, job: ImportJob, items: ProfileItem[]): void {
  for (const [index, item] of items.entries()) {
    const outcome = importRow(account, actor, item, index)
    if ('problem' in outcome) {
      job.errors.push({ id: account.ids.uuid(), problem: outcome.problem, original: item })
      continue
    }
    job.completed += 1
    job.profileIds.add(outcome.profile.id)
    for (const list of job.lists) addToList(account, actor, list, outcome.profile)
  }
  job.status = 'complete'
  job.completedAt = account.seconds()
}

function importRow(
  account: Account,
  actor: Actor,
  item: ProfileItem,
  index: number,
): { profile: Profile } | { problem: Problem } {
  const { id, attributes, meta } = item
  const at = `/data/attributes/profiles/data/${index}/attributes`
  const forced = account.settings.failImport(attributes)
  if (forced !== undefined) return { problem: invalid(at, forced) }
  const { profile, others } = resolve(account, id, attributes)
  const write = { attributes, meta, nulls: 'ignore', via: 'bulk-import' } as const
  const [holder] = others
  // [U]: the code of such a row. It is what the single call answers.
  if (holder !== undefined) return { problem: { ...duplicateProfile(holder.id), source: { pointer: at } } }
  if (profile !== undefined) {
    updateProfile(account, actor, profile, write)
    return { profile }
  }
  if (typeof id === 'string') return { problem: invalid(at, `A profile with id ${id} does not exist.`) }
  return { profile: createProfile(account, actor, write) }
}
