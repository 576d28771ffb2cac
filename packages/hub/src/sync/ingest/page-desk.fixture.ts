import { compileFlow, type FlowDefinition } from '@trefoil/mapping'
import type { Connector, JsonObject, Source } from '@trefoil/sdk'
import { sql } from 'kysely'
import { testDatabase } from '../../../../../test/database/test-database.ts'
import { openLog } from '../../log.ts'
import { takeLease } from '../../store/lease.ts'
import { advanceRun, type Counts, insertRun } from '../../store/run.ts'
import { testClock } from '../../test-clock.ts'
import type { Brake } from '../brake.ts'
import type { Desk, OpenFlow } from '../context.ts'
import { environmentOf } from '../open-flows.ts'
import { preparePage, storePage } from './ingest.ts'

/** A desk of one connection and one flow to the hub, at which a test stores pages of its own. */
export async function openPageDesk(definition: FlowDefinition, of: Partial<Source> = {}) {
  const { kysely: db } = await testDatabase()
  const { entity, endpoint, name } = definition
  await sql`insert into connection (workspace_id, id, name, connector, account, label, credentials)
    overriding system value values (1, 1, 'till', 'x', 'a', 'l', '')`.execute(db)
  await sql`insert into flow (workspace_id, id, connection_id, name, entity, direction, endpoint, version)
    overriding system value values (1, 2, 1, ${name}, ${entity}, 'to_hub', ${endpoint}, 1)`.execute(db)
  const clock = testClock()
  const lease = await takeLease(db, 1, 1, clock.newId(), 30)
  if (lease === null) throw new Error('The lease was not given')
  const source = {
    title: 'People',
    key: (record: JsonObject) => String(record.id ?? ''),
    pull: async () => ({ records: [], gone: [], cursor: null, more: false }),
    ...of,
  } as unknown as Source // of a source only what a page is judged by
  const connector = { title: 'Till', sources: { [endpoint]: source }, targets: {} } as unknown as Connector
  const parts: Omit<Desk, 'session' | 'connectors'> = {
    ...{ db, workspace: 1, clock, log: openLog({ level: 'silent' }), lease, troubles: new Map() },
    ...{ signal: new AbortController().signal, wake: () => {}, isToLeave: async () => false, close: () => {} },
  }
  const desk = parts as Desk // the vendor above needs no session
  const flow: OpenFlow = {
    ...{ id: 2, workspace: 1, connectionId: 1, connector, name, entity, endpoint },
    ...{ version: 1, isEnabled: true, definition },
    mapper: compileFlow(definition, environmentOf(definition, connector)),
  }
  const run = { workspace: 1, flowId: 2, kind: 'full', state: 'running', selection: null, actor: 'Ann' } as const
  const runId = await insertRun(db, run)
  const ingest = { flow, source, runId, force: false }
  const prepare = (records: JsonObject[], gone: string[] = []) =>
    preparePage(desk, ingest, records).then((page) => ({ ...page, gone }))
  const keep = (page: Awaited<ReturnType<typeof prepare>>, brake?: Brake): Promise<Counts> =>
    storePage(desk, brake === undefined ? ingest : { ...ingest, brake }, page, (tx, counts) =>
      advanceRun(tx, 1, runId, counts),
    )
  const store = async (records: JsonObject[], gone: string[] = []) => keep(await prepare(records, gone))
  const told = async () =>
    (await sql<JsonObject>`select external_id, code, reason, facts from run_outcome`.execute(db)).rows
  return { db, clock, desk, flow, ingest, prepare, keep, store, told }
}
