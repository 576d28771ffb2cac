import { type SmtpSimulator, startSmtp } from '@trefoil/simulators'
import { afterEach, expect, test } from 'vitest'
import { testDatabase } from '../../../../test/database/test-database.ts'
import { until, Waiting } from '../../../../test/harness/until.ts'
import type { Db } from '../db/database.ts'
import { openSmtp } from '../gateway/smtp.ts'
import { openLog } from '../log.ts'
import { insertAlerts, type NewAlert } from '../store/alert.ts'
import { type TestClock, testClock } from '../test-clock.ts'
import { keepMailing, mailDue } from './mailer.ts'

const every = 15 * 60_000
let sink: SmtpSimulator
afterEach(() => sink.stop())

async function postRoom(login?: { user: string; password: string }) {
  const { kysely: db } = await testDatabase()
  const clock = testClock()
  sink = await startSmtp(login === undefined ? {} : { login })
  const send = openSmtp({ url: sink.url, from: 'hub@shop.test', to: ['ann@shop.test', 'bob@shop.test'] })
  const options = { db, workspace: 1, clock, log: openLog({ level: 'silent' }), send, every }
  return { db, clock, options }
}

const later = (clock: TestClock, ms: number) => clock.jump(ms)

function tell(db: Db, clock: TestClock, of: Partial<NewAlert> = {}) {
  const alert = {
    connection_id: 1,
    flow_id: 0,
    issue_id: 4,
    code: 'DUPLICATE_EMAIL',
    count: 3,
    kind: 'issue_opened' as const,
  }
  return insertAlerts(db, 1, [{ ...alert, ...of }], clock.now())
}

test('what happens close together goes in one mail to everybody, and only once', async () => {
  const { db, clock, options } = await postRoom()
  await tell(db, clock)
  await tell(db, clock, { kind: 'stopped', code: 'BAD_API_KEY', issue_id: 5, count: 0 })
  expect(await mailDue(options)).toBe(0)
  later(clock, 10_000)
  expect(await mailDue(options)).toBe(2)
  expect(await mailDue(options)).toBe(0)
  const [mail, ...more] = sink.mails()
  expect(more).toEqual([])
  expect(mail).toMatchObject({ from: 'hub@shop.test', to: ['ann@shop.test', 'bob@shop.test'] })
  expect(mail?.headers.subject).toBe('Trefoil: 1 stopped, 1 new issue')
  expect(mail?.headers['auto-submitted']).toBe('auto-generated')
  expect(mail?.text).toContain('Duplicate Email Conflict (DUPLICATE_EMAIL), 3 records')
  expect(mail?.text).toContain('trefoil issue show 5')
})

test('after a mail the next one waits for its interval, and then tells of all that came meanwhile', async () => {
  const { db, clock, options } = await postRoom()
  await tell(db, clock)
  later(clock, 10_000)
  await mailDue(options)
  await tell(db, clock, { kind: 'issue_closed' })
  later(clock, every - 1_000)
  await tell(db, clock, { kind: 'recovered' })
  expect(await mailDue(options)).toBe(0)
  later(clock, 11_000)
  expect(await mailDue(options)).toBe(2)
  expect(sink.mails()).toHaveLength(2)
})

test('a server that refuses loses nothing: the same alerts go with the next try', async () => {
  const { db, clock, options } = await postRoom()
  await tell(db, clock)
  later(clock, 10_000)
  sink.refuse(451, 1)
  await expect(mailDue(options)).rejects.toThrow('did not take the mail (EMESSAGE with 451)')
  expect(await mailDue(options)).toBe(1)
  expect([sink.offered(), sink.mails().length]).toEqual([2, 1])
})

test('a process that died with alerts in its hand keeps them from nobody for long, and the mail has the same id', async () => {
  const { db, clock, options } = await postRoom()
  await tell(db, clock)
  later(clock, 10_000)
  const dying = { ...options, send: () => new Promise<void>(() => {}) }
  void mailDue(dying)
  await expect.poll(async () => (await db.selectFrom('alert').select('claim').executeTakeFirst())?.claim).toBeTruthy()
  expect(await mailDue(options)).toBe(0)
  later(clock, 121_000)
  expect(await mailDue(options)).toBe(1)
  expect(sink.mails()[0]?.headers['message-id']).toMatch(/^<alerts\.\d+-\d+\.1@trefoil>$/)
})

test('news of last week is no news', async () => {
  const { db, clock, options } = await postRoom()
  await tell(db, clock)
  later(clock, 8 * 86_400_000)
  expect(await mailDue(options)).toBe(0)
})

test('the password opens the server, and a wrong one is told without itself', async () => {
  const { db, clock, options } = await postRoom({ user: 'hub', password: 'open sesame' })
  await tell(db, clock)
  later(clock, 10_000)
  const wrong = sink.url.replace('open%20sesame', 'geheim')
  const send = openSmtp({ url: wrong, from: 'hub@shop.test', to: ['ann@shop.test'] })
  const failing = mailDue({ ...options, send })
  await expect(failing).rejects.toThrow('check the user name and the password in TREFOIL_SMTP_URL')
  await expect(failing).rejects.not.toThrow('geheim')
  expect(await mailDue(options)).toBe(1)
})

test('a clock that is set back by a day does not put off the next try for as long', async () => {
  const { db, clock, options } = await postRoom()
  await tell(db, clock)
  later(clock, 10_000)
  sink.refuse(451, 1)
  const over = new AbortController()
  const mailing = keepMailing({ ...options, signal: over.signal })
  try {
    await until('the refusal', async () => {
      await clock.advance(5_000)
      return sink.offered() === 1 ? true : new Waiting(sink.offered())
    })
    // Time for the refusal to be noted, which is no look.
    await until('the next nap', async () => (clock.sleepers() === 1 ? true : new Waiting(clock.sleepers())))
    clock.jump(-86_400_000)
    await tell(db, clock)
    for (let look = 0; look < 24 && sink.mails().length === 0; look += 1) {
      await clock.advance(5_000)
      await until('a nap', async () => (clock.sleepers() === 1 ? true : new Waiting(clock.sleepers())))
    }
    expect(sink.mails()).toHaveLength(1)
  } finally {
    over.abort()
    await mailing
  }
})
