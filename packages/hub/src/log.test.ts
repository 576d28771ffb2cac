import { type Log as ConnectorLog, Fault } from '@trefoil/sdk'
import { expect, test } from 'vitest'
import { type Log, type LogLevel, openLog } from './log.ts'

function captured(level: LogLevel = 'debug') {
  const written: string[] = []
  const log = openLog({ level, to: { write: (line) => void written.push(line) }, now: () => new Date(0) })
  return { log, text: () => written.join(''), lines: () => written.map((line) => JSON.parse(line)) }
}

test('a line is one JSON object with time, level, event and fields', () => {
  const { log, lines } = captured()
  log.info('push.done', { flow: 'f1', created: 12, none: null })
  expect(lines()).toEqual([
    { time: '1970-01-01T00:00:00.000Z', level: 'info', event: 'push.done', flow: 'f1', created: 12, none: null },
  ])
})

test('lines below the level are not written', () => {
  const { log, lines } = captured('warn')
  for (const level of ['debug', 'info', 'warn', 'error'] as const) log[level](`event.${level}`)
  expect(lines().map((line) => line.event)).toEqual(['event.warn', 'event.error'])
})

test('the fields of `with` stand on every line and can be added to', () => {
  const { log, lines } = captured()
  log.with({ run: 'r1' }).with({ page: 2 }).warn('pull.slow')
  expect(lines()[0]).toMatchObject({ run: 'r1', page: 2 })
})

test.each([
  ['authorization', 'Bearer canary'],
  ['X-Api-Key', 'canary'],
  ['apiKey', 'canary'],
  ['access_token', 'canary'],
  ['clientSecret', 'canary'],
  ['password', 'canary'],
  ['set-cookie', 'canary'],
  ['credentials', { nested: 'canary' }],
  ['DATABASE_URL', 'postgres://u:canary@h/d'],
  ['emailAddress', 'canary@example.test'],
  ['phoneNumbers', ['canary']],
  ['firstName', 'canary'],
  ['addresses', [{ line1: 'canary' }]],
  ['birthday', 'canary'],
])('the value of a field named %s never reaches the line, at any depth', (name, value) => {
  const { log, text } = captured()
  log.info('event', { [name]: value, deep: [{ inside: { [name]: value } }] })
  expect(text()).not.toContain('canary')
})

test.each([
  'GET https://u:canary@host/path failed',
  'sent with Bearer canary-canary',
  'the key pk_canary0123456789 was refused',
  'refused canary.name@example.test as a duplicate',
  'refused canary%40example.test as a duplicate',
  'GET /profiles?filter=canary&page=2',
  'called +49 (170) 1234567',
])('what slipped into a sentence is blotted out: %s', (sentence) => {
  const { log, text } = captured()
  log.warn('event', { message: sentence, error: new Error(sentence) })
  expect(text()).not.toMatch(/canary|1234567/)
})

test('S2-003 of a card number no more than the last four digits is written, whatever the field is called', () => {
  const { log, lines } = captured()
  const message = 'refused 4005 5622 3121 2123 as a name'
  log.warn('event', { message, note: '5200828282828210', error: new Error(message) })
  expect(lines()[0]).toMatchObject({
    message: 'refused [card …2123] as a name',
    note: '[card …8210]',
    error: { message: 'refused [card …2123] as a name' },
  })
})

test('ids, counts and kinds are kept, for without them a log is of no use', () => {
  const { log, lines } = captured()
  const fields = { emailId: 'E1', tokens: 12, addressCount: 3, credentialKind: 'oauth', customer: 'C7', took: 1.5 }
  log.info('event', fields)
  expect(lines()[0]).toMatchObject(fields)
})

test('a fault is written with kind, message and details and without a stack, another error with its stack', () => {
  const { log, lines } = captured()
  log.error('event', { fault: new Fault('throttled', 'too fast', { code: 'SLOW', cause: new Error('429') }) })
  log.error('event', { error: new TypeError('oops') })
  expect(lines()[0].fault).toMatchObject({
    kind: 'throttled',
    message: 'too fast',
    details: { code: 'SLOW' },
    cause: { message: '429' },
  })
  expect(lines()[0].fault.stack).toBeUndefined()
  expect(lines()[1].error.stack).toContain('log.test.ts')
})

test('an error of the database is written without the values that it was given', () => {
  const { log, text, lines } = captured()
  const error = Object.assign(new Error('invalid input syntax for type bigint: "canary"'), {
    ...{ code: '22P02', severity: 'ERROR', table: 'record', constraint: 'record_key' },
    ...{ where: 'JSON data, line 1: "canary"', detail: 'Key (value)=(canary) exists.', hint: 'canary' },
    ...{ internalQuery: 'select canary', query: 'select $1', params: ['canary'], parameters: ['canary'] },
  })
  log.error('event', { error, fault: new Fault('bug', 'failed', { cause: error }) })
  expect(text()).not.toContain('canary')
  const kept = { code: '22P02', severity: 'ERROR', table: 'record', constraint: 'record_key' }
  expect(lines()[0]).toMatchObject({ error: kept, fault: { cause: kept } })
  expect(lines()[0].error.message).toBe('invalid input syntax for type bigint: [value]')
  expect(lines()[0].error.stack).toContain('log.test.ts')
})

test('a value that holds itself is cut, not followed for ever', () => {
  const { log, text } = captured()
  const loop: Record<string, unknown> = {}
  loop.self = loop
  log.info('event', { loop })
  expect(text()).toContain('[deep]')
})

test('the log can be given to a connector', () => {
  const { log, lines } = captured()
  const forConnector: ConnectorLog = log satisfies Log
  forConnector.info('clover.page', { records: 1000 })
  expect(lines()[0]).toMatchObject({ event: 'clover.page', records: 1000 })
})
