import { type Connector, Fault, type Json, type Tokens } from '@trefoil/sdk'
import type { KyselyPlugin } from 'kysely'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { testDatabase } from '../../../../../test/database/test-database.ts'
import type { Db } from '../../db/database.ts'
import { openLog } from '../../log.ts'
import { claimRefresh } from '../../store/access.ts'
import { findConnection, insertConnection, renewConnection, setConnectionState } from '../../store/connection.ts'
import { testClock } from '../../test-clock.ts'
import { type Grant, grantAsJson, grantIn } from './grant.ts'
import { type Renewal, renewGrant } from './renew-grant.ts'

const connector: Connector = {
  ...{ id: 'till', title: 'Till', category: 'Test', credentials: z.unknown(), settings: z.unknown(), limits: [] },
  http: () => ({ baseUrl: 'https://till.example', headers: {} }),
  check: async () => ({ account: 'M1', label: 'M1', permissions: {} }),
  ...{ sources: {}, targets: {} },
}
const vault = {
  seal: (plain: Json) => JSON.stringify(plain),
  open: (sealed: string): Json => JSON.parse(sealed),
}
const first: Grant = {
  app: { clientId: 'A' },
  facts: { merchantId: 'M1' },
  tokens: { accessToken: 'a0', endsAt: '2026-01-05T10:00:00.000Z', refreshToken: 'r0' },
  since: '2026-01-05T09:30:00.000Z',
}
const account = { connector: 'till', account: 'M1', label: 'Shop', settings: {}, permissions: {} }

/** A vendor whose refresh tokens are good for one use. */
function vendor() {
  const asked: string[] = []
  let good = 'r0'
  const spend = (token: string | null): Tokens => {
    asked.push(token ?? '')
    if (token !== good) throw new Fault('credentials', 'it was used', { code: 'GRANT_REFUSED' })
    good = `r${asked.length}`
    return { accessToken: `a${asked.length}`, endsAt: '2026-01-05T11:00:00.000Z', refreshToken: good }
  }
  return { asked, spend }
}

async function connected(refresh: Renewal['refresh']) {
  const { kysely: db } = await testDatabase()
  const row = { workspaceId: 1, name: 'till', sealedCredentials: vault.seal(grantAsJson(first)), ...account }
  const connectionId = (await insertConnection(db, row))?.id ?? 0
  const worker = (over: Partial<Renewal> = {}): Renewal => {
    const log = openLog({ level: 'silent' })
    const clock = testClock('2026-01-05T09:59:30.000Z', { hurry: true })
    return { db, workspace: 1, connectionId, clock, log, vault, connector, refresh, ...over }
  }
  return { db, connectionId, worker, row }
}

async function storedGrant(db: Db, id: number): Promise<Grant | null> {
  const connection = await findConnection(db, 1, { id })
  return grantIn(vault.open(connection?.sealedCredentials ?? 'null'))
}

test('of many workers at once one asks the vendor, and all go on with what it stored', async () => {
  const { asked, spend } = vendor()
  const { db, connectionId, worker } = await connected(async ({ tokens }) => spend(tokens.refreshToken))
  const grants = await Promise.all(Array.from({ length: 8 }, () => renewGrant(worker(), first)))
  expect(asked).toEqual(['r0'])
  expect(new Set(grants.map(({ tokens }) => tokens.accessToken))).toEqual(new Set(['a1']))
  expect((await storedGrant(db, connectionId))?.tokens.refreshToken).toBe('r1')
})

test('the new pair is stored before anybody is given it', async () => {
  const { spend } = vendor()
  const { db, connectionId, worker } = await connected(async ({ tokens }) => spend(tokens.refreshToken))
  const given = await renewGrant(worker(), first)
  expect(await storedGrant(db, connectionId)).toEqual(given)
  expect(given).toMatchObject({ app: first.app, facts: first.facts, since: '2026-01-05T09:59:30.000Z' })
})

test('a vendor that was not reached spends nothing: the next worker asks again', async () => {
  const { spend } = vendor()
  const { worker } = await connected(async ({ tokens }) => spend(tokens.refreshToken))
  const unreachable = async () => {
    throw new Fault('unavailable', 'nothing listens')
  }
  await expect(renewGrant(worker({ refresh: unreachable }), first)).rejects.toMatchObject({ kind: 'unavailable' })
  expect((await renewGrant(worker(), first)).tokens.accessToken).toBe('a1')
})

