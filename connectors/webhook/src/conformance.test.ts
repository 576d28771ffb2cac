import type { JsonObject } from '@trefoil/sdk'
import { conformance, type PretendVendor, type VendorFault } from '@trefoil/sdk/testing'
import { afterAll, describe, test } from 'vitest'
import { webhook } from './connector.ts'
import { type Mood, type Receiver, startReceiver } from './testing/receiver.ts'

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
const clock = { now: Date.UTC(2026, 2, 11, 10) }
const receiver = await startReceiver(secret, () => new Date(clock.now))
afterAll(() => receiver.stop())
const checks = conformance(webhook, pretended(receiver))

describe('the webhook connector keeps the contract', () => {
  test.each(checks.map((check) => [check.name, check] as const))('%s', (_, check) => check.holds())
})

describe('a webhook connector that is broken in just this way is caught', () => {
  test.each(checks.map((check) => [check.name, check] as const))('%s', (_, check) => check.saboteurIsCaught())
})

function pretended(running: Receiver): PretendVendor {
  return {
    endpoint: running.url,
    credentials: { secret },
    settings: { url: `${running.url}/hooks/trefoil?shop=1` },
    wrongCredentials: { secret: 'whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' },
    secrets: [secret],
    now: () => new Date(clock.now),
    pass: (milliseconds) => {
      clock.now += milliseconds
    },
    breakWith: (fault) => {
      running.mood = moodOf(fault)
    },
    mend: () => {
      running.mood = undefined
    },
    revoke: () => {},
    sources: {},
    targets: {
      customers: {
        sample: (number) => ({ id: 100 + number, firstName: `Person ${number}`, company: 'Oolong', customFields: {} }),
        bad: { id: 99, emailAddress: 'refused@example.org' },
        odd: [
          { write: { id: 100, points: 0, vip: false, company: '' }, stored: { points: 0, vip: false, company: '' } },
          { write: { id: 100, firstName: null }, stored: { firstName: null, vip: false } },
          { write: { id: 100, lastName: 'Ito' }, stored: { lastName: 'Ito', points: 0 } },
        ],
        stored: (id) => keptOf(running, id),
        settle: () => {},
      },
    },
  }
}

/** What a receiver knows that takes every message as it comes: what it leaves out stays, null clears. */
function keptOf({ received }: Receiver, id: string): JsonObject | undefined {
  const mine = received.filter(({ isSigned, message }) => isSigned && String(message.data.id) === id)
  return mine.length === 0 ? undefined : Object.assign({}, ...mine.map(({ message }) => message.data))
}

function moodOf(fault: VendorFault): Mood {
  if (fault.kind === 'status') return (reply) => reply.writeHead(fault.status, fault.headers).end(fault.body ?? '')
  if (fault.kind === 'html') return (reply) => reply.writeHead(200).end('<!doctype html><title>Welcome</title>')
  return (reply) => reply.destroy()
}
