import { sql } from 'kysely'
import type { Db } from '../db/database.ts'

/** Says that a worker is there; those that were not heard of for so long are gone. Answers how many there are. */
export async function beat(
  db: Db,
  worker: { workspace: number; id: string; host: string; pid: number; goneAfterSeconds: number },
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    with me as (
      insert into worker (workspace_id, id, host, pid)
      values (${worker.workspace}, ${worker.id}::uuid, ${worker.host}, ${worker.pid})
      on conflict (workspace_id, id) do update set seen_at = now()
      returning 1
    ), gone as (
      delete from worker
      where workspace_id = ${worker.workspace} and id <> ${worker.id}::uuid
        and seen_at < now() - make_interval(secs => ${worker.goneAfterSeconds})
    )
    select 1 + count(*) as count from worker
    where workspace_id = ${worker.workspace} and id <> ${worker.id}::uuid
      and seen_at >= now() - make_interval(secs => ${worker.goneAfterSeconds})`.execute(db)
  return Number(rows[0]?.count ?? 1)
}

export async function leaveWorkers(db: Db, workspace: number, id: string): Promise<void> {
  await sql`delete from worker where workspace_id = ${workspace} and id = ${id}::uuid`.execute(db)
}
