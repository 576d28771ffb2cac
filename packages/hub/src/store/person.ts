/** People who may use the hub. */
import type { Selectable } from 'kysely'
import type { Db, Tx } from '../db/database.ts'
import type { PersonTable } from '../db/tables.gen.ts'

/** From the least to the most: but for what cashiers do at the counter, each may do all that those before it may. */
export const roles = ['cashier', 'viewer', 'operator', 'editor', 'admin', 'owner'] as const

/**
 * A cashier looks customers up and redeems for them; a viewer looks; an operator runs flows and mends records; an editor changes flows; an admin decides about accounts and
 * settings; an owner also decides about people and keys.
 */
export type Role = (typeof roles)[number]

export interface Person {
  id: number
  email: string
  name: string
  role: Role
  /** Argon2id; null: comes in by a link alone. */
  password: string | null
  createdAt: Date
  signedInAt: Date | null
}

export async function countPeople(db: Db | Tx, workspaceId: number, role?: Role): Promise<number> {
  let query = db
    .selectFrom('person')
    .select((e) => e.fn.countAll<number>().as('count'))
    .where('workspace_id', '=', workspaceId)
  if (role !== undefined) query = query.where('role', '=', role)
  return Number((await query.executeTakeFirstOrThrow()).count)
}

/** Whoever changes people waits here, until the transaction ends: who is an owner is known then. */
export async function lockPeople(tx: Tx, workspaceId: number): Promise<void> {
  await tx
    .selectFrom('person')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .orderBy('id')
    .forNoKeyUpdate()
    .execute()
}

export async function listPeople(
  db: Db | Tx,
  workspaceId: number,
  page: { after: number; limit: number },
): Promise<Person[]> {
  const rows = await db
    .selectFrom('person')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('id', '>', page.after)
    .orderBy('id')
    .limit(page.limit)
    .execute()
  return rows.map(personFrom)
}

/** By id, or by e-mail address in small letters. */
export async function findPerson(
  db: Db | Tx,
  workspaceId: number,
  by: { id: number } | { email: string },
): Promise<Person | null> {
  let query = db.selectFrom('person').selectAll().where('workspace_id', '=', workspaceId)
  query = 'id' in by ? query.where('id', '=', by.id) : query.where('email', '=', by.email)
  const row = await query.executeTakeFirst()
  return row === undefined ? null : personFrom(row)
}

/** Null: the address is somebody's already. */
export async function insertPerson(
  db: Db | Tx,
  person: { workspaceId: number; email: string; name: string; role: Role; password: string | null },
): Promise<Person | null> {
  const { workspaceId, ...rest } = person
  const row = await db
    .insertInto('person')
    .values({ workspace_id: workspaceId, ...rest })
    .onConflict((conflict) => conflict.doNothing())
    .returningAll()
    .executeTakeFirst()
  return row === undefined ? null : personFrom(row)
}

export async function updatePerson(
  db: Db | Tx,
  workspaceId: number,
  id: number,
  change: { name?: string; role?: Role; password?: string; signedInAt?: Date },
): Promise<void> {
  const { signedInAt, ...rest } = change
  await db
    .updateTable('person')
    .set({ ...rest, ...(signedInAt === undefined ? {} : { signed_in_at: signedInAt }) })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .execute()
}

export async function deletePerson(db: Db | Tx, workspaceId: number, id: number): Promise<void> {
  await db.deleteFrom('person').where('workspace_id', '=', workspaceId).where('id', '=', id).execute()
}

function personFrom(row: Selectable<PersonTable>): Person {
  const { id, email, name, password } = row
  const role = roles.find((each) => each === row.role) ?? 'viewer'
  return { id, email, name, role, password, createdAt: row.created_at, signedInAt: row.signed_in_at }
}
