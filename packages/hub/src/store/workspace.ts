import type { Db, Tx } from '../db/database.ts'

export interface Workspace {
  id: number
  name: string
}

export async function findWorkspace(db: Db | Tx, id: number): Promise<Workspace | null> {
  const row = await db.selectFrom('workspace').select(['id', 'name']).where('id', '=', id).executeTakeFirst()
  return row ?? null
}
