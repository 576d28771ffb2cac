import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { insertCustomer, startTestServer, type TestServer } from '../api/test-server.ts'

const program = join(import.meta.dirname, '../../bin/trefoil.js')
let server: TestServer
let emptyDir: string
beforeAll(async () => {
  server = await startTestServer()
  emptyDir = mkdtempSync(join(tmpdir(), 'trefoil-cli-'))
})
afterAll(async () => {
  await server.stop()
  rmSync(emptyDir, { recursive: true })
})

interface Ended {
  code: number | null
  out: string
  err: string
}

/** Runs the program as a person would, against the test's server unless told otherwise. */
function trefoil(args: string[], env: Record<string, string | undefined> = {}): Promise<Ended> {
  const child = spawn(process.execPath, [program, ...args], {
    env: { ...process.env, TREFOIL_API_URL: server.url, TREFOIL_API_KEY: server.key, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended: Ended = { code: null, out: '', err: '' }
  child.stdout.on('data', (part) => {
    ended.out += String(part)
  })
  child.stderr.on('data', (part) => {
    ended.err += String(part)
  })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => resolve({ ...ended, code }))
  })
}

const connect = [
  'connect',
  'till',
  '--name',
  'corner',
  '--set',
  'merchantId=SHOP1',
  '--secret-env',
  'apiToken=TILL_TOKEN',
]

describe('from the shop to a run', () => {
  test('a wrong token ends with 8 and what the vendor said', async () => {
    const { code, out, err } = await trefoil(connect, { TILL_TOKEN: 'bad-token-123456' })
    expect([code, out]).toEqual([8, ''])
    expect(err).toContain('Till refused the token of SHOP1')
    expect(err).not.toContain('bad-token')
  })
  test('a secret whose variable is not set ends with 2', async () => {
    const { code, err } = await trefoil(connect, { TILL_TOKEN: undefined })
    expect([code, err]).toEqual([2, expect.stringContaining('export TILL_TOKEN')])
  })
  test('connect, apply, run: each prints JSON that a script can read', async () => {
    const connected = await trefoil([...connect, '--set', 'days=7', '--json'], { TILL_TOKEN: 'good-0123456789abcdef' })
    expect(JSON.parse(connected.out)).toMatchObject({ name: 'corner', account: 'SHOP1', settings: { days: 7 } })
    expect(connected.err).not.toContain('Next:')
    const applied = await trefoil(['recipe', 'apply', 'till-customers', '--json'])
    expect(JSON.parse(applied.out).flows).toEqual([{ name: 'till-customers', version: 1, result: 'created' }])
    const again = await trefoil(['recipe', 'apply', 'till-customers'])
    expect([again.code, again.err]).toEqual([0, ''])
    const queued = await trefoil(['flow', 'run', 'till-customers', '--json'])
    expect(JSON.parse(queued.out)).toEqual({ run: 1 })
  })
  test('lists are tables for people', async () => {
    expect((await trefoil(['connection', 'list'])).out).toMatch(
      /^name +connector +account +state +trouble\ncorner +till +Corner shop \(SHOP1\) +active +-\n$/,
    )
    expect((await trefoil(['flow', 'list'])).out).toMatch(/till-customers +Customer +to_hub +customers +enabled +1/)
    expect((await trefoil(['run', 'list'])).out).toMatch(/1 +till-customers +full +queued +0 +none/)
    expect((await trefoil(['recipe', 'list'])).out).toContain('till-again')
  })
  test('a rival flow ends with 6 and names both', async () => {
    const { code, err } = await trefoil(['recipe', 'apply', 'till-again'])
    expect([code, err]).toEqual([6, expect.stringMatching(/"till-customers-too".*"till-customers"/s)])
  })
  test('a flow is paused and resumed', async () => {
    expect((await trefoil(['flow', 'pause', 'till-customers'])).out).toContain('paused')
    const refused = await trefoil(['flow', 'run', 'till-customers'])
    expect([refused.code, refused.err]).toEqual([6, expect.stringContaining('trefoil flow resume till-customers')])
    expect((await trefoil(['flow', 'resume', 'till-customers'])).out).toBe('till-customers is enabled\n')
  })
  test('--wait stays until the run has ended, and an error among the records ends with 7', async () => {
    await server.db.deleteFrom('run').execute()
    const waiting = trefoil(['flow', 'run', 'till-customers', '--wait', '--json'])
    const run = await firstRun()
    const outcome = {
      workspace_id: 1,
      run_id: run,
      outcome: 'error',
      code: 'REQUIRED',
      reason: 'lastName is required',
      external_id: 'ABC',
    }
    await server.db.insertInto('run_outcome').values(outcome).execute()
    await server.db
      .updateTable('run')
      .set({ state: 'done', read: 2, created: 1, error: 1 })
      .where('id', '=', run)
      .execute()
    const { code, out, err } = await waiting
    expect(code).toBe(7)
    expect(JSON.parse(out)).toMatchObject({
      state: 'done',
      reasons: [{ outcome: 'error', who: 'ABC', reason: 'lastName is required' }],
    })
    expect(err).toContain('1 created, 1 error')
  })
})

