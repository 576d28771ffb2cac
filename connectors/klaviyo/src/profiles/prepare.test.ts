import { Fault } from '@trefoil/sdk'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Settings } from '../settings.ts'
import { isEmail } from './email.ts'
import { type Prepared, prepare } from './prepare.ts'

const person = {
  type: 'profile',
  email: 'ana.ruiz@example.org',
  phoneNumber: '+14155550125',
  externalId: 55260,
  firstName: 'Ana',
  lastName: 'Ruiz',
  organization: 'Luna',
  address1: '1 Main St',
  address2: null,
  city: 'San Jose',
  country: 'US',
  region: 'CA',
  zip: '94085',
}

function prepared(
  data: object,
  { strict = false, id = null as string | null, emailCase = 'keep' } = {},
): Prepared | Fault {
  const settings = Settings.parse({ strict, emailCase })
  const write = { id, data, idempotencyKey: 'k' }
  return prepare(0, write, { settings, countries: new Map(), phones: new Set() })
}

function good(data: object, options = {}): Prepared {
  const result = prepared(data, options)
  if (result instanceof Fault) throw result
  return result
}

const codeOf = (result: Prepared | Fault) => (result instanceof Fault ? result.details.code : 'sent')

test('a whole person becomes the attributes that Klaviyo names', () => {
  expect(good({ ...person, 'My Custom': 'x' })).toEqual({
    index: 0,
    id: null,
    attributes: {
      email: 'ana.ruiz@example.org',
      phone_number: '+14155550125',
      external_id: '55260',
      first_name: 'Ana',
      last_name: 'Ruiz',
      organization: 'Luna',
      location: { address1: '1 Main St', address2: null, city: 'San Jose', country: 'US', region: 'CA', zip: '94085' },
      properties: { 'My Custom': 'x' },
    },
    unset: [],
    wishes: { subscribe: null, lists: [], withdrawn: [], consentedAt: null },
    warnings: [],
  })
})

test('what is absent stays absent, so that it is left alone', () => {
  expect(good({ email: 'ana@example.org' }).attributes).toEqual({ email: 'ana@example.org' })
})

test('an e-mail address is trimmed, and put in lower case only where the connection says so', () => {
  expect(good({ email: ' Ana@Example.org ' }).attributes.email).toBe('Ana@Example.org')
  expect(good({ email: ' Ana@Example.org ' }, { emailCase: 'lower' }).attributes.email).toBe('ana@example.org')
})

describe.each([
  ['no e-mail, good phone', { email: null }, 'sent', 'sent'],
  ['no phone, good e-mail', { phoneNumber: null }, 'sent', 'sent'],
  ['neither', { email: null, phoneNumber: null }, 'MISSING_IDENTIFIER', 'MISSING_IDENTIFIER'],
  ['blanks for both', { email: ' ', phoneNumber: '' }, 'MISSING_IDENTIFIER', 'MISSING_IDENTIFIER'],
  ['a bad phone, good e-mail', { phoneNumber: '415 555 0125' }, 'sent', 'INVALID_PHONE'],
  ['a bad phone, no e-mail', { phoneNumber: '12', email: null }, 'INVALID_PHONE', 'INVALID_PHONE'],
  ['a bad e-mail, good phone', { email: 'ana@' }, 'sent', 'INVALID_EMAIL'],
  ['a bad e-mail, no phone', { email: 'ana@', phoneNumber: null }, 'INVALID_EMAIL', 'INVALID_EMAIL'],
  ['a bad postal code', { zip: '9408A' }, 'sent', 'INVALID_POSTAL_CODE'],
  ['a bad country', { country: 'Atlantis' }, 'sent', 'INVALID_COUNTRY'],
  ['a bad region', { region: 'ZZ' }, 'sent', 'INVALID_REGION'],
  ['no first name', { firstName: null }, 'sent', 'MISSING_REQUIRED_FIELD'],
  ['no last name', { lastName: null }, 'sent', 'MISSING_REQUIRED_FIELD'],
  ['no city', { city: null }, 'sent', 'MISSING_REQUIRED_FIELD'],
  ['no country', { country: null }, 'sent', 'MISSING_REQUIRED_FIELD'],
  ['an external id too long', { externalId: 'x'.repeat(256) }, 'INVALID_EXTERNAL_ID', 'INVALID_EXTERNAL_ID'],
  ['a name that is a number', { firstName: 7 }, 'WRONG_TYPE', 'WRONG_TYPE'],
  ['a list value that is no yes or no', { LIST_VIP: 'maybe' }, 'INVALID_LIST_VALUE', 'INVALID_LIST_VALUE'],
])('%s', (_, change, lenient, strict) => {
  test('is treated as decided', () => {
    expect([
      codeOf(prepared({ ...person, ...change })),
      codeOf(prepared({ ...person, ...change }, { strict: true })),
    ]).toEqual([lenient, strict])
  })
})

