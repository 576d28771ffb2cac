import { type SmtpSimulator, startSmtp } from '@trefoil/simulators'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Schemas } from '../../packages/hub/src/client/index.ts'
import { cloverDesk } from '../harness/clover-desk.ts'
import { customerDraft, emailOf } from '../harness/customer-draft.ts'
import { type House, openHouse } from '../harness/open-house.ts'
import { refused, told } from '../harness/told.ts'
import { trefoil } from '../harness/trefoil.ts'
import { until, Waiting } from '../harness/until.ts'

const inward = 'clover-customers'
const outward = 'klaviyo-profiles'
const single = 'POST /api/profile-import'
const bad = JSON.stringify({ errors: [{ status: 400, code: 'invalid', title: 'Invalid input.', detail: 'No.' }] })

let house: House
let post: SmtpSimulator
beforeAll(async () => {
  post = await startSmtp({ login: { user: 'hub', password: 'geheim' } })
  house = await openHouse({
    settings: {
      TREFOIL_SMTP_URL: post.url,
      TREFOIL_MAIL_FROM: 'hub@shop.test',
      TREFOIL_MAIL_TO: 'ann@shop.test',
      TREFOIL_MAIL_EVERY: '1s',
    },
  })
})
afterAll(async () => {
  await house?.close()
  await post?.stop()
})

const { arrives: arrivesWith, changes } = cloverDesk(() => house)
/** Without a phone: customers who share one are one person to Klaviyo. */
const arrives = (name: string, more: Parameters<typeof arrivesWith>[1] = {}) =>
  arrivesWith(name, { phoneNumbers: [], ...more })

type Query = NonNullable<NonNullable<Parameters<typeof ask>[0]>>

async function ask(query: { state?: 'open' | 'snoozed' | 'closed' | 'all'; code?: string; flow?: string } & object) {
  return (await told(house.api.GET('/api/v1/issues', { params: { query } }))).data
}

/** The one open issue that fits. */
async function theIssue(query: Query): Promise<Schemas['Issue']> {
  const [issue, ...more] = await ask(query)
  if (issue === undefined || more.length > 0) throw new Error(`Not one issue: ${JSON.stringify([issue, ...more])}`)
  return issue
}

function membersOf(issue: number) {
  return told(house.api.GET('/api/v1/issues/{id}/members', { params: { path: { id: String(issue) } } }))
}

function read(issue: number): Promise<Schemas['Issue']> {
  return told(house.api.GET('/api/v1/issues/{id}', { params: { path: { id: String(issue) } } }))
}

async function ended(runs: number[]): Promise<void> {
  for (const run of runs) {
    await until(`run ${run} to end`, async () => {
      const now = await told(house.api.GET('/api/v1/runs/{id}', { params: { path: { id: String(run) } } }))
      return now.finishedAt === null ? new Waiting(now) : now
    })
  }
}

/** Lets the longest wait pass, until the record's delivery has failed so often. */
async function failed(record: number, tries: number): Promise<void> {
  if (tries > 1) house.pass(600_000)
  await until(`try ${tries} to fail`, async () => {
    const query = house.hub.database.kysely.selectFrom('delivery').select('attempts').where('record_id', '=', record)
    const { attempts } = await query.executeTakeFirstOrThrow()
    return attempts >= tries ? attempts : new Waiting(attempts)
  })
}

async function alertsOf(issue: number): Promise<string[]> {
  const query = house.hub.database.kysely.selectFrom('alert').select('kind').where('issue_id', '=', issue)
  return (await query.orderBy('id').execute()).map(({ kind }) => kind)
}

