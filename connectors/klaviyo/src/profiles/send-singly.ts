import { Fault, type HttpReply, inParallel, type Outcome, type Session } from '@trefoil/sdk'
import { z } from 'zod'
import { draws } from '../calls.ts'
import { faultOf } from '../dialect.ts'
import type { components } from '../generated/klaviyo.gen.ts'
import { strange } from '../read-pages.ts'
import { withoutExternalId } from './external-id.ts'
import { claimsOfEach } from './find.ts'
import type { Prepared } from './prepare.ts'
import type { Row } from './profile.ts'
import { isKnownWithout, phoneWarnings, thoseWhoShare, withoutPhone } from './shared-phone.ts'
import { partTwins } from './twins.ts'

export type Sent = Exclude<Outcome, { status: 'accepted' }>

const Reply = z.object({ data: z.object({ id: z.string().min(1) }) })

/** Under way at once; the vendor's 75 a second are kept by the gateway. */
const WIDTH = 16

/** One request each, several at a time. Trouble with one is its own outcome; trouble with the key ends them all. */
export async function sendSingly(session: Session, all: Prepared[], strict: boolean): Promise<Sent[]> {
  return eachAlone(all, (prepared) => sendOne(session, prepared, strict))
}

/**
 * For records that share an identifier with one that went before. Where that one is a profile now, whose it is must be
 * asked anew: to write would put this record's values over the other's. Nor do two of these go together.
 */
export async function sendAfterTwins(session: Session, all: Prepared[], strict: boolean): Promise<Sent[]> {
  const outcomes = new Map<Prepared, Sent>()
  for (let open = all; open.length > 0; ) {
    const claims = await claimsOrFault(session, open)
    if (claims instanceof Fault) {
      for (const prepared of open) outcomes.set(prepared, { status: 'failed', fault: claims })
      break
    }
    for (const [prepared, candidates] of claims) outcomes.set(prepared, { status: 'failed', fault: twice(candidates) })
    const { firsts, twins } = partTwins(open.filter((prepared) => !claims.has(prepared)))
    for (const [at, sent] of (await sendSingly(session, firsts, strict)).entries()) {
      const prepared = firsts[at]
      if (prepared !== undefined) outcomes.set(prepared, sent)
    }
    open = twins.map(({ prepared }) => prepared)
  }
  return all.map((prepared) => outcomes.get(prepared) ?? { status: 'failed', fault: unsent })
}

/** Who is linked is known. Trouble with the question is the trouble of those who are left, and of nobody before them. */
async function claimsOrFault(session: Session, all: Prepared[]): Promise<Map<Prepared, string[]> | Fault> {
  try {
    return await claimsOfEach(
      session,
      all.filter(({ id }) => id === null),
    )
  } catch (error) {
    if (error instanceof Fault) return error
    throw error
  }
}

function twice(candidates: string[]): Fault {
  const message =
    'another record of the same batch has the same e-mail, phone number or external id: match this one anew'
  return new Fault('conflict', message, { code: 'SAME_PERSON_TWICE', candidates })
}

const unsent = new Fault('bug', 'A write that shares an identifier was never sent')

async function eachAlone(all: Prepared[], send: (prepared: Prepared) => Promise<Sent>): Promise<Sent[]> {
  let hopeless: Fault | undefined
  return inParallel(all, WIDTH, async (prepared) => {
    if (hopeless !== undefined) return { status: 'failed', fault: hopeless }
    try {
      return await send(prepared)
    } catch (error) {
      if (!(error instanceof Fault)) throw error
      if (error.kind === 'credentials' || error.kind === 'permission') hopeless = error
      return { status: 'failed', fault: error }
    }
  })
}

async function sendOne(session: Session, prepared: Prepared, strict: boolean): Promise<Sent> {
  const reply = await write(session, prepared)
  if (reply.status < 400) return outcomeOf(reply, prepared)
  const fault = faultOf(reply) ?? new Fault('protocol', `Klaviyo answered with status ${reply.status}`)
  if (fault.kind === 'missing' && prepared.id !== null) return { status: 'failed', fault: gone(fault) }
  if (fault.kind === 'conflict') return resolveConflict(session, prepared, fault, strict)
  if (!strict && fault.details.field === 'phoneNumber' && isKnownWithout(prepared)) {
    return sendOne(session, withoutPhone(prepared, 'refused'), strict)
  }
  return { status: 'failed', fault }
}

