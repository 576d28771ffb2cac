/** Who may do what: every operation of the API, tried with a key of every role. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { hashOfSecret } from '../operations/new-secret.ts'
import { insertApiKey } from '../store/api-key.ts'
import { type Role, roles } from '../store/person.ts'
import { scopeNames } from './authenticate.ts'
import { startTestServer, type TestServer } from './test-server.ts'

/** What a role may do beyond the one before it. Whatever is not named: reading is everybody's, writing the owner's. */
const may: Record<Exclude<Role, 'owner' | 'cashier'>, string> = {
  viewer: 'explainRecord previewFlow runCases tryRecipe endOtherSessions endSession',
  operator:
    'runFlow syncRecord pauseFlow resumeFlow reconcileFlow traceRecord openSelection nameRecords startSelection ' +
    'initialiseEntity cancelRun releaseRun undoRun editRecord recordConsent replayIssues replayIssue editAndReplay snoozeIssue ' +
    'chooseFavouriteStore takeBackFavouriteStore checkConnection freezeConnection unfreezeConnection assignIssue closeIssue linkRecord unlinkRecord undoRepair mergeCustomers unmergeCustomers refuseMerge ' +
    'redeemReward undoRedemption applyRedemption cancelRedemption',
  editor:
    'createFlow saveDefinition rollBackFlow applyRecipe createStore changeStore createReward changeReward adjustPoints recomputePoints',
  admin: 'checkAccount connect beginOAuth getOAuth getHook setHookSecrets testMail changeSettings getDiagnostics',
}
/** All that a cashier may do; who may more may do it too, where the table says so. */
const atTheCounter = ['findCustomers', 'getCustomerAtCounter', 'redeemReward', 'undoRedemption']
const ownersToRead = ['listApiKeys', 'listAudit', 'checkAudit']

interface Operation {
  id: string
  method: string
  path: string
  part: string
  needs: Role
}

let server: TestServer
let operations: Operation[]
beforeAll(async () => {
  server = await startTestServer()
  operations = operationsOf((await server.call('GET', '/api/v1/openapi.json')).body)
})
afterAll(() => server.stop())

const Document = z.object({
  paths: z.record(
    z.string(),
    z.record(
      z.string(),
      z.object({ operationId: z.string(), tags: z.array(z.string()), security: z.array(z.unknown()).optional() }),
    ),
  ),
})

/** Operations behind the door; those of the door itself are open to everybody. */
function operationsOf(document: unknown): Operation[] {
  return Object.entries(Document.parse(document).paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(
      ([
        method,
        {
          operationId: id,
          tags: [part = ''],
          security,
        },
      ]) => {
        if (security?.length === 0 || path.startsWith('/api/v1/session/')) return []
        return [{ id, method: method.toUpperCase(), path, part, needs: neededFor(id, method) }]
      },
    ),
  )
}

function neededFor(id: string, method: string): Role {
  const named = roles.find((role) => role !== 'owner' && role !== 'cashier' && may[role].split(' ').includes(id))
  return named ?? (method === 'get' && !ownersToRead.includes(id) ? 'viewer' : 'owner')
}

/** Addresses nothing that there is, so that what is allowed does no harm. */
function attempt({ method, path }: Operation, key: string) {
  const address = path
    .replace('{id}', '999999')
    .replace('{outcome}', '999999')
    .replaceAll(/\{\w+\}/g, 'nothing')
  return server.call(method, address, method === 'GET' ? undefined : {}, { authorization: `Bearer ${key}` })
}

async function keyFor(role: Role, more: { scopes?: string[]; expiresAt?: Date } = {}): Promise<string> {
  const { scopes = null, expiresAt = null } = more
  const key = `trefoil_key-for-tests-of-${role}-${scopes?.join('-') ?? 'all'}-${expiresAt?.getTime() ?? 'ever'}`
  const made = { workspaceId: 1, name: role, role, scopes, expiresAt, hash: hashOfSecret(key) }
  await insertApiKey(server.db, made)
  return key
}

test('every operation that the table names is there', () => {
  const named = Object.values(may).flatMap((ids) => ids.split(' '))
  const known = operations.map(({ id }) => id)
  expect([...named, ...ownersToRead, ...atTheCounter].filter((id) => !known.includes(id))).toEqual([])
  expect(known.length).toBeGreaterThan(60)
})

for (const role of roles) {
  test(`a key with the role ${role} is let in where its role reaches, and refused everywhere else`, async () => {
    const key = await keyFor(role)
    const wrong: unknown[] = []
    for (const operation of operations) {
      const { status, body } = await attempt(operation, key)
      const isLetIn = status !== 401 && status !== 403
      const shouldBe =
        role === 'cashier' ? atTheCounter.includes(operation.id) : roles.indexOf(role) >= roles.indexOf(operation.needs)
      if (isLetIn !== shouldBe || status >= 500) wrong.push([operation.id, operation.needs, status, body.code])
      if (!isLetIn) expect(body).toMatchObject({ code: 'forbidden', facts: { needed: operation.needs } })
    }
    expect(wrong).toEqual([])
  })
}

test('a key that is kept to some parts of the API is refused in every other, whatever its role', async () => {
  const key = await keyFor('owner', { scopes: ['runs', 'records'] })
  const wrong: unknown[] = []
  for (const operation of operations) {
    const { status, body } = await attempt(operation, key)
    const isIn = operation.part === 'runs' || operation.part === 'records'
    if (isIn === (status === 403)) wrong.push([operation.id, operation.part, status])
    if (!isIn) expect(body.code).toBe('out_of_scope')
  }
  expect(wrong).toEqual([])
})

test('every part of the API can be asked for by its name, but for the sessions of people', () => {
  const parts = new Set(operations.map(({ part }) => part))
  expect([...parts].filter((part) => part !== 'session').sort()).toEqual([...scopeNames].sort())
})

test('a key whose time is over is a stranger', async () => {
  const over = await keyFor('owner', { expiresAt: new Date(server.hub.now().getTime() - 1) })
  const runs = operations.find(({ id }) => id === 'listRuns')
  expect(runs && (await attempt(runs, over)).status).toBe(401)
  expect(runs && (await attempt(runs, await keyFor('viewer', { expiresAt: tomorrow() }))).status).toBe(200)
})

test('a key is made with scopes and a last day, and both are shown', async () => {
  const made = await server.call('POST', '/api/v1/api-keys', {
    name: 'till',
    role: 'operator',
    scopes: ['runs'],
    days: 30,
  })
  expect(made.body).toMatchObject({ role: 'operator', scopes: ['runs'], usedAt: null })
  const { data } = (await server.call('GET', '/api/v1/api-keys')).body
  const { key: _, ...shown } = made.body
  expect(data).toContainEqual(shown)
  const days = (Date.parse(shown.expiresAt) - Date.parse(shown.createdAt)) / 86_400_000
  expect(days).toBeCloseTo(30, 1)
})

function tomorrow(): Date {
  return new Date(server.hub.now().getTime() + 86_400_000)
}