test('S0-067 two customers with one e-mail are an issue in plain words, and it closes by itself when the till is mended', async () => {
  await arrives('Una')
  const second = await arrives('Duo', { emailAddresses: [{ emailAddress: emailOf('Una') }] })
  const issue = await theIssue({ code: 'DUPLICATE_EMAIL' })
  expect(issue).toMatchObject({
    shape: 'records',
    state: 'open',
    flow: inward,
    connection: 'till',
    field: 'emailAddress',
    title: 'Duplicate Email Conflict',
    records: 1,
    retrying: 0,
  })
  expect(issue.resolution).toContain('in the source')
  expect((await membersOf(issue.id)).data).toMatchObject([
    { externalId: second.id, standing: 'error', attempts: 1, run: second.run.id },
  ])
  await changes(second.id, { emailAddresses: [{ emailAddress: emailOf('Duo') }] })
  expect(await read(issue.id)).toMatchObject({ state: 'closed', closedBy: 'passed', records: 0, total: 1 })
  expect(await alertsOf(issue.id)).toEqual(['issue_opened', 'issue_closed'])
})

test('a record that fails again is the same issue, met once more; a customer who passes beside it changes nothing', async () => {
  await arrives('Tria')
  const twin = await arrives('Twin', { emailAddresses: [{ emailAddress: emailOf('Tria') }] })
  const issue = await theIssue({ code: 'DUPLICATE_EMAIL' })
  await arrives('Bystander')
  await house.sync(inward, { externalId: twin.id })
  expect(await theIssue({ code: 'DUPLICATE_EMAIL' })).toMatchObject({ id: issue.id, records: 1, total: 1, attempts: 2 })
  expect(await alertsOf(issue.id)).toEqual(['issue_opened'])
})

test('a record that returns to what was accepted of it passes, although it counts as unchanged', async () => {
  const { id } = await arrives('Quarta')
  const bound = customerDraft('Quarta')
  await changes(id, { emailAddresses: [{ emailAddress: emailOf('Una') }] })
  const issue = await theIssue({ code: 'DUPLICATE_EMAIL' })
  const before = issue.records
  house.clover.customers.update(id, { emailAddresses: bound.emailAddresses ?? [] })
  const run = await house.run(inward)
  expect(run.counts.unchanged).toBeGreaterThan(0)
  expect((await read(issue.id)).records).toBe(before - 1)
})

test('a vendor that refuses a profile makes an issue; edit and retry sends it in one call', async () => {
  await house.quiet()
  house.klaviyo.faults.add({ kind: 'status', status: 400, body: bad, match: single })
  await arrives('Quinta')
  await house.quiet()
  const issue = await theIssue({ flow: outward })
  expect(issue).toMatchObject({ shape: 'records', records: 1, state: 'open' })
  const { data } = await membersOf(issue.id)
  const record = await house.record(emailOf('Quinta'))
  expect(data).toMatchObject([{ recordId: record?.id, standing: 'error' }])
  const edited = await told(
    house.api.POST('/api/v1/issues/{id}/edit', {
      params: { path: { id: String(issue.id) } },
      body: { member: data[0]?.id ?? 0, fields: { firstName: 'Fifth' } },
    }),
  )
  await ended(edited.runs)
  expect([edited.records, edited.version]).toEqual([1, (record?.version ?? 0) + 1])
  await house.quiet()
  expect(house.klaviyo.profiles.list().filter(({ first_name }) => first_name === 'Fifth')).toHaveLength(1)
  expect(await read(issue.id)).toMatchObject({ state: 'closed', closedBy: 'passed' })
})

test('where the record cannot be tried again, it is not edited either', async () => {
  house.klaviyo.faults.add({ kind: 'status', status: 400, body: bad, match: single })
  await arrives('Decima')
  await house.quiet()
  const { id } = await theIssue({ flow: outward })
  const params = { path: { id: String(id) } }
  const [member] = (await membersOf(id)).data
  const version = async () => (await house.record(emailOf('Decima')))?.version
  const before = await version()
  const flow = { params: { path: { name: outward } } }
  await told(house.api.POST('/api/v1/flows/{name}/pause', flow))
  const body = { member: member?.id ?? 0, fields: { firstName: 'Tenth' } }
  const problem = await refused(house.api.POST('/api/v1/issues/{id}/edit', { params, body }))
  expect(problem).toMatchObject({ status: 409, code: 'flow_paused' })
  expect(await version()).toBe(before)
  await told(house.api.POST('/api/v1/flows/{name}/resume', flow))
  await ended((await told(house.api.POST('/api/v1/issues/{id}/edit', { params, body }))).runs)
  await house.quiet()
})

