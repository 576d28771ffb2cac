/** What may not go out: phones, addresses and names, first as it ships, then with the connection set to strict. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openHouse } from '../harness/open-house.ts'
import { shared } from '../harness/shared.ts'
import { addressesOf, deskOf, draft, profiles } from './s3-people.ts'

const house = shared(openHouse)
const { arrive, arriveUnsent, edit, setUpAnew, lastRun, linkOf, writesSince } = deskOf(house)

async function profileOf(id: number) {
  return house.klaviyo.profiles.get((await linkOf(id)) ?? '')
}

/** The sync of a customer who is not in Klaviyo yet, and what was sent there by it. */
async function syncNew(customer: ReturnType<typeof draft>, fields: Record<string, unknown> = {}) {
  const { id } = await arriveUnsent(customer, fields)
  const before = house.klaviyo.requests().length
  const run = await house.sync(profiles, { id })
  house.klaviyo.settle()
  return { id, run, writes: writesSince(before) }
}

/** As people write phones, with the country of their address; null: no number that can be assigned. */
const phones: [written: string, country: string, sent: string | null][] = [
  ['(415) 555-0125', 'US', '+14155550125'],
  ['415.555.0126', 'US', '+14155550126'],
  ['1-415-555-0127', 'United States', '+14155550127'],
  ['+1 (415) 555-0128', 'DE', '+14155550128'],
  ['(613) 555-0123', 'CA', '+16135550123'],
  ['020 7946 0018', 'GB', '+442079460018'],
  ['07911 123456', 'United Kingdom', '+447911123456'],
  ['600 111 222', 'Spain', '+34600111222'],
  ['030 901820', 'DE', '+4930901820'],
  ['01 42 68 53 00', 'FR', '+33142685300'],
  ['0412 345 678', 'AU', '+61412345678'],
  ['(11) 96123-4567', 'BR', '+5511961234567'],
  ['090-1234-5678', 'JP', '+819012345678'],
  ['555-0125', 'US', null],
  ['call the shop', 'US', null],
  ['000 000 0000', 'US', null],
]

function living(country: string, zip = '') {
  return { state: '', zip, country }
}

const postalCodes: [zip: string, country: string, isGood: boolean][] = [
  ['94085', 'US', true],
  ['94085-1234', 'US', true],
  ['SW1A 1AA', 'GB', true],
  ['K1A 0B1', 'CA', true],
  ['9408A', 'US', false],
  ['SW1A', 'GB', false],
  ['12345', 'CA', false],
]

describe('as it ships', () => {
  test.each(phones)('S3-021, S3-036 the phone %j of %s is sent as %j', async (written, country, sent) => {
    const name = `phone${phones.findIndex(([each]) => each === written)}`
    const { id } = await arrive(draft(name, { phone: written, address: living(country) }))
    expect(await profileOf(id)).toMatchObject({ email: `${name}@example.com`, phone_number: sent })
  })

  test('S3-056 a wrong phone beside a valid e-mail address: the profile goes out without it, and the run has a warning', async () => {
    const { id, run } = await syncNew(draft('adam', { phone: 'call the shop' }))
    expect(run).toMatchObject({ counts: { created: 1 }, outcomes: [{ recordId: id, code: 'WARNING' }] })
    expect(run.outcomes[0]?.reason).toContain('phoneNumber is not a valid number')
    expect(await profileOf(id)).toMatchObject({ email: 'adam@example.com', phone_number: null })
  })

  test('S3-056 a wrong phone does not take the valid one away that Klaviyo has', async () => {
    const record = await arrive(draft('abel', { phone: '(617) 555-0161' }))
    const [address] = addressesOf(record)
    await edit(record.id, { lastName: 'Strand', addresses: [{ id: address?.id, phoneNumber: 'ask mother' }] })
    expect(await profileOf(record.id)).toMatchObject({ last_name: 'Strand', phone_number: '+16175550161' })
    expect(await lastRun()).toMatchObject({ outcomes: { updated: 1 }, reasons: [{ code: 'WARNING' }] })
  })

  test('S3-056 no phone at all beside a valid e-mail address is nothing to speak of', async () => {
    const { run } = await syncNew(draft('alma'))
    expect(run).toMatchObject({ counts: { created: 1 }, outcomes: [] })
  })

  test.each(postalCodes)('S3-053, S3-063 the postal code %s of %s: accepted is %j', async (zip, country, isGood) => {
    const name = `zip.${country}.${zip}`.toLowerCase().replaceAll(' ', '.')
    const { id, run } = await syncNew(draft(name, { address: living(country, zip) }))
    expect(run.counts).toMatchObject({ created: 1, error: 0 })
    const { location } = (await profileOf(id)) ?? { location: null }
    expect(location).toEqual(isGood ? expect.objectContaining({ zip, country, city: 'Boston' }) : {})
    expect(run.outcomes.map(({ code }) => code)).toEqual(isGood ? [] : ['WARNING'])
    if (!isGood) expect(run.outcomes[0]?.reason).toContain('sent without the address')
  })

  test('S3-063 a country that does not exist: the profile goes out without the address, with a warning', async () => {
    const { id, run } = await syncNew(draft('bella', { address: { country: 'Atlantis' } }))
    expect(run).toMatchObject({ counts: { created: 1 }, outcomes: [{ code: 'WARNING' }] })
    expect(run.outcomes[0]?.reason).toContain('country')
    expect(await profileOf(id)).toMatchObject({ first_name: 'Bella', location: {} })
  })

  test('S3-063 an address that becomes wrong leaves the one that Klaviyo has', async () => {
    const record = await arrive(draft('boris'))
    const [address] = addressesOf(record)
    await edit(record.id, { lastName: 'Strand', addresses: [{ id: address?.id, postalCode: '9408A' }] })
    expect(await profileOf(record.id)).toMatchObject({
      last_name: 'Strand',
      location: { zip: '02134', city: 'Boston' },
    })
    expect(await lastRun()).toMatchObject({ outcomes: { updated: 1 }, reasons: [{ code: 'WARNING' }] })
  })

  test('S3-052 an empty name or city does not keep a profile from being made', async () => {
    const { run } = await syncNew(draft('cyril', { address: { city: '' } }), { firstName: null })
    expect(run.counts).toMatchObject({ created: 1, error: 0 })
  })
})

