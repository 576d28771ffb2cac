import { type ImportError, type ImportJob, type ProfileItem, startImportJob } from '../account/import-job.ts'
import { bodyCheck } from '../description/check-body.ts'
import type { Place } from '../wire/paging.ts'
import { invalid, notFound, Refusal, refuse } from '../wire/problem.ts'
import { readFilter } from '../wire/read-filter.ts'
import { stamp, stampOrNull } from '../wire/reply.ts'
import { fieldPicker } from '../wire/sparse-fields.ts'
import { bodyOf, type Call, type Endpoint, limitBytes, limitCount, listRelated } from './call.ts'
import { collection, linked, type Resource, relationship, single } from './documents.ts'
import { showList } from './show-list.ts'
import { profileView } from './show-profile.ts'
import { checkAttributes } from './write-attributes.ts'

interface ImportBody {
  data: {
    attributes: { profiles: { data: ProfileItem[] } }
    relationships?: { lists?: { data?: { id: string }[] } }
  }
}

const importBody = bodyCheck<ImportBody>('bulk_import_profiles')
const at = '/data/attributes/profiles/data'

/** POST /api/profile-bulk-import-jobs: one bad row turns all of them down, with a pointer for each bad one. */
export const postImportJob: Endpoint = (call) => {
  limitBytes(call, 5_000_000, 'An import')
  const { data } = bodyOf(call, importBody)
  const items = data.attributes.profiles.data
  limitCount(items, 10_000, at)
  checkRows(call, items)
  const lists = (data.relationships?.lists?.data ?? []).map(({ id }, index) =>
    listRelated(call.account, id, `/data/relationships/lists/data/${index}/id`),
  )
  const job = startImportJob(call.account, call.actor, items, lists)
  return single(call, 202, showJob(call, job))
}

/** GET /api/profile-bulk-import-jobs */
export const getImportJobs: Endpoint = (call) => {
  const conditions = readFilter(call.operation, call.query.text('filter'))
  const kept = [...call.account.importJobs.values()].filter((job) =>
    conditions.every(({ values }) => values.includes(job.status)),
  )
  const descending = call.query.text('sort')?.startsWith('-') === true
  const placeOf = ({ created, id }: ImportJob): Place => [created, id]
  return collection(call, {
    items: kept,
    placeOf,
    descending,
    size: 20,
    show: (job) => linked(call, showJob(call, job)),
  })
}

/** GET /api/profile-bulk-import-jobs/{job_id} */
export const getImportJob: Endpoint = (call) => {
  const job = jobNamed(call)
  const includes = call.query.names('include')?.includes('lists')
  const fields = call.query.names('fields[list]')
  const lists = job.lists.map((list) => linked(call, showList(list, fields)))
  return single(call, 200, showJob(call, job), includes ? lists : undefined)
}

/** GET /api/profile-bulk-import-jobs/{id}/profiles: those that were created or updated. */
export const getImportedProfiles: Endpoint = (call) => {
  const { profiles } = call.account
  const items = [...jobNamed(call).profileIds].map((id) => profiles.get(id)).filter((one) => one !== undefined)
  const placeOf = ({ id }: { id: string }): Place => ['', id]
  const view = profileView(call)
  const show = (profile: (typeof items)[number]) => view(profile)
  return collection(call, { items, placeOf, size: 20, show })
}

/** GET /api/profile-bulk-import-jobs/{id}/relationships/profiles */
export const getImportedProfileIds: Endpoint = (call) => {
  const items = [...jobNamed(call).profileIds]
  return collection(call, { items, placeOf: (id) => ['', id], size: 20, show: (id) => ({ type: 'profile', id }) })
}

/** GET /api/profile-bulk-import-jobs/{id}/lists */
export const getListsOfImport: Endpoint = (call) => {
  const { lists } = jobNamed(call)
  const fields = call.query.names('fields[list]')
  const show = (list: (typeof lists)[number]) => linked(call, showList(list, fields))
  return collection(call, { items: lists, placeOf: ({ id }) => ['', id], size: Math.max(1, lists.length), show })
}

/** GET /api/profile-bulk-import-jobs/{id}/import-errors: a `complete` job may have some. */
export const getImportErrors: Endpoint = (call) => {
  const fields = call.query.names('fields[import-error]')
  const placeOf = ({ id }: ImportError): Place => ['', id]
  const show = ({ id, problem, original }: ImportError): Resource => {
    const { code, title, detail, source } = problem
    const whole: Record<string, unknown> = { code, title, detail, source, original_payload: original }
    const attributes = fieldPicker(fields ?? Object.keys(whole))((name) => whole[name])
    return { type: 'import-error', id, attributes, links: { self: errorLink(call, id) } }
  }
  return collection(call, { items: jobNamed(call).errors, placeOf, size: 20, show })
}

function checkRows(call: Call, items: ProfileItem[]): void {
  // No row can be too large in a body that is not: then the rows need not be measured.
  const measures = call.request.body.length * 3 > rowBytes
  const problems = items.flatMap((item, index) => {
    const row = `${at}/${index}`
    const rules = { at: `${row}/attributes`, dropsPhone: false, mustIdentify: true }
    const { problems: found } = checkAttributes(call.account, item, rules)
    const isLarge = measures && Buffer.byteLength(JSON.stringify(item)) > rowBytes
    return isLarge ? [...found, invalid(row, `A profile must not exceed ${rowBytes} bytes.`)] : found
  })
  refuse(...problems)
}

const rowBytes = 100_000

function jobNamed({ account, params }: Call): ImportJob {
  const id = params.job_id ?? params.id ?? ''
  const job = account.importJobs.get(id)
  if (job === undefined) throw new Refusal([notFound('profile-bulk-import-job', id)])
  return job
}

function showJob(call: Call, job: ImportJob): Resource {
  const type = 'profile-bulk-import-job'
  const whole: Record<string, unknown> = {
    status: job.status,
    created_at: stamp(job.created),
    total_count: job.total,
    completed_count: job.completed,
    failed_count: job.errors.length,
    completed_at: stampOrNull(job.completedAt),
    expires_at: stamp(job.expires),
    started_at: stampOrNull(job.started),
  }
  const names = call.query.names(`fields[${type}]`) ?? Object.keys(whole)
  const { related } = relationship(call, type, job.id, 'import-errors').links
  return {
    type,
    id: job.id,
    attributes: fieldPicker(names)((name) => whole[name]),
    relationships: {
      lists: { data: job.lists.map(({ id }) => ({ type: 'list', id })), ...relationship(call, type, job.id, 'lists') },
      profiles: relationship(call, type, job.id, 'profiles'),
      'import-errors': { links: { related } },
    },
  }
}

function errorLink({ account, request }: Call, id: string): string {
  return `${account.settings.linkBase}${request.path}#${id}`
}
