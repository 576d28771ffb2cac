import type { Metric, PersonEvent } from '../account/events.ts'
import type { Condition } from '../wire/filter-language.ts'
import type { Place } from '../wire/paging.ts'
import { notFound, Refusal } from '../wire/problem.ts'
import { readFilter } from '../wire/read-filter.ts'
import { stamp } from '../wire/reply.ts'
import { fieldPicker } from '../wire/sparse-fields.ts'
import type { Call, Endpoint } from './call.ts'
import { collection, linked, type Resource, single } from './documents.ts'
import { holds } from './find-profiles.ts'
import { showEvent } from './show-event.ts'
import { profileView } from './show-profile.ts'

/** GET /api/events; [U] the order when none is asked for: here the latest first. */
export const getEvents: Endpoint = (call) => {
  const conditions = readFilter(call.operation, call.query.text('filter'))
  const kept = call.account.events.all.filter((event) => conditions.every((condition) => keeps(event, condition)))
  const fields = call.query.names('fields[event]')
  const descending = (call.query.text('sort') ?? '-datetime').startsWith('-')
  const placeOf = ({ timestamp, id }: PersonEvent): Place => [timestamp, id]
  return collection(call, {
    items: kept,
    placeOf,
    descending,
    size: 200,
    show: (event) => linked(call, showEvent(call, event, fields)),
    ...(call.query.names('include') === undefined
      ? {}
      : { included: (events: PersonEvent[]) => includedWith(call, events) }),
  })
}

/** GET /api/events/{id} */
export const getEvent: Endpoint = (call) => {
  const id = call.params.id ?? ''
  const event = call.account.events.all.find((one) => one.id === id)
  if (event === undefined) throw new Refusal([notFound('event', id)])
  const include = call.query.names('include')
  return single(
    call,
    200,
    showEvent(call, event, call.query.names('fields[event]')),
    include === undefined ? undefined : includedWith(call, [event]),
  )
}

/** GET /api/metrics: cannot be filtered by name. */
export const getMetrics: Endpoint = (call) => {
  const conditions = readFilter(call.operation, call.query.text('filter'))
  const items = [...call.account.events.metrics.values()].filter((metric) => {
    const { name, category } = integrationOf(metric)
    return conditions.every(({ field, values }) => values.includes(field === 'integration.name' ? name : category))
  })
  const placeOf = ({ id }: Metric): Place => ['', id]
  const show = (metric: Metric) => linked(call, showMetric(call, metric))
  return collection(call, { items, placeOf, size: 200, show })
}

/** GET /api/metrics/{id} */
export const getMetric: Endpoint = (call) => {
  const id = call.params.id ?? ''
  const metric = call.account.events.metrics.get(id)
  if (metric === undefined) throw new Refusal([notFound('metric', id)])
  return single(call, 200, showMetric(call, metric))
}

function keeps(event: PersonEvent, condition: Condition): boolean {
  const { field, operator, values } = condition
  if (operator === 'has') return true
  if (field === 'metric_id') return values.includes(event.metricId)
  if (field === 'profile_id') return values.includes(event.profileId)
  if (field === 'datetime') return holds(condition, event.timestamp)
  return holds(condition, event.timestamp, Number)
}

function showMetric(call: Call, metric: Metric): Resource {
  const whole: Record<string, unknown> = {
    name: metric.name,
    created: stamp(metric.created),
    updated: stamp(metric.updated),
    integration: integrationOf(metric),
  }
  const names = call.query.names('fields[metric]') ?? Object.keys(whole)
  return { type: 'metric', id: metric.id, attributes: fieldPicker(names)((name) => whole[name]) }
}

function integrationOf({ integration }: Metric) {
  return integration === 'API'
    ? { object: 'integration', id: '7FtS4J', key: 'api', name: 'API', category: 'API' }
    : { object: 'integration', id: '0rG4eQ', key: 'klaviyo', name: 'Klaviyo', category: 'Internal' }
}

/** Each profile and metric once, however many events speak of it. */
function includedWith(call: Call, events: PersonEvent[]): Resource[] {
  const include = call.query.names('include') ?? []
  const { profiles, events: shelf } = call.account
  const view = profileView(call)
  const metricIds = include.includes('metric') ? events.map(({ metricId }) => metricId) : []
  const profileIds = include.includes('profile') ? events.map(({ profileId }) => profileId) : []
  const metrics = [...new Set(metricIds)].map((id) => shelf.metrics.get(id)).filter((one) => one !== undefined)
  const people = [...new Set(profileIds)].map((id) => profiles.get(id)).filter((one) => one !== undefined)
  return [...metrics.map((metric) => linked(call, showMetric(call, metric))), ...people.map((profile) => view(profile))]
}