test('a record that never came into the hub cannot be edited here, and the refusal says where', async () => {
  const issue = await theIssue({ code: 'DUPLICATE_EMAIL' })
  const { data } = await membersOf(issue.id)
  const problem = await refused(
    house.api.POST('/api/v1/issues/{id}/edit', {
      params: { path: { id: String(issue.id) } },
      body: { member: data[0]?.id ?? 0, fields: { firstName: 'X' } },
    }),
  )
  expect(problem).toMatchObject({ status: 409, code: 'not_in_hub', detail: expect.stringContaining('in the source') })
})

test('passing trouble becomes an issue when it does not pass, tells that it retries, and ends by itself', async () => {
  house.klaviyo.faults.add({ kind: 'status', status: 409, match: single, times: 1_000 })
  await arrives('Sexta')
  const record = await house.record(emailOf('Sexta'))
  for (let tries = 1; tries <= 3; tries += 1) await failed(record?.id ?? 0, tries)
  const query = { retrying: 'true' as const, attempts: 3 }
  const { data } = await told(house.api.GET('/api/v1/issues', { params: { query } }))
  const issue = data[0] ?? (await theIssue({ flow: outward }))
  expect(issue).toMatchObject({ flow: outward, records: 1, retrying: 1 })
  house.klaviyo.faults.clear()
  house.pass(600_000)
  await until('the issue to close', async () => {
    const now = await read(issue.id)
    return now.state === 'closed' ? now : new Waiting(now)
  })
  expect(house.klaviyo.profiles.list().some(({ first_name }) => first_name === 'Sexta')).toBe(true)
})

test('a connection that stops is one issue however many records wait, and is over when it is connected again', async () => {
  await house.quiet()
  house.klaviyo.faults.add({ kind: 'status', status: 401, match: single, times: 1_000 })
  await arrives('Septima')
  const issue = await until('the stop', async () => {
    const [found] = (await ask({})).filter(({ shape }) => shape === 'connection')
    return found ?? new Waiting('no stop yet')
  })
  expect(issue).toMatchObject({ connection: 'mail', flow: null, records: 0 })
  const path = { id: String(issue.id) }
  expect(await refused(house.api.POST('/api/v1/issues/{id}/replay', { params: { path } }))).toMatchObject({
    code: 'connection_stopped',
  })
  house.klaviyo.faults.clear()
  const credentials = { apiKey: house.klaviyo.apiKey }
  const body = { connector: 'klaviyo', name: 'mail', credentials, settings: {}, allowMissing: false }
  await told(house.api.POST('/api/v1/connections', { body }))
  expect(await read(issue.id)).toMatchObject({ state: 'closed', closedBy: expect.stringContaining('key:') })
  expect(await alertsOf(issue.id)).toEqual(['stopped', 'recovered'])
  await house.quiet()
  expect(await house.record(emailOf('Septima'))).not.toBe(null)
})

test('the whole group is replayed at the command line, snoozed, assigned and closed', async () => {
  const { id } = await theIssue({ code: 'DUPLICATE_EMAIL' })
  const words = (...more: string[]) => trefoil(house, 'issue', ...more)
  const shown = await words('show', String(id))
  expect(shown.out).toContain('Duplicate Email Conflict')
  const replayed = await words('replay', String(id), '--json')
  const { runs, records }: Schemas['Replayed'] = JSON.parse(replayed.out)
  expect(records).toBe(1)
  await ended(runs)
  expect((await read(id)).attempts).toBeGreaterThan(2)
  expect((await words('snooze', String(id), '--for', '2h')).out).toContain('snoozed until')
  expect(await ask({})).toEqual([])
  house.pass(2 * 3_600_000 + 1_000)
  expect(await theIssue({})).toMatchObject({ id, state: 'open' })
  expect((await words('assign', String(id), 'Ann')).out).toContain('Ann sees to it')
  expect((await words('close', String(id))).exitCode).toBe(0)
  expect((await words('list')).out).not.toContain('DUPLICATE_EMAIL')
  expect((await words('close', String(id))).exitCode).toBe(6)
  expect((await words('show', '999999')).exitCode).toBe(5)
})

