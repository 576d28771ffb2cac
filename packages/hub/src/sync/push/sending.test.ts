import type { Outcome } from '@trefoil/sdk'
import { expect, test } from 'vitest'
import { endingOf, type HubWrite, type Sending } from './sending.ts'

const sending: Sending = {
  ...{ id: null, output: {}, leavesNoLink: false },
  delivery: {
    ...{ record_id: 7, version: 1, data: {}, external_id: null, output: null, forced: false, begun: false },
    ...{ attempts: 0, run_id: null },
  },
}
const write: HubWrite = { id: null, data: { email: 'ann@example.com' }, idempotencyKey: '1.1.7.1' }

test('what was created is remembered under the id that the connector answered', () => {
  expect(endingOf(sending, write, { status: 'created', id: 'P1' })).toMatchObject({
    outcome: 'created',
    externalId: 'P1',
    told: write.data,
  })
})

test.each([
  ['no id', { status: 'created', id: undefined }],
  ['an empty id', { status: 'updated', id: '' }],
  ['a number for an id', { status: 'created', id: 5 }],
])('a connector that answers a write with %s has a bug, and the record may be there', (_, answer) => {
  // What a connector answers is its own word: the compiler has not seen it.
  expect(endingOf(sending, write, answer as Outcome)).toMatchObject({
    outcome: 'fault',
    fault: { kind: 'bug' },
    begun: true,
  })
})
