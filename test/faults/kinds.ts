import type { Fault } from '@trefoil/simulators'
import { FAULTS_PATIENCE } from './matrix-house.ts'
import type { Operation } from './operation.ts'
import type { Astray } from './ways.ts'

/** What the hub is seen to do about a fault, the gravest first; `none`: nobody outside of the call notices. */
export const consequences = ['stop_connection', 'stop_flow', 'error', 'retry', 'wait', 'none'] as const
export type Consequence = (typeof consequences)[number]

/** One way in which a call goes wrong. */
export interface Kind {
  /** As in the list of faults that the hub is held to. */
  id: string
  title: string
  /** What the calls of an operation meet, at the vendor or on their way to it; absent: none of them goes wrong. */
  fault?(operation: Operation): Fault | Astray
  /** By so many milliseconds the hub's clock is wrong. */
  skew?: number
  expect(operation: Operation): Consequence
  /** Which operations it can befall; all, unless told. */
  befalls?(operation: Operation): boolean
}

const forEver = 10_000

/** A call that may be repeated is, up to three times, within the call; of another one the outcome is unclear, and it is tried anew. */
const overcome = ({ isRepeatable }: Operation): Consequence => (isRepeatable ? 'none' : 'retry')
/** What the vendor says is not what it documents: a person must look. A listing stops, a delivery is put aside. */
function strange({ stage, takesAnyBody }: Operation): Consequence {
  if (takesAnyBody === true) return 'none'
  return stage === 'delivery' ? 'error' : 'stop_flow'
}
/** As far as the answer says anything that the hub needs to know. */
const strangeIfRead = (operation: Operation): Consequence => (operation.isRead ? strange(operation) : 'none')

const errorInside = JSON.stringify({
  message: 'Something went wrong',
  errors: [{ id: 'x', status: 500, code: 'error', title: 'A server error occurred.', detail: 'Please try again.' }],
})

/** The trouble of somebody who is not known. A 401 of the till means a box that is not ticked, where the token still opens other doors. */
const unknown = ({ match }: Operation): Consequence => (match.includes('/v3/') ? 'stop_flow' : 'stop_connection')

/** A door that stays shut to somebody who is known. To a receiver of messages nobody is known but by the signature. */
const shutOut = ({ vendor }: Operation): Consequence => (vendor === 'receiver' ? 'stop_connection' : 'stop_flow')

/** Faults on the way, by which the vendor hears of nothing: any call may be repeated. */
const ways = [
  ['F01', 'connection refused', 'refused'],
  ['F02', 'no such name', 'nameless'],
  ['F03', 'no secure connection', 'insecure'],
  ['F04', 'no handshake in time', 'silent'],
] as const

const [minute, day] = [60_000, 86_400_000]

/** A receiver of messages takes none that are dated otherwise than its own clock says. */
const clocks = [
  ['10 minutes ahead', 10 * minute],
  ['10 minutes behind', -10 * minute],
  ['a day ahead', day],
  ['a day behind', -day],
] as const