test('a token spent by an answer that was lost ends in "connect again", and the old access stays stored', async () => {
  const { asked, spend } = vendor()
  const { db, connectionId, worker } = await connected(async ({ tokens }) => spend(tokens.refreshToken))
  const lost: Renewal['refresh'] = async ({ tokens }) => {
    spend(tokens.refreshToken)
    throw new Fault('unavailable', 'the connection was cut', { unclear: true })
  }
  await expect(renewGrant(worker({ refresh: lost }), first)).rejects.toMatchObject({ kind: 'unavailable' })
  await expect(renewGrant(worker(), first)).rejects.toMatchObject({
    kind: 'credentials',
    details: { code: 'CONNECT_AGAIN' },
  })
  expect(asked).toEqual(['r0', 'r0'])
  expect(await storedGrant(db, connectionId)).toEqual(first)
})

test('nobody asks while another does; one that died is waited for until its time is over', async () => {
  const { asked, spend } = vendor()
  const { db, connectionId, worker } = await connected(async ({ tokens }) => spend(tokens.refreshToken))
  const claim = { workspace: 1, connectionId, sealed: vault.seal(grantAsJson(first)) }
  const dead = '00000000-0000-7000-8000-000000000001'
  expect(await claimRefresh(db, { ...claim, refresher: dead, seconds: 600 })).toBe(true)
  await expect(renewGrant(worker(), first)).rejects.toMatchObject({ details: { code: 'REFRESH_UNDER_WAY' } })
  expect(asked).toEqual([])
  await db
    .updateTable('connection')
    .set({ refresh_until: new Date(0) })
    .where('id', '=', connectionId)
    .execute()
  expect((await renewGrant(worker(), first)).tokens.accessToken).toBe('a1')
})

test('a refresher that slept past its time stores what it got, and the connection that was stopped meanwhile goes on', async () => {
  const { spend } = vendor()
  const { db, connectionId, worker } = await connected(async ({ tokens }) => spend(tokens.refreshToken))
  const sleeper: Renewal['refresh'] = async ({ tokens }) => {
    const pair = spend(tokens.refreshToken)
    await db
      .updateTable('connection')
      .set({ refresh_until: new Date(0) })
      .where('id', '=', connectionId)
      .execute()
    const other = await renewGrant(worker(), first).catch((fault: Fault) => fault)
    expect(other).toMatchObject({ details: { code: 'CONNECT_AGAIN' } })
    const fault = { kind: 'credentials', code: 'CONNECT_AGAIN' }
    await setConnectionState(db, { workspaceId: 1, id: connectionId, state: 'stopped', fault }, new Date())
    return pair
  }
  expect((await renewGrant(worker({ refresh: sleeper }), first)).tokens.refreshToken).toBe('r1')
  expect(await findConnection(db, 1, { id: connectionId })).toMatchObject({ state: 'active', fault: null })
})

test('what a person connected anew meanwhile is not overwritten', async () => {
  const { spend } = vendor()
  const { db, connectionId, worker, row } = await connected(async ({ tokens }) => spend(tokens.refreshToken))
  const anew = { ...first, tokens: { ...first.tokens, accessToken: 'b0', refreshToken: 's0' } }
  const slow: Renewal['refresh'] = async ({ tokens }) => {
    const renewed = { ...row, id: connectionId, sealedCredentials: vault.seal(grantAsJson(anew)) }
    await renewConnection(db, renewed, new Date())
    return spend(tokens.refreshToken)
  }
  await expect(renewGrant(worker({ refresh: slow }), first)).rejects.toMatchObject({
    kind: 'unavailable',
    details: { code: 'ACCESS_REPLACED' },
  })
  expect(await storedGrant(db, connectionId)).toEqual(anew)
  expect((await renewGrant(worker(), first)).tokens.accessToken).toBe('b0')
})

test('a pair that was given is stored although the database is away for a while: there is no other one', async () => {
  const { asked, spend } = vendor()
  const { db, connectionId, worker } = await connected(async ({ tokens }) => spend(tokens.refreshToken))
  let away = 3
  const plugin: KyselyPlugin = {
    transformQuery({ node }) {
      const isStoring = node.kind === 'RawNode' && node.sqlFragments[0]?.includes('with held as') === true
      if (isStoring && away-- > 0) throw Object.assign(new Error('The connection was cut'), { code: 'ECONNRESET' })
      return node
    },
    transformResult: async ({ result }) => result,
  }
  const given = await renewGrant(worker({ db: db.withPlugin(plugin) }), first)
  expect(asked).toEqual(['r0'])
  expect(await storedGrant(db, connectionId)).toEqual(given)
})
