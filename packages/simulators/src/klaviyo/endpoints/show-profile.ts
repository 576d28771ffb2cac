import { locationNames, type Profile } from '../account/profile.ts'
import { stamp, stampOrNull } from '../wire/reply.ts'
import { fieldPicker } from '../wire/sparse-fields.ts'
import type { Call } from './call.ts'
import { linked, type Resource, relationship } from './documents.ts'
import { showSubscriptions } from './show-subscriptions.ts'

/**
 * How the profiles of one reply are shown: which attributes, and whether with relationships. `own` are attributes that
 * only this kind of reply has; whoever shows a profile gives them.
 */
export function profileView(
  call: Call,
  own: readonly string[] = [],
): (profile: Profile, more?: Record<string, unknown>) => Resource {
  const fields = call.query.names('fields[profile]')
  const additional = call.query.names('additional-fields[profile]') ?? []
  const pick = fieldPicker(fields ?? [...usual, ...additional, ...own])
  return (profile, more = {}) => {
    const read = (name: string) => (name in more ? more[name] : readers[name]?.(profile))
    const attributes = pick(read)
    const resource: Resource = { type: 'profile', id: profile.id, attributes }
    // With sparse fields no relationships: JSON:API counts them among the fields.
    if (fields === undefined) {
      resource.relationships = {
        lists: relationship(call, 'profile', profile.id, 'lists'),
        segments: relationship(call, 'profile', profile.id, 'segments'),
      }
    }
    return linked(call, resource)
  }
}

const readers: Record<string, (profile: Profile) => unknown> = {
  email: (profile) => profile.email,
  phone_number: (profile) => profile.phone_number,
  external_id: (profile) => profile.external_id,
  first_name: (profile) => profile.first_name,
  last_name: (profile) => profile.last_name,
  organization: (profile) => profile.organization,
  locale: (profile) => profile.locale,
  title: (profile) => profile.title,
  image: (profile) => profile.image,
  created: (profile) => stamp(profile.created),
  updated: (profile) => stamp(profile.updated),
  last_event_date: (profile) => stampOrNull(profile.lastEvent),
  location: ({ location }) => Object.fromEntries(locationNames.map((name) => [name, location[name] ?? null])),
  properties: (profile) => profile.properties,
  subscriptions: showSubscriptions,
  // The simulator predicts nothing: as with a young account, every figure is null.
  predictive_analytics: () => noPredictions,
}

/** What a read gives unless it asks otherwise. */
const usual = Object.keys(readers).filter((name) => name !== 'subscriptions' && name !== 'predictive_analytics')

const noPredictions = {
  historic_clv: null,
  predicted_clv: null,
  total_clv: null,
  historic_number_of_orders: null,
  predicted_number_of_orders: null,
  average_days_between_orders: null,
  average_order_value: null,
  churn_probability: null,
  expected_date_of_next_order: null,
  ranked_channel_affinity: null,
}
