import type { Connector, Notice } from '@trefoil/sdk'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from '../../../../test/database/test-database.ts'
import { openLog } from '../log.ts'
import { ensureHook } from '../store/hook.ts'
import type { Hub } from './hub.ts'
import { receiveHook } from './receive-hook.ts'

/** A door at which a vendor says this, for a flow that reads its people. */
async function doorAt(notices: Notice[]) {
  const { kysely: db } = await testDatabase()
  await sql`insert into connection (workspace_id, id, name, connector, account, label, credentials)
    overriding system value values (1, 1, 'till', 'x', 'M1', 'l', '')`.execute(db)
  await sql`insert into flow (workspace_id, id, connection_id, name, entity, direction, endpoint, version, state)
    overriding system value values (1, 2, 1, 'people', 'Customer', 'to_hub', 'people', 1, 'enabled')`.execute(db)
  await sql`insert into mapping_version (workspace_id, flow_id, version, definition) values (1, 2, 1, '{}')`.execute(db)
  await ensureHook(db, { workspace: 1, connectionId: 1, key: 'key' })
  await db.updateTable('hook').set({ secrets: 'sealed' }).execute()
  const webhooks = { verify: async () => true, read: () => notices }
  const parts: Pick<Hub, 'db' | 'workspaceId' | 'log' | 'now' | 'wake'> & Record<'connectors' | 'vault', unknown> = {
    ...{ db, workspaceId: 1, log: openLog({ level: 'silent' }), now: () => new Date(), wake: () => {} },
    connectors: new Map([['x', { webhooks } as unknown as Connector]]),
    vault: { open: () => 'secret' },
  }
  const hub = parts as Hub // a webhook asks for nothing more of it
  const request = { method: 'POST', path: '/', headers: {}, query: {}, body: Buffer.from('{}') }
  return { db, knock: () => receiveHook(hub, { name: 'till', key: 'key' }, request) }
}

test.each(['\u0000', '\ud83d'])(
  'a name that no table takes keeps nobody back of whom the same webhook speaks',
  async (end) => {
    const about = (id: string): Notice => {
      return { delivery: `D1${end}`, account: 'M1', source: 'people', id, change: 'upsert' }
    }
    const { db, knock } = await doorAt([about(`C1${end}`), about('C2')])
    expect(await knock()).toEqual({ reply: { status: 200 } })
    expect(await db.selectFrom('inbox').select('delivery').execute()).toEqual([{ delivery: 'D1\ufffd' }])
    expect(await db.selectFrom('inbox_notice').select('external_id').execute()).toEqual([{ external_id: 'C2' }])
  },
)

test('an id or a name that is longer than an index holds keeps nobody back either', async () => {
  const endless = Array.from({ length: 3_000 }, (_, place) => ((place * 7_919) % 9_973).toString(36)).join('')
  const about = (id: string): Notice => ({ delivery: endless, account: 'M1', source: 'people', id, change: 'upsert' })
  const { db, knock } = await doorAt([about(endless), about('C2')])
  expect(await knock()).toEqual({ reply: { status: 200 } })
  const [kept] = await db.selectFrom('inbox').select(['delivery', 'body_hash']).execute()
  expect(kept?.delivery).toBe(kept?.body_hash)
  expect(await db.selectFrom('inbox_notice').select('external_id').execute()).toEqual([{ external_id: 'C2' }])
})
