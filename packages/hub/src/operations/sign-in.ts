import { inTransaction } from '../db/in-transaction.ts'
import { deleteEntryTokens, insertEntryToken, useEntryToken } from '../store/entry-token.ts'
import { countPeople, findPerson, insertPerson, type Person, updatePerson } from '../store/person.ts'
import {
  deleteSession,
  deleteSessionOf,
  deleteSessionsBefore,
  deleteSessionsOf,
  findSession,
  insertSession,
  listSessions,
  type SessionView,
  touchSession,
} from '../store/session.ts'
import type { Hub } from './hub.ts'
import { hashOfSecret, newSecret } from './new-secret.ts'
import { assertGoodPassword } from './password-rule.ts'
import { Refusal } from './refusal.ts'
import { attempt } from './throttle.ts'

/** A person who is in, with the secret that the browser keeps; the hub keeps its hash alone. */
export interface SignedIn {
  person: Person
  secret: string
}

/** Who knocks: the address that a request came from, and its browser as it calls itself. */
export interface Visitor {
  address: string
  agent: string
}

const hour = 60 * 60_000
const idleMs = 8 * hour
/** A session ends after so long, whatever happens in it. */
export const longestSessionMs = 7 * 24 * hour
const setUpMs = hour
const touchEveryMs = 60_000

/** Makes the token with which the first owner gets in. Null where there is an owner already. */
export async function makeSetUpToken(hub: Hub): Promise<string | null> {
  if ((await countPeople(hub.db, hub.workspaceId)) > 0) return null
  return makeToken(hub, null, setUpMs)
}

export async function needsSetUp(hub: Hub): Promise<boolean> {
  return (await countPeople(hub.db, hub.workspaceId)) === 0
}

/** A token for one entry. `personId` null: for setting up. */
export async function makeToken(hub: Hub, personId: number | null, lifeMs: number): Promise<string> {
  const token = newSecret()
  const expiresAt = new Date(hub.now().getTime() + lifeMs)
  await insertEntryToken(hub.db, { workspaceId: hub.workspaceId, hash: hashOfSecret(token), personId, expiresAt })
  return token
}

/** The first owner's account. The token is used up only where an account comes of it. */
export async function setUp(
  hub: Hub,
  request: { token: string; email: string; name: string; password: string },
  visitor: Visitor,
): Promise<SignedIn> {
  assertGoodPassword(request.password, request)
  const person = await attempt(hub, { address: visitor.address }, async () => {
    const password = await hub.passwords.hash(request.password)
    return inTransaction(hub.db, async (tx) => {
      const token = await useEntryToken(tx, hub.workspaceId, hashOfSecret(request.token), hub.now())
      if (token === null || token.personId !== null || (await countPeople(tx, hub.workspaceId)) > 0) return null
      await deleteEntryTokens(tx, hub.workspaceId, null)
      const { email, name } = request
      return insertPerson(tx, { workspaceId: hub.workspaceId, email: emailOf(email), name, role: 'owner', password })
    })
  })
  if (person === null) {
    const advice = 'restart the hub: it prints a new one for as long as nobody has an account'
    throw new Refusal(
      'unproved',
      'bad_token',
      `The set-up link is not valid, used up, or older than an hour: ${advice}`,
    )
  }
  return openSession(hub, person, visitor)
}

export async function signIn(
  hub: Hub,
  request: { email: string; password: string },
  visitor: Visitor,
): Promise<SignedIn> {
  const email = emailOf(request.email)
  const person = await attempt(hub, { account: email, address: visitor.address }, async () => {
    const known = await findPerson(hub.db, hub.workspaceId, { email })
    return (await hub.passwords.isRight(request.password, known?.password ?? null)) ? known : null
  })
  if (person === null) {
    throw new Refusal('unproved', 'wrong_credentials', 'No account has this e-mail address and this password')
  }
  return openSession(hub, person, visitor)
}

