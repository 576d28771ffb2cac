import { openSession } from '@trefoil/sdk/testing'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { klaviyo } from './connector.ts'
import { formatPhone, formattedPhoneNumber, isE164 } from './phone.ts'

const session = openSession(klaviyo, {
  endpoint: 'http://127.0.0.1:9',
  credentials: { apiKey: 'none' },
  settings: { country: 'ES' },
})
const typed = { ...session, credentials: { apiKey: 'none' }, settings: { ...Object(session.settings) } }

test.each([
  ['(415) 555-0125', 'US', '+14155550125'],
  ['415.555.0125', 'US', '+14155550125'],
  ['4155550125', 'US', '+14155550125'],
  ['1-415-555-0125', 'US', '+14155550125'],
  ['+1 (415) 555-0125', 'DE', '+14155550125'],
  ['415-555-0125 ext. 12', 'US', '+14155550125'],
  ['cell: 415 555 0125', 'US', '+14155550125'],
  ['020 7946 0018', 'GB', '+442079460018'],
  ['07911 123456', 'GB', '+447911123456'],
  ['+44 (0)20 7946 0018', 'US', '+442079460018'],
  ['600 111 222', 'ES', '+34600111222'],
  ['030 901820', 'DE', '+4930901820'],
  ['01 42 68 53 00', 'FR', '+33142685300'],
  ['(11) 96123-4567', 'BR', '+5511961234567'],
  ['0412 345 678', 'AU', '+61412345678'],
  ['090-1234-5678', 'JP', '+819012345678'],
  ['(613) 555-0123', 'CA', '+16135550123'],
  ['555-0125', 'US', null],
  ['12', 'US', null],
  ['none', 'US', null],
  ['', 'US', null],
  ['000 000 0000', 'US', null],
])('%j of %s is %j', (written, country, expected) => {
  expect(formatPhone(written, country)).toBe(expected)
})

test('every example of the look-up is answered as it says', async () => {
  for (const [call, expected] of formattedPhoneNumber.examples) {
    const inside = /^GetKlaviyoFormattedPhoneNumber\((.*)\)$/.exec(call)?.[1]
    const [answer] = await formattedPhoneNumber.resolve([JSON.parse(`[${inside}]`)], null)
    expect([call, answer]).toEqual([call, expected])
  }
})

test('a number without a country is read by the country of the connection', async () => {
  const answers = await formattedPhoneNumber.resolve(
    [['600 111 222'], ['600 111 222', null], ['600111222', 'nowhere']],
    typed,
  )
  expect(answers).toEqual(['+34600111222', '+34600111222', '+34600111222'])
})

test('a phone that comes as a number is read like one that comes as text', async () => {
  expect(await formattedPhoneNumber.resolve([[4155550125, 'US'], [true, 'US'], [null]], null)).toEqual([
    '+14155550125',
    null,
    null,
  ])
})

test('whatever is made of a text is a number that Klaviyo takes', () => {
  const country = fc.constantFrom('US', 'GB', 'ES', 'BR', 'xx', '')
  const text = fc.oneof(fc.string(), fc.stringMatching(/^[+(]?[\d ()./-]{5,18}$/))
  fc.assert(
    fc.property(text, country, (written, region) => {
      const formatted = formatPhone(written, region)
      return formatted === null || isE164(formatted, new Set())
    }),
  )
})

test('a number is not valid for having the shape of one', () => {
  expect(
    ['+14155550125', '+10000000000', '+999123456789', '14155550125', '+1 415 555 0125'].map((text) =>
      isE164(text, new Set()),
    ),
  ).toEqual([true, false, false, false, false])
})
