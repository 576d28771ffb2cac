/** What a profile is filled with: the mapping table of the recipe, and rules of one's own beside it. */
import type { FlowDefinition, Rule } from '@trefoil/mapping'
import { describe, expect, test } from 'vitest'
import { openHouse } from '../harness/open-house.ts'
import { shared } from '../harness/shared.ts'
import { addressesOf, deskOf, draft, profiles, without, withRules } from './s3-people.ts'

// Klaviyo may or may not lower the case of addresses itself: here it does not, so that ours is seen.
const house = shared(() => openHouse({ klaviyo: { assumptions: { lowercaseEmails: false } } }))
const { arrive, arriveUnsent, during, edit, setUpAnew, lastRun, linkOf } = deskOf(house)

async function profileOf(id: number) {
  const profile = house.klaviyo.profiles.get((await linkOf(id)) ?? '')
  if (profile === undefined) throw new Error(`record ${id} has no profile: ${JSON.stringify(await lastRun())}`)
  return profile
}

const also =
  (...rules: Rule[]) =>
  (flow: FlowDefinition) =>
    withRules(flow, (given) => [...given, ...rules])

describe('the mapping table', () => {
  test('S3-031, S3-016 the static example is a custom property', async () => {
    const { id } = await arrive(draft('ann'))
    expect((await profileOf(id)).properties).toMatchObject({ 'My Custom': 'Trefoil' })
  })

  test('S3-032 a list’s name without a prefix is a custom property like any other, and no list', async () => {
    house.klaviyo.lists.create('Claustrophobic List')
    const { id } = await arrive(draft('bob'))
    const profile = await profileOf(id)
    expect(profile.properties).toMatchObject({ 'Claustrophobic List': true })
    expect(profile.lists).not.toContain('Claustrophobic List')
    expect(house.klaviyo.confirmOptIn('bob@example.com')).toBe(true)
    expect(house.klaviyo.lists.members('Claustrophobic List')).toEqual([])
  })

  test('S3-033 what is sent is of the type profile: the account, which checks each body by the vendor’s file, takes it', async () => {
    const before = house.klaviyo.requests().length
    const { id } = await arrive(draft('cid'))
    await edit(id, { lastName: 'Strand' })
    const writes = house.klaviyo.requests().slice(before)
    const statuses = writes.filter(({ path }) => /profile-import|profiles\/01/.test(path)).map(({ status }) => status)
    expect(statuses).toEqual([201, 200])
    const wrong = (flow: FlowDefinition) =>
      withRules(flow, (rules) => [...without(rules, 'Type'), { to: 'Type', static: 'person' }])
    await during(wrong, async () => {
      expect(await house.sync(profiles, { id })).toMatchObject({
        counts: { error: 1 },
        outcomes: [{ code: 'WRONG_TYPE' }],
      })
    })
  })

  test('S3-035 the e-mail address arrives exactly as it is, or in small letters where the connection says so', async () => {
    const { id } = await arrive(draft('dan', { emailAddresses: [{ emailAddress: 'Dan.Berg@Example.com' }] }))
    expect((await profileOf(id)).email).toBe('Dan.Berg@Example.com')
    await setUpAnew({ emailCase: 'lower' })
    await house.sync(profiles, { id })
    expect((await profileOf(id)).email).toBe('dan.berg@example.com')
    await setUpAnew({})
  })

  test('S3-035 blanks around the e-mail address do not reach Klaviyo', async () => {
    const spaced = (flow: FlowDefinition) =>
      withRules(flow, (rules) => [...without(rules, 'Email'), { to: 'Email', formula: '"  " + EmailAddress + " "' }])
    await during(spaced, async () => {
      const { id } = await arrive(draft('eve'))
      expect((await profileOf(id)).email).toBe('eve@example.com')
    })
  })

  test('S3-036 the phone arrives in E.164, read by the country of its address', async () => {
    const british = { city: 'London', state: '', zip: 'SW1A 1AA', country: 'GB' }
    const { id } = await arrive(draft('fay', { phone: '020 7946 0018', address: british }))
    expect((await profileOf(id)).phone_number).toBe('+442079460018')
  })

  test('S3-038, S3-039, S3-040 first name, last name, and the company as organization', async () => {
    const { id } = await arriveUnsent(draft('gil', { lastName: 'Østergård' }), { company: 'Oolong & Co' })
    await house.sync(profiles, { id })
    expect(await profileOf(id)).toMatchObject({
      first_name: 'Gil',
      last_name: 'Østergård',
      organization: 'Oolong & Co',
    })
  })
})