export const kinds: Kind[] = [
  { ...{ id: 'F00', title: 'nothing goes wrong' }, expect: () => 'none' },
  ...ways.flatMap(([id, title, kind]): Kind[] => [
    { id, title, fault: () => ({ kind }), expect: () => 'none' },
    { id, title: `${title} three times`, fault: () => ({ kind, times: 3 }), expect: () => 'retry' },
  ]),
  {
    ...{ id: 'F05', title: 'done, and the answer lost' },
    fault: () => ({ kind: 'reset-after-commit' }),
    expect: overcome,
  },
  {
    ...{ id: 'F05', title: 'done, and the answer lost three times' },
    fault: () => ({ kind: 'reset-after-commit', times: 3 }),
    expect: () => 'retry',
  },
  { ...{ id: 'F06', title: 'reset before headers' }, fault: () => ({ kind: 'reset' }), expect: overcome },
  {
    ...{ id: 'F06', title: 'reset before headers three times' },
    fault: () => ({ kind: 'reset', times: 3 }),
    expect: () => 'retry',
  },
  { ...{ id: 'F07', title: 'reset in the middle of the body' }, fault: () => ({ kind: 'truncate' }), expect: overcome },
  { ...{ id: 'F08', title: 'no answer, nothing done' }, fault: () => ({ kind: 'hang' }), expect: overcome },
  {
    ...{ id: 'F08', title: 'done, and the answer too late' },
    fault: () => ({ kind: 'slow', delay: FAULTS_PATIENCE * 3 }),
    expect: overcome,
  },
  {
    ...{ id: 'F09', title: 'a body that drips' },
    fault: () => ({ kind: 'drip', delay: FAULTS_PATIENCE / 2 }),
    expect: cutOff,
  },
  { ...{ id: 'F10', title: 'truncated JSON, once' }, fault: () => ({ kind: 'half' }), expect: garbled },
  {
    ...{ id: 'F10', title: 'truncated JSON, three times' },
    fault: () => ({ kind: 'half', times: 3 }),
    expect: (operation) => (operation.hasBody ? strange(operation) : 'none'),
  },
  { ...{ id: 'F11', title: '200 with an empty body' }, fault: () => ({ kind: 'empty' }), expect: strangeIfRead },
  {
    ...{ id: 'F12', title: '502 with a web page, once' },
    fault: () => ({ kind: 'html', status: 502 }),
    expect: overcome,
  },
  {
    ...{ id: 'F12', title: '502 with a web page, three times' },
    fault: () => ({ kind: 'html', status: 502, times: 3 }),
    expect: () => 'retry',
  },
  {
    ...{ id: 'F13', title: 'JSON of the wrong type' },
    fault: () => ({ kind: 'instead', body: '["tea"]' }),
    expect: strangeIfRead,
  },
  {
    ...{ id: 'F14', title: '429 with seconds to wait' },
    fault: () => ({ kind: 'status', status: 429, headers: { 'retry-after': '7' } }),
    expect: () => 'wait',
  },
  {
    ...{ id: 'F15', title: '429 with a date to wait for' },
    fault: () => ({ kind: 'status', status: 429, headers: { 'retry-after': inSeconds(7) } }),
    expect: () => 'wait',
  },
  {
    ...{ id: 'F16', title: '429 and nothing said' },
    fault: () => ({ kind: 'status', status: 429 }),
    expect: () => 'wait',
  },
  {
    ...{ id: 'F17', title: '503 for an hour' },
    fault: () => ({ kind: 'status', status: 503, headers: { 'retry-after': '3600' } }),
    expect: () => 'retry',
  },
  { ...{ id: 'F18', title: '500 once' }, fault: () => ({ kind: 'status', status: 500 }), expect: overcome },
  {
    ...{ id: 'F18', title: 'done, and 500 answered' },
    fault: () => ({ kind: 'instead', status: 500 }),
    expect: overcome,
  },
  {
    ...{ id: 'F19', title: '500 until it is mended' },
    fault: () => ({ kind: 'status', status: 500, times: forEver }),
    expect: () => 'retry',
  },
  {
    ...{ id: 'F20', title: '401 once' },
    fault: () => ({ kind: 'status', status: 401 }),
    expect: unknown,
  },
  {
    ...{ id: 'F21', title: '401 until a person sees to it' },
    fault: () => ({ kind: 'status', status: 401, times: forEver }),
    expect: unknown,
  },
  {
    ...{ id: 'F22', title: '403 until a person sees to it' },
    fault: () => ({ kind: 'status', status: 403, body: '{}', times: forEver }),
    expect: shutOut,
  },
  {
    ...{ id: 'F23', title: 'one row of a batch refused' },
    fault: ({ rows }) => ({ kind: 'status', status: 400, body: rowRefused(rows) }),
    expect: () => 'error',
    befalls: ({ rows }) => rows !== undefined,
  },
  {
    ...{ id: 'F24', title: '200 with an error inside' },
    fault: () => ({ kind: 'instead', body: errorInside }),
    expect: strange,
  },
  ...clocks.map(
    ([title, skew]): Kind => ({
      ...{ id: 'clock', title: `ours is ${title}`, skew },
      expect: ({ effects }) => ('message' in effects ? 'stop_connection' : 'none'),
      befalls: ({ isDated }) => skew > 0 || isDated !== true,
    }),
  ),
]

/** Where the answer has no body, there is no middle of it. */
function cutOff(operation: Operation): Consequence {
  return operation.hasBody ? overcome(operation) : 'none'
}

function garbled(operation: Operation): Consequence {
  if (!operation.hasBody) return 'none'
  return operation.isRepeatable ? 'none' : strange(operation)
}

/** By the vendor's clock, which is the real one. */
function inSeconds(seconds: number): string {
  return new Date(Date.now() + seconds * 1_000).toUTCString()
}

function rowRefused(pointer = ''): string {
  const error = { id: 'x', status: 400, code: 'invalid', title: 'Invalid input.', detail: 'Not this one.' }
  return JSON.stringify({ errors: [{ ...error, source: { pointer } }] })
}