/** The run that the waiting command has queued. */
async function firstRun(): Promise<number> {
  for (;;) {
    const row = await server.db.selectFrom('run').select('id').executeTakeFirst()
    if (row !== undefined) return row.id
  }
}

describe('records', () => {
  beforeAll(() =>
    insertCustomer(server.db, 55260, {
      firstName: 'Ana',
      lastName: 'Díaz',
      emailAddress: 'ana@example.com',
      customerNumber: 'C1',
    }),
  )

  test('are listed and shown', async () => {
    expect((await trefoil(['record', 'list', '--q', 'ana'])).out).toMatch(
      /55260 +Customer +C1 +Ana Díaz +ana@example.com/,
    )
    const shown = await trefoil(['record', 'show', '55260'])
    expect(shown.out).toMatch(/emailAddress +ana@example.com/)
    expect(JSON.parse((await trefoil(['record', 'show', '55260', '--json'])).out).data.lastName).toBe('Díaz')
  })
  test('S0-011: an id that leads nowhere ends with 5, by id, kind and system', async () => {
    const { code, err } = await trefoil(['sync', 'till-customers', '--external-id', 'NOPE', '--json'])
    expect(code).toBe(5)
    expect(JSON.parse(err)).toMatchObject({
      code: 'unknown_external_id',
      facts: { id: 'NOPE', idKind: 'external', system: 'corner' },
    })
  })
  test('S3-006: a hub id that is no number ends with 2 and the format', async () => {
    const { code, err } = await trefoil(['sync', 'till-customers', '--id', 'ABC'])
    expect([code, err]).toEqual([2, expect.stringContaining('a whole number, as in 55260')])
  })
  test('sync without an id ends with 2', async () => {
    expect((await trefoil(['sync', 'till-customers'])).code).toBe(2)
  })
})