test('replay of all open issues takes in every flow, and passes by what cannot be replayed', async () => {
  const twin = await arrives('Octava', { emailAddresses: [{ emailAddress: emailOf('Una') }] })
  await told(house.api.POST('/api/v1/flows/{name}/pause', { params: { path: { name: inward } } }))
  const none = await told(house.api.POST('/api/v1/issues/replay', {}))
  expect(none).toMatchObject({ runs: [], skipped: [{ reason: expect.stringContaining('paused') }] })
  await told(house.api.POST('/api/v1/flows/{name}/resume', { params: { path: { name: inward } } }))
  house.clover.customers.update(twin.id, { emailAddresses: [{ emailAddress: emailOf('Octava') }] })
  const all = await told(house.api.POST('/api/v1/issues/replay', { body: { code: 'DUPLICATE_EMAIL' } }))
  await ended(all.runs)
  expect(await ask({ code: 'DUPLICATE_EMAIL' })).toEqual([])
})

test('people are told by mail what stopped and what is over, by ids and counts, and of no customer', async () => {
  const said = () =>
    post
      .mails()
      .map(({ text }) => text)
      .join('\n')
  const mails = await until('mail of a stop that is over', async () => {
    const text = said()
    return text.includes('connection mail') && text.includes('GOES ON AGAIN') ? text : new Waiting(text)
  })
  expect(mails).toContain('Duplicate Email Conflict (DUPLICATE_EMAIL), 1 record')
  expect(mails).toMatch(/trefoil issue show \d+/)
  for (const word of ['example.com', 'Una', 'Berg', 'geheim', house.klaviyo.apiKey]) expect(mails).not.toContain(word)
  expect(house.log()).not.toContain('geheim')
})

test('a test mail is sent at the command line, and a server that refuses is told of', async () => {
  const before = post.mails().length
  const sent = await trefoil(house, 'mail', 'test')
  expect([sent.exitCode, sent.out]).toEqual([0, expect.stringContaining('for 1 address')])
  expect(
    post
      .mails()
      .slice(before)
      .map(({ headers }) => headers.subject),
  ).toContain('Trefoil: a test')
  post.refuse(550, 1_000)
  const refusal = await trefoil(house, 'mail', 'test')
  post.refuse(550, 0)
  expect([refusal.exitCode, refusal.err]).toEqual([8, expect.stringContaining('with 550')])
})

test('the status names what is stopped and counts open issues, and fails where somebody must act', async () => {
  await house.quiet()
  const path = { name: outward }
  expect((await trefoil(house, 'status')).exitCode).toBe(0)
  const db = house.hub.database.kysely
  await db.updateTable('flow').set({ state: 'stopped' }).where('name', '=', outward).execute()
  const status = await trefoil(house, 'status', '--json')
  expect(status.exitCode).toBe(8)
  expect(JSON.parse(status.out)).toMatchObject({
    status: 'troubled',
    stopped: [`flow ${outward}`],
    stalls: [],
    mail: 'on',
  })
  await told(house.api.POST('/api/v1/flows/{name}/resume', { params: { path } }))
  expect((await trefoil(house, 'status')).exitCode).toBe(0)
})

test('a record that is gone from the till is in no issue any more', async () => {
  const twin = await arrives('Nona', { emailAddresses: [{ emailAddress: emailOf('Una') }] })
  expect((await theIssue({ code: 'DUPLICATE_EMAIL' })).records).toBe(1)
  house.clover.customers.remove(twin.id)
  await told(house.api.POST('/api/v1/issues/replay', { body: {} }))
  await until('the issue to close', async () => {
    const open = await ask({ code: 'DUPLICATE_EMAIL' })
    return open.length === 0 ? open : new Waiting(open)
  })
})
