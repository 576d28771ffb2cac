import type { Account } from '../account/account.ts'
import { recordEvent } from '../account/events.ts'
import { identifyForEvent } from '../account/identify-for-event.ts'
import type { ProfileMeta } from '../account/profile.ts'
import { resolve } from '../account/resolve-profile.ts'
import { bodyCheck } from '../description/check-body.ts'
import { invalid, type Problem, refuse } from '../wire/problem.ts'
import { nothing } from '../wire/reply.ts'
import { bodyOf, type Call, type Endpoint, limitBytes, limitCount } from './call.ts'
import { checkAttributes, type ProfileInput, partialFailure, unknownId } from './write-attributes.ts'

interface EventAttributes {
  properties: Record<string, unknown>
  metric: { data: { attributes: { name: string; service?: string | null } } }
  time?: string | null
  value?: number | null
  value_currency?: string | null
  unique_id?: string | null
  backfill?: boolean | null
}

/** In a single event the meta of the profile sits among its attributes, in a bulk event beside them. */
type EventProfile = Omit<ProfileInput, 'attributes'> & { attributes: ProfileInput['attributes'] & EventOnly }
interface EventOnly {
  anonymous_id?: string | null
  meta?: ProfileMeta | null
}

interface EventBody {
  data: { attributes: EventAttributes & { profile: { data: EventProfile } } }
}

const eventBytes = 5_000_000
const stringBytes = 100_000
const eventBody = bodyCheck<EventBody>('create_event')

/** POST /api/events */
export const postEvent: Endpoint = (call) => {
  limitBytes(call, eventBytes, 'An event')
  const { attributes } = bodyOf(call, eventBody).data
  const who = checkProfile(call, attributes.profile.data, '/data/attributes/profile/data')
  refuse(...who.problems, ...eventProblems(call, attributes, '/data/attributes'))
  record(call, who, [attributes])
  return nothing(202, who.droppedPhone ? partialFailure : {})
}

interface BulkBody {
  data: {
    attributes: {
      'events-bulk-create': {
        data: {
          attributes: {
            backfill?: boolean | null
            profile: { data: EventProfile }
            events: { data: { attributes: EventAttributes }[] }
          }
        }[]
      }
    }
  }
}

const bulkBody = bodyCheck<BulkBody>('bulk_create_events')
const bulkAt = '/data/attributes/events-bulk-create/data'

/** POST /api/event-bulk-create-jobs: a `unique_id` repeated for a profile and a metric fails the whole request. */
export const postEvents: Endpoint = (call) => {
  limitBytes(call, eventBytes, 'A bulk of events')
  const groups = bodyOf(call, bulkBody).data.attributes['events-bulk-create'].data
  const all = groups.flatMap(({ attributes }) => attributes.events.data)
  limitCount(all, 1000, bulkAt)
  const problems: Problem[] = []
  const seen = new Set<string>()
  const checked = groups.map(({ attributes }, index) => {
    const at = `${bulkAt}/${index}/attributes`
    const who = checkProfile(call, attributes.profile.data, `${at}/profile/data`)
    problems.push(...who.problems)
    const isHistory = attributes.backfill ?? false
    const events = attributes.events.data.map(({ attributes: one }) => ({
      ...one,
      backfill: one.backfill ?? isHistory,
    }))
    for (const [nth, event] of events.entries()) {
      const pointer = `${at}/events/data/${nth}/attributes`
      problems.push(...eventProblems(call, event, pointer))
      const { unique_id: uniqueId, metric } = event
      if (typeof uniqueId !== 'string') continue
      const claim = [nameOf(call.account, who), metric.data.attributes.name, uniqueId].join('\n')
      if (seen.has(claim)) problems.push(invalid(`${pointer}/unique_id`, `The unique_id '${uniqueId}' is repeated.`))
      seen.add(claim)
    }
    return { who, events }
  })
  refuse(...problems)
  for (const { who, events } of checked) record(call, who, events)
  return nothing(202)
}

function checkProfile(call: Call, { id, attributes: given, meta }: EventProfile, at: string) {
  // Web tracking knows anonymous ids; the simulator has no browser and reads past them.
  const { anonymous_id: _anonymous, meta: innerMeta, ...attributes } = given
  const input = { id: id ?? null, attributes, meta: meta ?? innerMeta ?? null }
  const rules = { at: `${at}/attributes`, dropsPhone: true, mustIdentify: true }
  const checked = checkAttributes(call.account, input, rules)
  const problems = [...checked.problems, ...unknownId(call.account, id, `${at}/id`)]
  return { ...input, ...checked, problems }
}

/** The same for all that one request says of one person, whether there is a profile yet or not. */
function nameOf(account: Account, { id, attributes }: ReturnType<typeof checkProfile>): string {
  const { email, phone_number: phone, external_id: externalId } = attributes
  return resolve(account, id, attributes).profile?.id ?? email?.toLowerCase() ?? phone ?? externalId ?? ''
}

function eventProblems(call: Call, { metric, time, properties }: EventAttributes, at: string): Problem[] {
  const problems: Problem[] = []
  const { name } = metric.data.attributes
  if (name === '' || name.length >= 128) {
    problems.push(invalid(`${at}/metric/data/attributes/name`, 'A metric name has 1 to 127 characters.'))
  }
  if (Object.keys(properties).length > 400) {
    problems.push(invalid(`${at}/properties`, 'An event has at most 400 properties.'))
  }
  // No string can be too long in a body that is short: then they need not be measured.
  if (call.request.body.length * 3 > stringBytes && hasLongString(properties)) {
    problems.push(invalid(`${at}/properties`, `A string must not exceed ${stringBytes} bytes.`))
  }
  if (typeof time !== 'string') return problems
  const year = 366 * 86_400_000
  const isPlausible = Date.parse(time) >= Date.UTC(1991, 0) && Date.parse(time) <= call.account.milliseconds() + year
  if (!isPlausible) problems.push(invalid(`${at}/time`, 'The time must be after 1990 and at most one year ahead.'))
  return problems
}

function hasLongString(value: unknown): boolean {
  if (typeof value === 'string') return Buffer.byteLength(value) > stringBytes
  return typeof value === 'object' && value !== null && Object.values(value).some(hasLongString)
}

function record({ account, actor }: Call, who: ReturnType<typeof checkProfile>, events: EventAttributes[]): void {
  const received = account.seconds()
  account.later.add(() => {
    const profile = identifyForEvent(account, actor, who)
    if (profile === undefined) return
    for (const event of events) {
      recordEvent(account, actor, profile, {
        metric: event.metric.data.attributes.name,
        integration: 'API',
        timestamp: typeof event.time === 'string' ? Math.floor(Date.parse(event.time) / 1000) : received,
        uniqueId: event.unique_id ?? undefined,
        properties: event.properties,
        value: event.value,
        currency: event.value_currency,
        backfill: event.backfill === true,
      })
    }
  })
}