test('a phone that another customer has is no way to know a person: without an e-mail nothing is made', () => {
  const made = (data: object, id: string | null = null) => {
    const write = { id, data, idempotencyKey: 'k', taken: ['phoneNumber'] }
    const settings = Settings.parse({})
    return prepare(0, write, { settings, countries: new Map(), phones: new Set() })
  }
  const phoneNumber = '+16175550108'
  expect(codeOf(made({ email: 'ana@', phoneNumber }))).toBe('INVALID_EMAIL')
  expect(codeOf(made({ email: null, phoneNumber }))).toBe('MISSING_IDENTIFIER')
  expect(codeOf(made({ email: 'ana@example.org', phoneNumber }))).toBe('sent')
  expect(codeOf(made({ phoneNumber }, '01H'))).toBe('sent')
})

test('a required field that is empty is named, each in turn', () => {
  for (const field of ['firstName', 'lastName', 'city', 'country']) {
    const result = prepared({ ...person, [field]: null }, { strict: true })
    expect(result instanceof Fault && result.details.field).toBe(field)
    expect(good({ ...person, [field]: null }).warnings).toEqual([`empty: ${field}`])
  }
})

test('a strict connection makes no profile that was never given a required field, and lets an update leave it out', () => {
  for (const field of ['firstName', 'lastName', 'city', 'country']) {
    const rest = Object.fromEntries(Object.entries(person).filter(([name]) => name !== field))
    const made = prepared(rest, { strict: true })
    expect(made instanceof Fault && made.details.field).toBe(field)
    expect(good(rest, { strict: true, id: '01H' }).warnings).toEqual([])
    expect(good(rest).warnings).toEqual([])
  }
})

test('a bad phone beside a good e-mail is left out, with a word about it', () => {
  const { attributes, warnings } = good({ ...person, phoneNumber: '12' })
  expect(attributes).not.toHaveProperty('phone_number')
  expect(warnings).toEqual(['phoneNumber is not a valid number in E.164 form: sent without it'])
})

test('a bad address is left out as a whole, with a word about it', () => {
  const { attributes, warnings } = good({ ...person, zip: '9408A' })
  expect(attributes).not.toHaveProperty('location')
  expect(warnings).toEqual(['the postal code is not in the form used in US: sent without the address'])
})

test('an update need not repeat the e-mail, but may not take the last identifier away', () => {
  expect(codeOf(prepared({ firstName: 'Ana' }, { id: '01X' }))).toBe('sent')
  expect(codeOf(prepared({ email: null }, { id: '01X' }))).toBe('MISSING_IDENTIFIER')
  expect(good({ email: null, phoneNumber: '+14155550125' }, { id: '01X' }).attributes.email).toBeNull()
})

test('zero, false and the empty text are custom values like any other, and null takes the property away', () => {
  const data = { email: 'ana@example.org', points: 0, vip: false, note: '', old: null }
  expect(good(data, { id: '01X' })).toMatchObject({
    attributes: { properties: { points: 0, vip: false, note: '' } },
    unset: ['old'],
  })
  expect(good(data).unset).toEqual([])
})

test('LIST_ and UCLIST_ ask for lists, whose names may hold blanks; a list without prefix is a custom property', () => {
  const { wishes, attributes } = good({
    email: 'ana@example.org',
    subscribeProfile: true,
    'LIST_Sms Subscribers': true,
    UCLIST_VIP: 'true',
    LIST_Old: false,
    UCLIST_Older: null,
    'Claustrophobic List': true,
  })
  expect(wishes).toEqual({
    withdrawn: [],
    consentedAt: null,
    subscribe: true,
    lists: [
      { field: 'LIST_Sms Subscribers', name: 'Sms Subscribers', confirm: true },
      { field: 'UCLIST_VIP', name: 'VIP', confirm: false },
      { field: 'LIST_Old', name: 'Old', confirm: true, leaves: true },
    ],
  })
  expect(attributes.properties).toEqual({ 'Claustrophobic List': true })
})

test('no fault and no warning repeats what a person has written', () => {
  const secret = fc.stringMatching(/^[a-z]{12}$/)
  fc.assert(
    fc.property(secret, fc.boolean(), (word, strict) => {
      const spoiled = { ...person, email: `${word}@`, phoneNumber: word, zip: word, country: word, region: '..' }
      const result = prepared(spoiled, { strict })
      const words = result instanceof Fault ? [result.message] : result.warnings
      expect(words.length).toBeGreaterThan(0)
      expect(words.join(' ')).not.toContain(word)
    }),
  )
})

test.each([
  ['ana.ruiz+shop@example.org', true],
  ["o'neil@mail.example.co.uk", true],
  ['ana@example', false],
  ['ana@@example.org', false],
  ['ana ruiz@example.org', false],
  ['.ana@example.org', false],
  ['ana..ruiz@example.org', false],
  ['ana@-example.org', false],
  ['', false],
  [`${'a'.repeat(92)}@mail.org`, false],
])('%j is an e-mail address: %s', (text, expected) => {
  expect(isEmail(text)).toBe(expected)
})
