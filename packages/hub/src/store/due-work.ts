/** What is due in each flow, as somebody sees it who only watches. */
import { sql } from 'kysely'
import type { Db } from '../db/database.ts'

/** A flow that could work and has something to do. */
export interface DueWork {
  flowId: number
  flow: string
  connectionId: number
  connection: string
  /** Whether a worker has the connection at present, or waits for its next try at a flow that fails. */
  isTaken: boolean
  /** The oldest run that is open, if it is that which is due. */
  run: { id: number; kind: string; state: string; record: string | null } | null
  /** Changes whenever a record of the flow comes to an end. */
  mark: string
  /** A write that the vendor took and has not answered, as one of its records. */
  batchRecord: number | null
  /** A delivery that is due. */
  deliveryRecord: number | null
  /** A source whose poll is due. */
  source: string | null
}

/** Flows that are enabled, on connections that are active, and for which something is due at this instant. */
export async function selectDueWork(db: Db, workspace: number, now: Date): Promise<DueWork[]> {
  const { rows } = await sql<DueWork>`
    select f.id as "flowId", f.name as flow, c.id as "connectionId", c.name as connection,
      (coalesce(c.lease_until > now(), false) or exists (
        select from issue i where i.workspace_id = f.workspace_id and i.flow_id = f.id and i.connection_id = c.id
          and i.shape = 'flow' and i.state <> 'closed')) as "isTaken",
      case when r.id is null then null
        else json_build_object('id', r.id, 'kind', r.kind, 'state', r.state, 'record', r.record) end as run,
      concat_ws('/', m.newest, m.open, m.read, m.cursors) as mark,
      b.record_id as "batchRecord", d.record_id as "deliveryRecord", p.source
    from flow f
    join connection c on c.workspace_id = f.workspace_id and c.id = f.connection_id and c.state = 'active'
    left join lateral (
      select id, kind, state,
        coalesce(selection->'externalIds'->>0, selection->'ids'->>0, selection->'recordIds'->>0) as record
      from run
      where workspace_id = f.workspace_id and flow_id = f.id and state in ('queued', 'running')
        and (f.direction = 'to_hub' or state = 'queued')
      order by id limit 1
    ) r on true
    cross join lateral (
      select max(id) as newest, count(*) as open, sum(read) as read, md5(string_agg(cursor::text, ',' order by id)) as cursors
      from run
      where workspace_id = f.workspace_id and flow_id = f.id and state in ('queued', 'running')
    ) m
    left join lateral (
      select record_ids[1] as record_id from batch
      where workspace_id = f.workspace_id and flow_id = f.id order by id limit 1
    ) b on true
    left join lateral (
      select record_id from delivery
      where workspace_id = f.workspace_id and flow_id = f.id and state = 'due' and due_at <= ${now}::timestamptz limit 1
    ) d on true
    left join lateral (
      select source from poll
      where workspace_id = f.workspace_id and flow_id = f.id and next_at <= ${now}::timestamptz order by next_at limit 1
    ) p on true
    where f.workspace_id = ${workspace} and f.state = 'enabled'
      and (r.id is not null or b.record_id is not null or d.record_id is not null or p.source is not null)
    order by f.id`.execute(db)
  return rows
}