describe('people and keys', () => {
  test('somebody is invited, gets another role and is signed out; a role that there is not ends with 2', async () => {
    const invited = await trefoil(['person', 'invite', 'vic@example.com', '--name', 'Vic'])
    expect([invited.code, invited.out]).toEqual([0, expect.stringMatching(`^${server.url}/enter#[\\w-]{43}\\n$`)])
    expect((await trefoil(['person', 'role', 'vic@example.com', 'king'])).code).toBe(2)
    expect((await trefoil(['person', 'role', 'vic@example.com', 'admin'])).code).toBe(0)
    expect((await trefoil(['person', 'list'])).out).toMatch(/vic@example\.com +admin/)
    expect((await trefoil(['person', 'sign-out', 'vic@example.com'])).err).toContain('0 sessions of vic@example.com')
  })
  test('a list longer than a page of the API is whole, and its last person can be named', async () => {
    await sql`
      insert into person (workspace_id, email, name, role)
      select 1, 'p' || n || '@example.com', 'P', 'viewer' from generate_series(1, 250) n`.execute(server.db)
    const { data, has_more } = JSON.parse((await trefoil(['person', 'list', '--json'])).out)
    expect([data.length, has_more]).toEqual([251, false])
    expect((await trefoil(['person', 'remove', 'p250@example.com'])).code).toBe(0)
  })
  test('a key is kept to what it is made for, and shows when it was used last', async () => {
    const made = await trefoil(['key', 'make', 'report', '--role', 'viewer', '--scope', 'runs', '--days', '30'])
    const key = { TREFOIL_API_KEY: made.out.trim() }
    expect((await trefoil(['run', 'list'], key)).code).toBe(0)
    const refused = await trefoil(['flow', 'list'], key)
    expect([refused.code, refused.err]).toEqual([4, expect.stringContaining('reaches runs and not flows')])
    expect((await trefoil(['key', 'list'])).out).toMatch(/report +viewer +runs +20\S+ +20\S+ +20/)
    expect((await trefoil(['key', 'make', 'odd', '--scope', 'kitchen'])).err).toContain('records')
  })
})

describe('the hub itself', () => {
  test('settings are shown and set; what cannot be is refused by its name', async () => {
    const set = ['settings', 'set', 'brakes.changed=50', 'notifications.to=ann@example.com,bob@example.com']
    expect((await trefoil(set)).out).toMatch(/brakes.changed +50\n.*notifications.to +ann@example.com,bob@example.com/s)
    const { code, err } = await trefoil(['settings', 'set', 'brakes.changed=500'])
    expect([code, err]).toEqual([2, expect.stringContaining('brakes/changed')])
    expect(JSON.parse((await trefoil(['settings', 'show', '--json'])).out)).toMatchObject({
      brakes: { changed: 50, gone: 5 },
      mail: null,
    })
  })
  test('the machine room and the bundle for whoever helps', async () => {
    expect((await trefoil(['system'])).out).toMatch(/database +pglite \d+/)
    const file = join(emptyDir, 'bundle.json')
    expect((await trefoil(['diagnose', '--to', file])).code).toBe(0)
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ system: { database: { engine: 'pglite' } } })
  })
})

