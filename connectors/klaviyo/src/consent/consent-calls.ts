import { Fault, type HttpOptions, type HttpReply, type Session } from '@trefoil/sdk'
import { draws } from '../calls.ts'
import { chunksOf } from '../chunks-of.ts'
import type { components } from '../generated/klaviyo.gen.ts'
import { postRows } from '../post-rows.ts'
import type { Subscriber } from './plan-consent.ts'

type Schemas = components['schemas']

/** Most profiles that one call of each kind takes. */
const SUBSCRIBE = 1_000
const UNSUBSCRIBE = 100
const ADD = 1_000
const REMOVE = 1_000

/** Faults by key, for those whom the vendor refused. */
export async function subscribe(session: Session, list: string | null, all: Subscriber[]): Promise<Map<number, Fault>> {
  const { now: asked = [], past = [] } = Object.groupBy(all, ({ consentedAt }) =>
    consentedAt === undefined ? 'now' : 'past',
  )
  const [today, entered] = [await subscribeAll(session, list, asked), await enterPast(session, list, past)]
  return new Map([...today, ...entered])
}

/** Consent of the past. The vendor takes no instant that has not come, and would refuse all for the sake of one. */
async function enterPast(session: Session, list: string | null, all: Subscriber[]): Promise<Map<number, Fault>> {
  const now = session.now().getTime()
  const { good = [], early = [] } = Object.groupBy(all, ({ consentedAt }) =>
    Date.parse(consentedAt ?? '') < now ? 'good' : 'early',
  )
  const faults = await subscribeAll(session, list, good, true)
  for (const { key } of early) faults.set(key, notPast)
  return faults
}

const notPast = new Fault('invalid', 'consentedAt is no instant of the past: map the time at which consent was given', {
  code: 'INVALID_CONSENT_TIME',
  field: 'consentedAt',
})

function subscribeAll(
  session: Session,
  list: string | null,
  all: Subscriber[],
  isPast = false,
): Promise<Map<number, Fault>> {
  return each(all, SUBSCRIBE, (chunk) => {
    const body: Schemas['SubscriptionCreateJobCreateQuery'] = {
      data: {
        type: 'profile-subscription-bulk-create-job',
        attributes: { ...(isPast ? { historical_import: true } : {}), profiles: { data: chunk.map(asSubscribed) } },
        ...(list === null ? {} : { relationships: { list: { data: { type: 'list', id: list } } } }),
      },
    }
    // Never repeated by itself: the person may withdraw in between, and then what they said must be read first.
    return session.http.post('/api/profile-subscription-bulk-create-jobs', body, {
      draws: draws('consent.subscribe'),
      allow: refusals,
    })
  })
}

/** Without a list: naming one would unsubscribe globally whoever is not on it. */
export async function unsubscribe(session: Session, all: Subscriber[]): Promise<Map<number, Fault>> {
  return each(all, UNSUBSCRIBE, (chunk) => {
    const body: Schemas['SubscriptionDeleteJobCreateQuery'] = {
      data: {
        type: 'profile-subscription-bulk-delete-job',
        attributes: { profiles: { data: chunk.map(asUnsubscribed) } },
      },
    }
    return session.http.post('/api/profile-subscription-bulk-delete-jobs', body, {
      draws: draws('consent.unsubscribe'),
      ...repeatable,
    })
  })
}

/** Membership alone, which says nothing about consent and sends no mail to confirm. */
export async function addToList(
  session: Session,
  list: string,
  all: { key: number; id: string }[],
): Promise<Map<number, Fault>> {
  return each(all, ADD, (chunk) => {
    const body: Schemas['ListMembersAddQuery'] = { data: chunk.map(({ id }) => ({ type: 'profile', id })) }
    return session.http.post(`/api/lists/${encodeURIComponent(list)}/relationships/profiles`, body, {
      draws: draws('lists.add'),
      ...repeatable,
    })
  })
}

/** Taken off a list, the person still gets what they consented to. */
export async function takeOffList(
  session: Session,
  list: string,
  all: { key: number; id: string }[],
): Promise<Map<number, Fault>> {
  return each(all, REMOVE, (chunk) => {
    const body: Schemas['ListMembersDeleteQuery'] = { data: chunk.map(({ id }) => ({ type: 'profile', id })) }
    return session.http.delete(`/api/lists/${encodeURIComponent(list)}/relationships/profiles`, {
      draws: draws('lists.remove'),
      body,
      ...repeatable,
    })
  })
}

const refusals = [400, 413]
const repeatable: HttpOptions = { allow: refusals, repeatable: true }

async function each<M extends { key: number }>(
  all: M[],
  size: number,
  post: (chunk: M[]) => Promise<HttpReply>,
): Promise<Map<number, Fault>> {
  const faults = new Map<number, Fault>()
  for (const chunk of chunksOf(all, size)) {
    const answers = await postRows(chunk, post)
    for (const [at, { key }] of chunk.entries()) {
      const answer = answers[at]
      if (answer instanceof Fault) faults.set(key, answer)
    }
  }
  return faults
}

function asSubscribed(subscriber: Subscriber): Schemas['ProfileSubscriptionCreateQueryResourceObject'] {
  const { id, email, phone, consentedAt } = subscriber
  const given = {
    consent: 'SUBSCRIBED',
    ...(consentedAt === undefined ? {} : { consented_at: new Date(consentedAt).toISOString() }),
  } as const
  return {
    type: 'profile',
    id,
    attributes: {
      ...(email === null ? {} : { email }),
      ...(phone === null ? {} : { phone_number: phone }),
      subscriptions: {
        ...(email === null ? {} : { email: { marketing: given } }),
        ...(phone === null ? {} : { sms: { marketing: given } }),
      },
    },
  }
}

function asUnsubscribed({ email, phone }: Subscriber): Schemas['ProfileSubscriptionDeleteQueryResourceObject'] {
  return {
    type: 'profile',
    attributes: {
      ...(email === null ? {} : { email }),
      ...(phone === null ? {} : { phone_number: phone }),
      subscriptions: {
        ...(email === null ? {} : { email: { marketing: { consent: 'UNSUBSCRIBED' } } }),
        ...(phone === null ? {} : { sms: { marketing: { consent: 'UNSUBSCRIBED' } } }),
      },
    },
  }
}
