import type { Account } from '../account/account.ts'
import type { PersonEvent } from '../account/events.ts'
import { stamp } from '../wire/reply.ts'
import { fieldPicker } from '../wire/sparse-fields.ts'
import { type Resource, relationship } from './documents.ts'

/** An event, all of it unless `fields` says otherwise. */
export function showEvent(of: { account: Account }, event: PersonEvent, fields?: string[]): Resource {
  const { value, currency } = event
  const whole: Record<string, unknown> = {
    timestamp: event.timestamp,
    event_properties: {
      ...event.properties,
      $event_id: event.uniqueId,
      ...(value === null ? {} : { $value: value }),
      ...(currency === null ? {} : { $currency_code: currency }),
    },
    datetime: stamp(event.timestamp),
    uuid: event.uuid,
  }
  const link = (name: string) => relationship(of, 'event', event.id, name)
  return {
    type: 'event',
    id: event.id,
    attributes: fieldPicker(fields ?? Object.keys(whole))((name) => whole[name]),
    relationships: {
      profile: { data: { type: 'profile', id: event.profileId }, ...link('profile') },
      metric: { data: { type: 'metric', id: event.metricId }, ...link('metric') },
    },
  }
}