/** In by a link that an owner made; it works once. */
export async function enter(hub: Hub, token: string, visitor: Visitor): Promise<SignedIn> {
  const person = await attempt(hub, { address: visitor.address }, async () => {
    const personId = (await useEntryToken(hub.db, hub.workspaceId, hashOfSecret(token), hub.now()))?.personId ?? null
    return personId === null ? null : findPerson(hub.db, hub.workspaceId, { id: personId })
  })
  if (person === null) {
    throw new Refusal('unproved', 'bad_token', 'This link was used already or is too old: ask an owner for a new one')
  }
  return openSession(hub, person, visitor)
}

/** Who a browser's secret belongs to; null where its session ended. */
export async function personOf(hub: Hub, secret: string): Promise<Person | null> {
  const key = hashOfSecret(secret)
  const session = await findSession(hub.db, hub.workspaceId, key)
  if (session === null) return null
  const now = hub.now().getTime()
  if (now - session.createdAt.getTime() > longestSessionMs || now - session.seenAt.getTime() > idleMs) return null
  if (now - session.seenAt.getTime() > touchEveryMs) await touchSession(hub.db, hub.workspaceId, key, hub.now())
  return findPerson(hub.db, hub.workspaceId, { id: session.personId })
}

export async function signOut(hub: Hub, secret: string): Promise<void> {
  await deleteSession(hub.db, hub.workspaceId, hashOfSecret(secret))
}

/** Where a person is signed in, this browser among them. */
export async function sessionsOf(
  hub: Hub,
  personId: number,
  secret: string | undefined,
): Promise<(SessionView & { isThis: boolean })[]> {
  const here = secret === undefined ? null : hashOfSecret(secret)
  const sessions = await listSessions(hub.db, hub.workspaceId, personId, limitsAt(hub.now()))
  return sessions.map((session) => ({ ...session, isThis: session.hash === here }))
}

export async function endSession(hub: Hub, personId: number, id: number): Promise<void> {
  if (await deleteSessionOf(hub.db, hub.workspaceId, personId, id)) return
  throw new Refusal('unknown', 'unknown_session', `You have no session ${id}: it may have ended by itself`)
}

/** Signs a person out in every browser; `but`: this one stays. Answers how many sessions ended. */
export async function endSessions(hub: Hub, personId: number, but?: string): Promise<number> {
  const ended = await deleteSessionsOf(
    hub.db,
    hub.workspaceId,
    personId,
    ...(but === undefined ? [] : [hashOfSecret(but)]),
  )
  hub.log.info('person.signed_out_everywhere', { person: personId, ended })
  return ended
}

/** Ends every other session of the person. Who came in by a link has no password yet, and need not know it. */
export async function changePassword(
  hub: Hub,
  person: Person,
  change: { current: string; password: string; secret: string },
  address: string,
): Promise<void> {
  const { password: known, email } = person
  if (known !== null) {
    const isRight = async () => (await hub.passwords.isRight(change.current, known)) || null
    if ((await attempt(hub, { account: email, address }, isRight)) === null) {
      const detail = 'this is not your password'
      throw new Refusal('invalid', 'wrong_password', 'The password was not changed: the present one is another', {
        problems: [{ pointer: '/current', detail }],
      })
    }
  }
  assertGoodPassword(change.password, person)
  const password = await hub.passwords.hash(change.password)
  await updatePerson(hub.db, hub.workspaceId, person.id, { password })
  await deleteSessionsOf(hub.db, hub.workspaceId, person.id, hashOfSecret(change.secret))
}

export function emailOf(text: string): string {
  return text.trim().toLowerCase()
}

async function openSession(hub: Hub, person: Person, { address, agent }: Visitor): Promise<SignedIn> {
  const secret = newSecret()
  const at = hub.now()
  await deleteSessionsBefore(hub.db, hub.workspaceId, limitsAt(at))
  const visit = { hash: hashOfSecret(secret), personId: person.id, at, address, agent: agent.slice(0, 300) }
  await insertSession(hub.db, { workspaceId: hub.workspaceId, ...visit })
  await updatePerson(hub.db, hub.workspaceId, person.id, { signedInAt: at })
  hub.log.info('person.signed_in', { person: person.id })
  return { person, secret }
}

/** What began, or was used last, before these instants has ended. */
function limitsAt(at: Date): { createdAt: Date; seenAt: Date } {
  return { createdAt: new Date(at.getTime() - longestSessionMs), seenAt: new Date(at.getTime() - idleMs) }
}
