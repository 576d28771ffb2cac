import { afterAll, describe, expect, test } from 'vitest'
import { conformance } from './conformance.ts'
import { withSource, withTarget } from './demand.ts'
import { keyOf, notesConnector } from './notes-connector.fixture.ts'
import { openNotes } from './notes-vendor.fixture.ts'
import type { PretendVendor } from './pretend-vendor.ts'

const clock = { now: Date.UTC(2026, 2, 11) }
const running = await openNotes(clock)
afterAll(() => running.stop())
for (let number = 0; number < 11; number++) add()
const body = Buffer.from(JSON.stringify({ account: 'A1', id: 'n1' }))
const signature = Buffer.from(await crypto.subtle.sign('HMAC', await keyOf('salt'), body)).toString('hex')
const vendor = pretendNotes()
const checks = conformance(notesConnector, vendor)
const table = checks.map((check) => [check.name, check] as const)

describe('an honest connector passes', () => {
  test.each(table)('%s', (_, check) => check.holds())
})

describe('a saboteur is caught', () => {
  test.each(table)('%s', (_, check) => check.saboteurIsCaught())
})

test('a connector that throws what is no Fault fails', async () => {
  const pull = () => Promise.reject(new TypeError('undefined is not a function'))
  const broken = withSource(notesConnector, 'notes', () => ({ pull }))
  await expect(named(conformance(broken, vendor), 'notes: a 500').holds()).rejects.toThrow(
    'undefined is not a function',
  )
})

test('a target that says created of what it never wrote fails', async () => {
  const broken = withTarget(notesConnector, 'notes', () => ({
    upsert: async (_, writes) => writes.map(() => ({ status: 'created', id: 'n0' })),
  }))
  await expect(named(conformance(broken, vendor), 'notes: a bad write').holds()).rejects.toThrow('invalid')
})

test('a check that notices nothing says so', async () => {
  const { notes } = vendor.targets
  if (notes === undefined) throw new Error('the notes vendor takes no notes')
  const incurious = { ...vendor, targets: { notes: { ...notes, odd: [] } } }
  const check = named(conformance(notesConnector, incurious), "notes: 0, false and '' are written")
  await expect(check.saboteurIsCaught()).rejects.toThrow('did not notice')
})

test('a connector that looks at the header of a delivery alone fails, and so does one that is given none', async () => {
  const { webhooks } = notesConnector
  if (webhooks === undefined) throw new Error('the notes tell of nothing')
  const lax = { ...notesConnector, webhooks: { ...webhooks, verify: () => true } }
  await expect(named(conformance(lax, vendor), 'webhooks:').holds()).rejects.toThrow('flipped')
  const { webhook: _, ...silent } = vendor
  await expect(named(conformance(notesConnector, silent), 'webhooks:').holds()).rejects.toThrow('sends no delivery')
})

test('no two checks have the same name', () => {
  expect(new Set(checks.map(({ name }) => name)).size).toBe(checks.length)
})

function named(all: typeof checks, start: string): (typeof checks)[number] {
  const found = all.find(({ name }) => name.startsWith(start))
  if (found === undefined) throw new Error(`no check begins with "${start}"`)
  return found
}

function add(): string {
  const id = `s${running.notes.size}-${crypto.randomUUID()}`
  return running.put(id, { title: id }).id
}

function pretendNotes(): PretendVendor {
  return {
    endpoint: running.url,
    credentials: { token: 'open sesame' },
    settings: {},
    wrongCredentials: { token: 'open barley' },
    secrets: ['open sesame'],
    now: () => new Date(clock.now),
    pass: (milliseconds) => {
      clock.now += milliseconds
    },
    breakWith: (fault) => {
      running.world.fault = fault
    },
    mend: () => {
      running.world.fault = undefined
      running.world.revoked = []
    },
    revoke: (permission) => running.world.revoked.push(permission),
    webhook: {
      secrets: { key: 'salt' },
      delivery: () => ({ method: 'POST', path: '/', headers: { 'notes-signature': signature }, body }),
      ...{ proof: ['notes-signature'], signsBody: true },
    },
    sources: {
      notes: {
        ids: () => [...running.notes.keys()],
        add,
        edit: (id) => running.put(id, { text: `edited at ${clock.now}` }),
        remove: (id) => running.notes.delete(id),
        odd: () => {
          const reads = { text: null, stars: 0, pinned: false }
          return { id: running.put(add(), reads).id, reads }
        },
      },
    },
    targets: {
      notes: {
        sample: (number) => ({ title: `sample ${number}`, text: 'some', stars: 3, pinned: true }),
        bad: { title: 'bad', stars: 'many' },
        odd: [
          { write: { stars: 0 }, stored: { stars: 0, text: 'some', pinned: true } },
          { write: { pinned: false, text: '' }, stored: { stars: 0, text: '', pinned: false } },
          { write: { text: null }, stored: { text: null } },
        ],
        stored: (id) => {
          const note = running.notes.get(id)
          return note === undefined ? undefined : { ...note }
        },
        settle: running.finishJobs,
      },
    },
  }
}
