import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { cloverCredentials } from './credentials.ts'

describe('S1-012 the merchant id is found in what a person pastes', () => {
  test.each([
    ['https://clover.com/merchants/3D19QN31ANYR5', '3D19QN31ANYR5'],
    ['  3D19QN31ANYR5\n', '3D19QN31ANYR5'],
    ['3d19qn31anyr5', '3D19QN31ANYR5'],
    ['https://www.clover.com/merchants/3D19QN31ANYR5/?tab=1#top', '3D19QN31ANYR5'],
    ['www.eu.clover.com/merchants/3D19QN31ANYR5', '3D19QN31ANYR5'],
    ['https://sandbox.dev.clover.com/dashboard/m/ABCD1234ABCD1/settings', 'ABCD1234ABCD1'],
    ['https://www.clover.com/m/ABCD1234ABCD1/customers/C9QZ7T1V3W5X2', 'ABCD1234ABCD1'],
  ])('%j holds %s', (pasted, id) => {
    expect(cloverCredentials.parse({ merchantId: pasted, apiToken: 't' }).merchantId).toBe(id)
  })

  test.each([
    '',
    '3D19QN31ANYR',
    '3D19QN31ANYR55',
    '3D19QN31ANYRO',
    'https://clover.com/merchants/',
    'https://clover.example/merchants/3D19QN31ANYR5',
    'https://notclover.com/merchants/3D19QN31ANYR5',
    'my shop',
  ])('%j is refused', (pasted) => {
    const read = cloverCredentials.safeParse({ merchantId: pasted, apiToken: 't' })
    expect(read.error?.issues.map(({ path, message }) => [path[0], message.slice(0, 24)])).toEqual([
      ['merchantId', 'not a Clover merchant id'],
    ])
  })
})

test('an API token with a line break in it is refused before it gets into a header', () => {
  expect(cloverCredentials.safeParse({ merchantId: '3D19QN31ANYR5', apiToken: 'abc\r\nx: y' }).success).toBe(false)
  expect(cloverCredentials.parse({ merchantId: '3D19QN31ANYR5', apiToken: ' abc ' }).apiToken).toBe('abc')
})

test('a form can be drawn from the schema, and the token in it is marked as secret', () => {
  expect(z.toJSONSchema(cloverCredentials, { io: 'input' }).properties).toMatchObject({
    merchantId: { type: 'string' },
    apiToken: { type: 'string', secret: true },
  })
})