describe('the primary billing address', () => {
  const side = { address1: '9 Side St', address2: 'Rear', city: 'Bonn', state: 'NW', zip: '53111', country: 'DE' }
  const home = { address1: '5 Elm St', address2: 'Apt 2', city: 'Boston', state: 'MA', zip: '02134', country: 'US' }

  /** Two addresses, of which the second is the primary billing address. */
  async function arriveWithTwo(name: string): Promise<number> {
    const record = await arriveUnsent(draft(name, { addresses: [side, home] }))
    const [first, second] = addressesOf(record)
    const addresses = [
      { id: first?.id, isPrimaryBilling: false },
      { id: second?.id, isPrimaryBilling: true },
    ]
    await edit(record.id, { addresses })
    return record.id
  }

  test('S3-024, S3-041, S3-042, S3-043, S3-044, S3-045, S3-046 six fields are those of the second address, which is marked', async () => {
    const id = await arriveWithTwo('hal')
    expect((await profileOf(id)).location).toEqual({
      address1: '5 Elm St',
      address2: 'Apt 2',
      city: 'Boston',
      country: 'US',
      region: 'MA',
      zip: '02134',
    })
  })

  test('S3-024 when the mark moves, the six fields follow', async () => {
    const id = await arriveWithTwo('ida')
    const [first, second] = addressesOf(await house.record('ida@example.com'))
    const addresses = [
      { id: first?.id, isPrimaryBilling: true },
      { id: second?.id, isPrimaryBilling: false },
    ]
    await edit(id, { addresses })
    expect((await profileOf(id)).location).toMatchObject({ address1: '9 Side St', city: 'Bonn', zip: '53111' })
  })

  test('S3-047 with no address marked the profile is sent without one, and nothing fails', async () => {
    const record = await arriveUnsent(draft('jon', { addresses: [side] }))
    const [first] = addressesOf(record)
    await edit(record.id, { addresses: [{ id: first?.id, isPrimaryBilling: false }] })
    expect(await lastRun()).toMatchObject({ outcomes: { created: 1, error: 0 } })
    expect((await profileOf(record.id)).location).toEqual({})
  })

  test('S3-047 with no address at all the profile is sent without one', async () => {
    const { id } = await arrive(draft('kim', { addresses: [] }))
    expect(await lastRun()).toMatchObject({ outcomes: { created: 1, error: 0 } })
    expect(await profileOf(id)).toMatchObject({ first_name: 'Kim', location: {} })
  })

  test('S3-047 when the mark is taken away, the address leaves the profile', async () => {
    const record = await arrive(draft('lou', { addresses: [home] }))
    expect((await profileOf(record.id)).location).toMatchObject({ city: 'Boston' })
    const [first] = addressesOf(record)
    await edit(record.id, { addresses: [{ id: first?.id, isPrimaryBilling: false }] })
    const { address1, city, country, region, zip } = (await profileOf(record.id)).location
    expect([address1, city, country, region, zip]).toEqual([null, null, null, null, null])
  })
})

describe('rules of one’s own', () => {
  test('S3-048 static, field, formula and table: each kind of rule fills its property', async () => {
    const rules: Rule[] = [
      { to: 'Kind S', static: 7 },
      { to: 'Kind F', field: 'LastName' },
      { to: 'Kind D', formula: 'FirstName.ToUpper() + "!"' },
      { to: 'Kind L', lookup: { field: 'Company', table: { Oolong: 'gold', Assam: 'silver' }, otherwise: 'none' } },
    ]
    await during(also(...rules), async () => {
      const { id } = await arriveUnsent(draft('mia'), { company: 'Assam' })
      await house.sync(profiles, { id })
      expect((await profileOf(id)).properties).toMatchObject({
        'Kind S': 7,
        'Kind F': 'Berg',
        'Kind D': 'MIA!',
        'Kind L': 'silver',
      })
    })
  })

  test('S3-027 a custom field of the hub arrives as a property, whatever its value, and leaves when it is cleared', async () => {
    const rules: Rule[] = ['tea', 'cups', 'vip', 'tags'].map((name) => ({ to: name, field: `CustomFields.${name}` }))
    await during(also(...rules), async () => {
      const customFields = { tea: 'Oolong', cups: 0, vip: false, tags: ['a', 'b'] }
      const { id } = await arriveUnsent(draft('nia'), { customFields })
      await house.sync(profiles, { id })
      expect((await profileOf(id)).properties).toMatchObject(customFields)
      await edit(id, { customFields: { ...customFields, tea: null } })
      const { properties } = await profileOf(id)
      expect(properties).toMatchObject({ cups: 0, vip: false, tags: ['a', 'b'] })
      expect(properties).not.toHaveProperty('tea')
    })
  })

  test('S3-009 an Add-only field is set when the profile is made, and no update ever changes it', async () => {
    const { id } = await arrive(draft('ola'))
    house.klaviyo.profiles.update('ola@example.com', { properties: { 'My Custom': 'Klaviyo’s own' } })
    await edit(id, { lastName: 'Strand' })
    await house.sync(profiles, { id })
    expect(await profileOf(id)).toMatchObject({
      last_name: 'Strand',
      properties: { 'My Custom': 'Klaviyo’s own' },
    })
  })

  test('S3-009 a profile that was there before gets no Add-only field', async () => {
    house.klaviyo.profiles.create({ email: 'pia@example.com' })
    const { id } = await arrive(draft('pia'))
    const profile = await profileOf(id)
    expect(profile.first_name).toBe('Pia')
    expect(profile.properties).not.toHaveProperty('My Custom')
  })

  test('S3-009 a rule that holds only for adding does the same within one mapping for both', async () => {
    const both = (flow: FlowDefinition): FlowDefinition => {
      const [create] = flow.mappings
      if (create === undefined) throw new Error('the recipe has no mapping')
      const rules = create.rules.filter(({ to }) => !/LIST_|SubscribeProfile/.test(to))
      const only = (rule: Rule): Rule => (rule.to === 'My Custom' ? { ...rule, only: 'add' } : rule)
      return { ...flow, mappings: [{ ...create, type: 'add_and_update', rules: rules.map(only) }] }
    }
    await during(both, async () => {
      const { id } = await arrive(draft('rae'))
      expect((await profileOf(id)).properties).toMatchObject({ 'My Custom': 'Trefoil' })
      house.klaviyo.profiles.update('rae@example.com', { properties: { 'My Custom': 'theirs' } })
      await edit(id, { lastName: 'Strand' })
      expect(await profileOf(id)).toMatchObject({ last_name: 'Strand', properties: { 'My Custom': 'theirs' } })
    })
  })
})