describe('without a hub', () => {
  test('nothing running on the data directory ends with 69 and the way out', async () => {
    const { code, err } = await trefoil(['flow', 'list'], { TREFOIL_API_URL: undefined, TREFOIL_DATA_DIR: emptyDir })
    expect([code, err]).toEqual([69, expect.stringContaining('trefoil serve')])
  })
  test('a wrong key ends with 4', async () => {
    const { code } = await trefoil(['flow', 'list'], { TREFOIL_API_KEY: `trefoil_${'x'.repeat(43)}` })
    expect(code).toBe(4)
  })
  test('an address file that a crash spoiled counts as none', async () => {
    writeFileSync(join(emptyDir, 'server.json'), '{')
    const { code, err } = await trefoil(['flow', 'list'], { TREFOIL_API_URL: undefined, TREFOIL_DATA_DIR: emptyDir })
    expect([code, err]).toEqual([69, expect.stringContaining('No hub is running')])
  })
  test.each([
    [200, '<html>', 'is no JSON'],
    [502, 'Bad Gateway', 'has the status 502'],
  ])('another program that answers with %i there is told from a hub', async (status, body, why) => {
    const other = createServer((_request, reply) => reply.writeHead(status).end(body)).listen(0, '127.0.0.1')
    await once(other, 'listening')
    const address = other.address()
    const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
    const { code, err } = await trefoil(['flow', 'list'], { TREFOIL_API_URL: url })
    other.close()
    expect([code, err]).toEqual([69, `What answers at ${url} is no hub: its answer ${why}. See TREFOIL_API_URL\n`])
  })
  test.each(['', '.', '..'])('the name %j is refused, and no other operation reached by it', async (name) => {
    const { code, err } = await trefoil(['flow', 'show', name])
    expect([code, err]).toEqual([2, name === '' ? 'The name is empty: say which\n' : `"${name}" is no name\n`])
  })
  test('the version is JSON for a script', async () => {
    expect(JSON.parse((await trefoil(['--version', '--json'])).out)).toEqual({ version: expect.any(String) })
  })
  test.each([
    ['no key=value', ['connection', 'hook', 'corner', '--secret-env', 'webhookCode']],
    ['names no variable', ['connection', 'hook', 'corner', '--secret-env', 'webhookCode=']],
    ['holds no recipe.yaml', ['mapping', 'check', tmpdir()]],
  ])('what cannot be used is told in one line: %s', async (words, args) => {
    const { code, err } = await trefoil(args)
    expect([code, err]).toEqual([2, expect.stringMatching(`^.*${words}.*\n$`)])
  })
  test('a file that cannot be written is told in one line', async () => {
    const { code, err } = await trefoil(['diagnose', '--to', emptyDir])
    expect([code, err]).toEqual([1, expect.stringMatching(`^.*${emptyDir}.*\n$`)])
  })
  test('a formula is tried, with look-ups and without a server', async () => {
    const formula = '(IsEmpty(EmailAddress) ? "guest@customerdomain.com" : EmailAddress)'
    expect((await trefoil(['formula', 'eval', formula])).out).toBe('"guest@customerdomain.com"\n')
    expect((await trefoil(['formula', 'eval', formula, '--record', '{"email_address":"a@b.c"}'])).out).toBe('"a@b.c"\n')
    const phone = 'GetKlaviyoFormattedPhoneNumber(Parent.Phone, DestinationValue.Country)'
    const given = ['--parent', '{"phone":"020 7946 0018"}', '--destination', '{"country":"GB"}', '--json']
    const { out } = await trefoil(['formula', 'eval', phone, ...given])
    expect(JSON.parse(out)).toEqual({ result: '+442079460018', lookups: ['GetKlaviyoFormattedPhoneNumber'] })
  })
  test('a formula that does not parse ends with 1 and a mark under the place', async () => {
    const { code, out, err } = await trefoil(['formula', 'check', 'FirstName + ('])
    expect([code, out]).toEqual([1, ''])
    expect(err).toMatch(/FirstName \+ \(\n {13}\^/)
  })
  test('a kind of records goes by its singular', async () => {
    const { code, err } = await trefoil(['formula', 'check', 'Name', '--schema', 'clover.category'])
    expect([code, err]).toEqual([0, ''])
  })
  test('a file with a slip in its YAML ends with 8 and one sentence', async () => {
    const file = join(emptyDir, 'slip.yaml')
    writeFileSync(file, 'name: shop\ntitle: *vip\n')
    const { code, out, err } = await trefoil(['mapping', 'check', file])
    expect([code, out]).toEqual([8, ''])
    expect(err).toMatch(/slip\.yaml cannot be used:\n {2}Unresolved alias .*vip\n$/)
  })
  test('a record that is no JSON ends with 2', async () => {
    expect((await trefoil(['formula', 'eval', 'A', '--record', '{A: 1}'])).code).toBe(2)
  })
  test('what cannot be told leaves the exit code as it is', async () => {
    const child = spawn(process.execPath, [program, 'flwo'], { stdio: ['ignore', 'ignore', 'pipe'] })
    child.stderr.destroy()
    expect(await once(child, 'exit')).toEqual([2, null])
  })
  test('an unknown command ends with 2 and a suggestion', async () => {
    const { code, err } = await trefoil(['flwo', 'list'])
    expect([code, err]).toEqual([2, expect.stringContaining('flow')])
  })
})
