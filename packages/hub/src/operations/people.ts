import type { Db, Tx } from '../db/database.ts'
import { inTransaction } from '../db/in-transaction.ts'
import { deleteEntryTokens } from '../store/entry-token.ts'
import {
  countPeople,
  deletePerson,
  findPerson,
  insertPerson,
  lockPeople,
  type Person,
  type Role,
  updatePerson,
} from '../store/person.ts'
import { deleteSessionsOf } from '../store/session.ts'
import type { Actor, Hub } from './hub.ts'
import { Refusal } from './refusal.ts'
import { emailOf, makeToken } from './sign-in.ts'

const linkMs = 24 * 60 * 60_000

/** A person without a password: in by the link, which works once and for a day. */
export async function invite(
  hub: Hub,
  request: { email: string; name: string; role: Role },
  actor: Actor,
): Promise<{ person: Person; token: string }> {
  const email = emailOf(request.email)
  const person = await insertPerson(hub.db, { workspaceId: hub.workspaceId, ...request, email, password: null })
  if (person === null) {
    const detail = 'somebody here has this address already'
    throw new Refusal('conflict', 'email_taken', `Nobody was invited: ${detail}`, {
      problems: [{ pointer: '/email', detail }],
    })
  }
  hub.log.info('person.invited', { person: person.id, role: person.role, actor })
  return { person, token: await makeToken(hub, person.id, linkMs) }
}

/** A new link for who lost the way in; the one before stops working. */
export async function makeSignInLink(hub: Hub, id: number, actor: Actor): Promise<string> {
  const person = await requirePerson(hub, id)
  await deleteEntryTokens(hub.db, hub.workspaceId, person.id)
  hub.log.info('person.link_made', { person: id, actor })
  return makeToken(hub, person.id, linkMs)
}

export async function changePerson(
  hub: Hub,
  id: number,
  change: { name?: string | undefined; role?: Role | undefined },
  actor: Actor,
): Promise<Person> {
  const changed = await inTransaction(hub.db, async (tx) => {
    await lockPeople(tx, hub.workspaceId)
    const person = await requirePerson(hub, id, tx)
    const { name = person.name, role = person.role } = change
    await updatePerson(tx, hub.workspaceId, id, { name, role })
    if (person.role === 'owner') await assertAnOwner(hub, tx)
    // A session that was stolen before must not gain the new rights.
    if (role !== person.role) await deleteSessionsOf(tx, hub.workspaceId, id)
    return { ...person, name, role }
  })
  hub.log.info('person.changed', { person: id, role: changed.role, actor })
  return changed
}

export async function removePerson(hub: Hub, id: number, actor: Actor): Promise<void> {
  await inTransaction(hub.db, async (tx) => {
    await lockPeople(tx, hub.workspaceId)
    const person = await requirePerson(hub, id, tx)
    await deletePerson(tx, hub.workspaceId, id)
    if (person.role === 'owner') await assertAnOwner(hub, tx)
  })
  hub.log.info('person.removed', { person: id, actor })
}

/** Ends every session of somebody; answers how many there were. */
export async function signOutPerson(hub: Hub, id: number, actor: Actor): Promise<number> {
  await requirePerson(hub, id)
  const ended = await deleteSessionsOf(hub.db, hub.workspaceId, id)
  hub.log.info('person.signed_out', { person: id, ended, actor })
  return ended
}

async function assertAnOwner(hub: Hub, tx: Tx): Promise<void> {
  if ((await countPeople(tx, hub.workspaceId, 'owner')) > 0) return
  throw new Refusal(
    'conflict',
    'last_owner',
    'Nothing was changed: the hub would have no owner. Make somebody else one first',
  )
}

async function requirePerson(hub: Hub, id: number, db: Db | Tx = hub.db): Promise<Person> {
  const person = await findPerson(db, hub.workspaceId, { id })
  if (person !== null) return person
  throw new Refusal('unknown', 'unknown_person', `No person has the id ${id}`)
}
