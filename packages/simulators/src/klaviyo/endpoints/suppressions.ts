import { checkIdentifiers } from '../account/check-identifiers.ts'
import { type SuppressionJob, startSuppressionJob } from '../account/suppression-job.ts'
import { bodyCheck } from '../description/check-body.ts'
import type { Place } from '../wire/paging.ts'
import { invalid, notFound, Refusal, refuse } from '../wire/problem.ts'
import { readFilter } from '../wire/read-filter.ts'
import { stamp, stampOrNull } from '../wire/reply.ts'
import { fieldPicker } from '../wire/sparse-fields.ts'
import { bodyOf, type Call, type Endpoint, limitCount, listRelated } from './call.ts'
import { collection, linked, type Resource, relationship, single } from './documents.ts'

interface SuppressionBody {
  data: {
    attributes: { profiles?: { data: { attributes: { email: string } }[] } | null }
    relationships?: { list?: { data?: { id: string } }; segment?: { data?: { id: string } } }
  }
}

type Kind = SuppressionJob['kind']

const bodies = {
  create: bodyCheck<SuppressionBody>('bulk_suppress_profiles'),
  delete: bodyCheck<SuppressionBody>('bulk_unsuppress_profiles'),
}
const at = '/data/attributes/profiles/data'

/** POST /api/profile-suppression-bulk-{create,delete}-jobs: up to 100 addresses, or all members of a list. */
export function postSuppressionJob(kind: Kind): Endpoint {
  return (call) => {
    const { data } = bodyOf(call, bodies[kind])
    const profiles = data.attributes.profiles?.data
    const listId = data.relationships?.list?.data?.id
    const wanted = [profiles, listId, data.relationships?.segment].filter((one) => one !== undefined)
    if (wanted.length !== 1)
      throw new Refusal([invalid('/data', 'Exactly one of profiles, list and segment is needed.')])
    if (profiles === undefined && listId === undefined) throw new Refusal([invalid('/data', 'There are no segments.')])
    const emails = profiles === undefined ? emailsOn(call, listId ?? '') : given(call, profiles)
    const job = startSuppressionJob(call.account, call.actor, { kind, emails, listId: listId ?? null })
    return single(call, 202, showJob(call, job))
  }
}

/** GET the collection of one kind of suppression jobs. */
export function getSuppressionJobs(kind: Kind): Endpoint {
  return (call) => {
    const conditions = readFilter(call.operation, call.query.text('filter'))
    const kept = [...call.account.suppressionJobs.values()].filter((job) => {
      const fields: Record<string, string | null> = { status: job.status, list_id: job.listId, segment_id: null }
      return job.kind === kind && conditions.every(({ field, values }) => values.includes(fields[field] ?? ''))
    })
    const descending = call.query.text('sort')?.startsWith('-') === true
    const placeOf = ({ created, id }: SuppressionJob): Place => [created, id]
    return collection(call, {
      items: kept,
      placeOf,
      descending,
      size: 20,
      show: (job) => linked(call, showJob(call, job)),
    })
  }
}

/** GET one suppression job. */
export function getSuppressionJob(kind: Kind): Endpoint {
  return (call) => {
    const id = call.params.job_id ?? ''
    const job = call.account.suppressionJobs.get(id)
    if (job === undefined || job.kind !== kind) throw new Refusal([notFound(typeOf(kind), id)])
    return single(call, 200, showJob(call, job))
  }
}

function given(call: Call, profiles: { attributes: { email: string } }[]): string[] {
  limitCount(profiles, 100, at)
  const rules = (index: number) => ({ at: `${at}/${index}/attributes`, dropsPhone: false })
  refuse(
    ...profiles.flatMap(({ attributes }, index) => checkIdentifiers(call.account, attributes, rules(index)).problems),
  )
  return profiles.map(({ attributes }) => attributes.email)
}

function emailsOn({ account }: Call, listId: string): string[] {
  const list = listRelated(account, listId, '/data/relationships/list/data/id')
  const emails = [...list.members.keys()].map((id) => account.profiles.get(id)?.email ?? null)
  return emails.filter((email) => email !== null)
}

function typeOf(kind: Kind): string {
  return `profile-suppression-bulk-${kind}-job`
}

function showJob(call: Call, job: SuppressionJob): Resource {
  const type = typeOf(job.kind)
  const whole: Record<string, unknown> = {
    status: job.status,
    created_at: stamp(job.created),
    total_count: job.total,
    completed_count: job.completed,
    completed_at: stampOrNull(job.completedAt),
    skipped_count: job.skipped,
  }
  const names = call.query.names(`fields[${type}]`) ?? Object.keys(whole)
  const lists = job.listId === null ? [] : [{ type: 'list', id: job.listId }]
  return {
    type,
    id: job.id,
    attributes: fieldPicker(names)((name) => whole[name]),
    relationships: { lists: { data: lists, ...relationship(call, type, job.id, 'lists') } },
  }
}