describe('with the connection set to strict', () => {
  beforeAll(() => setUpAnew({ strict: true }))
  afterAll(() => setUpAnew({}))

  test('S3-055 a valid customer syncs', async () => {
    const { run } = await syncNew(draft('della', { phone: '(617) 555-0181' }))
    expect(run).toMatchObject({ counts: { created: 1 }, outcomes: [] })
  })

  test('S3-050, S3-056 a phone that cannot be read is a transfer error that names the cure, and nothing is sent', async () => {
    const { run, writes } = await syncNew(draft('edna', { phone: 'call the shop' }))
    expect(run).toMatchObject({ counts: { error: 1 }, outcomes: [{ code: 'INVALID_PHONE' }] })
    expect(run.outcomes[0]?.reason).toContain('GetKlaviyoFormattedPhoneNumber')
    expect(writes).toEqual([])
  })

  test('S3-021 a phone that lacks its area code is not sent', async () => {
    const { run, writes } = await syncNew(draft('elsa', { phone: '555-0125' }))
    expect(run).toMatchObject({ counts: { error: 1 }, outcomes: [{ code: 'INVALID_PHONE' }] })
    expect(writes).toEqual([])
  })

  test('S3-056 no phone beside a valid e-mail address is fine', async () => {
    const { run } = await syncNew(draft('egon'))
    expect(run).toMatchObject({ counts: { created: 1 }, outcomes: [] })
  })

  test.each(postalCodes)('S3-053 the postal code %s of %s: accepted is %j', async (zip, country, isGood) => {
    const name = `strict.${country}.${zip}`.toLowerCase().replaceAll(' ', '.')
    const { run, writes } = await syncNew(draft(name, { address: living(country, zip) }))
    expect(run.counts).toMatchObject(isGood ? { created: 1, error: 0 } : { created: 0, error: 1 })
    expect(run.outcomes.map(({ code }) => code)).toEqual(isGood ? [] : ['INVALID_POSTAL_CODE'])
    if (!isGood) expect(writes).toEqual([])
  })

  test('S3-063 a country that does not exist is an error', async () => {
    const { run, writes } = await syncNew(draft('fritz', { address: { country: 'Atlantis' } }))
    expect(run).toMatchObject({ counts: { error: 1 }, outcomes: [{ code: 'INVALID_COUNTRY' }] })
    expect(writes).toEqual([])
  })

  test.each([
    ['firstName', { firstName: null }, {}],
    ['lastName', { lastName: null }, {}],
    ['city', {}, { city: null }],
    ['country', {}, { country: null }],
  ])('S3-052 %s is null: an error that names it', async (field, fields, ofAddress) => {
    const record = await arriveUnsent(draft(`null.${field.toLowerCase()}`), fields)
    const [address] = addressesOf(record)
    if (Object.keys(ofAddress).length > 0) {
      await edit(record.id, { addresses: [{ id: address?.id, ...ofAddress }] })
    }
    const before = house.klaviyo.requests().length
    const run = await house.sync(profiles, { id: record.id })
    expect(run).toMatchObject({ counts: { error: 1 }, outcomes: [{ code: 'MISSING_REQUIRED_FIELD' }] })
    expect(run.outcomes[0]?.reason).toContain(field)
    expect(writesSince(before)).toEqual([])
    expect(await linkOf(record.id)).toBeNull()
  })

  test.each([
    ['firstName', { firstName: null }, {}],
    ['city', {}, { city: null }],
  ])(
    'S3-052 %s becomes null: an error that names it, and the profile keeps what it has',
    async (field, fields, ofAddress) => {
      const record = await arrive(draft(`lost.${field.toLowerCase()}`))
      const [address] = addressesOf(record)
      const addresses = Object.keys(ofAddress).length === 0 ? {} : { addresses: [{ id: address?.id, ...ofAddress }] }
      await edit(record.id, { ...fields, ...addresses })
      const run = await lastRun()
      expect(run).toMatchObject({ outcomes: { error: 1 }, reasons: [{ code: 'MISSING_REQUIRED_FIELD' }] })
      expect(run.reasons[0]?.reason).toContain(field)
      expect(await profileOf(record.id)).toMatchObject({ last_name: 'Berg', location: { city: 'Boston' } })
    },
  )

  test('S3-068 a customer without a primary billing address is an error that names what is missing', async () => {
    const { run, writes } = await syncNew(draft('gerd', { addresses: [] }))
    expect(run).toMatchObject({ counts: { error: 1 }, outcomes: [{ code: 'MISSING_REQUIRED_FIELD' }] })
    expect(run.outcomes[0]?.reason).toContain('city')
    expect(writes).toEqual([])
  })
})