function write(session: Session, prepared: Prepared): Promise<HttpReply> {
  const { id } = prepared
  if (id === null) {
    const body: components['schemas']['ProfileUpsertQuery'] = { data: rowOfPrepared(prepared) }
    return session.http.post('/api/profile-import', body, {
      draws: draws('profiles.import'),
      query: only,
      allow: refusals,
      repeatable: true,
    })
  }
  const body: components['schemas']['ProfilePartialUpdateQuery'] = { data: { ...rowOfPrepared(prepared), id } }
  return session.http.patch(`/api/profiles/${encodeURIComponent(id)}`, body, {
    draws: draws('profiles.update'),
    query: only,
    allow: [...refusals, 404],
    repeatable: true,
  })
}

// The answer's body is not read beyond the id.
const only = { 'fields[profile]': 'external_id' }
const refusals = [400, 409, 413]

export function rowOfPrepared({ id, attributes, unset }: Prepared): Row {
  return {
    type: 'profile',
    ...(id === null ? {} : { id }),
    attributes,
    ...(unset.length === 0 ? {} : { meta: { patch_properties: { unset } } }),
  }
}

function outcomeOf(reply: HttpReply, prepared: Prepared): Sent {
  const parsed = Reply.safeParse(reply.json)
  if (!parsed.success) throw strange('a profile that was written', parsed.error)
  const dropped = reply.headers['x-klaviyo-partial-failure'] === undefined ? [] : [phoneWarnings.refused]
  return written(reply.status === 201 ? 'created' : 'updated', parsed.data.data.id, [...prepared.warnings, ...dropped])
}

export function written(status: 'created' | 'updated', id: string, warnings: string[]): Sent {
  return warnings.length === 0 ? { status, id } : { status, id, warnings }
}

/**
 * One of the identifiers belongs to another profile, and the answer does not say which. Who has each of them does:
 * a single profile is the one that was meant (it appeared meanwhile), two are for a person to decide. Only the phone
 * of another customer is left out, where the connection is not strict: people share them.
 */
async function resolveConflict(session: Session, prepared: Prepared, fault: Fault, strict: boolean): Promise<Sent> {
  if (!strict && (await thoseWhoShare(session, [prepared])).has(prepared)) {
    return sendOne(session, withoutPhone(prepared, 'shared'), strict)
  }
  const { id, attributes } = prepared
  const { external_id: mark, ...identity } = attributes
  const person = { ...prepared, attributes: identity }
  const claims = (await claimsOfEach(session, [person])).get(person) ?? []
  if (typeof mark === 'string' && claims.every((claim) => claim === id)) return sendBare(session, prepared)
  const known = [...(id === null ? [] : [id]), ...(fault.details.candidates ?? [])]
  const candidates = [...new Set([...known, ...claims])]
  const [only, second] = candidates
  if (second !== undefined) {
    const message =
      'this record claims several profiles by its e-mail, phone number and external id: link it to one, or merge them in Klaviyo'
    return { status: 'failed', fault: new Fault('ambiguous', message, { code: 'DUPLICATE_PROFILE', candidates }) }
  }
  if (only === undefined || id !== null) return { status: 'failed', fault }
  const reply = await write(session, { ...prepared, id: only })
  if (reply.status < 400) return written('updated', only, prepared.warnings)
  return { status: 'failed', fault: faultOf(reply) ?? fault }
}

/** Nobody else has the e-mail address or the phone, so it is the external id that another profile has. */
async function sendBare(session: Session, prepared: Prepared): Promise<Sent> {
  const bare = withoutExternalId(prepared)
  const reply = await write(session, bare)
  if (reply.status < 400) return outcomeOf(reply, bare)
  return {
    status: 'failed',
    fault: faultOf(reply) ?? new Fault('protocol', `Klaviyo answered with status ${reply.status}`),
  }
}

export function gone(cause: Fault): Fault {
  return new Fault(
    'missing',
    'Invalid Customer ID: the profile that this record is linked to is no longer in Klaviyo; unlink it and match it anew',
    { code: 'INVALID_CUSTOMER_ID', cause },
  )
}
