import { describe, expect, test } from 'vitest'
import { Failure } from './exit.ts'
import { fillIn, requireAll } from './fill-in.ts'

const form = {
  title: 'Till',
  credentials: {
    properties: { merchantId: { type: 'string' }, apiToken: { type: 'string', secret: true } },
    required: ['merchantId', 'apiToken'],
  },
  settings: {
    properties: {
      days: { type: 'integer' },
      strict: { type: 'boolean' },
      regions: { type: 'array' },
      country: { type: 'string' },
    },
  },
}

function refusal(open: [string, string][]): string {
  try {
    requireAll(form, fillIn(form, open, []))
  } catch (error) {
    if (error instanceof Failure) return error.message
  }
  return 'taken'
}

test('each value lands where the connector wants it, in the type that it wants', () => {
  const open: [string, string][] = [
    ['merchantId', '0123'],
    ['days', '30'],
    ['strict', 'false'],
    ['regions', '["na"]'],
    ['country', 'true'],
  ]
  expect(fillIn(form, open, [['apiToken', 's3cret']])).toEqual({
    credentials: { merchantId: '0123', apiToken: 's3cret' },
    settings: { days: 30, strict: false, regions: ['na'], country: 'true' },
  })
})

describe('refused', () => {
  test('a secret on the command line, with the way to do it', () => {
    const message = refusal([['apiToken', 's3cret']])
    expect(message).toContain('--secret-env apiToken=API_TOKEN')
    expect(message).not.toContain('s3cret')
  })
  test('what is missing, by the options that give it', () => {
    expect(refusal([['days', '30']])).toBe(
      'Till needs merchantId and apiToken: add --set merchantId=… --secret-env apiToken=API_TOKEN, where API_TOKEN is an environment variable that holds it',
    )
  })
  test('an unknown field, with those that exist', () => {
    expect(refusal([['merchant', 'X']])).toContain('merchantId, apiToken, days')
  })
  test.each([
    ['days', 'many'],
    ['days', ''],
    ['strict', 'yes'],
    ['regions', 'na'],
  ])('%s=%s', (key, value) => {
    expect(refusal([[key, value]])).toContain(`"${key}" is`)
  })
})
