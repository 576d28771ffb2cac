/** Who a customer of the hub is in Klaviyo: by the link, else by e-mail, else by phone, else nobody yet. */
import { Answers, compileFormula, type FlowDefinition, hubLookups, type Rule } from '@trefoil/mapping'
import type { CustomerDraft } from '@trefoil/simulators'
import { describe, expect, test } from 'vitest'
import { openHouse } from '../harness/open-house.ts'
import { shared } from '../harness/shared.ts'
import { told } from '../harness/told.ts'
import { deskOf, draft, profiles, without, withRules } from './s3-people.ts'

const house = shared(openHouse)
const desk = deskOf(house)
const { arrive, arriveUnsent, during, edit, rest, setUpAnew } = desk
const { effectCount, effectsSince, lastRun, linkOf, writesSince } = desk

function profileCount(): number {
  return house.klaviyo.profiles.list().length
}

describe('nobody is linked yet', () => {
  test('S3-007, S3-064 a profile with the same e-mail address is linked and updated, and no second one is made', async () => {
    const there = house.klaviyo.profiles.create({ email: 'ann@example.com', first_name: 'Annie' })
    const before = profileCount()
    const { id } = await arrive(draft('ann'))
    expect(await lastRun()).toMatchObject({ outcomes: { linked: 1, created: 0, error: 0 } })
    expect(await linkOf(id)).toBe(there.id)
    expect(profileCount()).toBe(before)
    expect(house.klaviyo.profiles.get(there.id)).toMatchObject({ first_name: 'Ann', external_id: String(id) })
  })

  test('S3-007 the case of the e-mail address does not matter', async () => {
    const there = house.klaviyo.profiles.create({ email: 'casey@example.com' })
    const { id } = await arrive(draft('casey', { emailAddresses: [{ emailAddress: 'Casey@Example.com' }] }))
    expect(await linkOf(id)).toBe(there.id)
  })

  test('S3-008, S3-065 with no profile of that e-mail address the one with the same phone is linked', async () => {
    const there = house.klaviyo.profiles.create({ email: 'old.bea@example.com', phone_number: '+16175550101' })
    const before = profileCount()
    const { id } = await arrive(draft('bea', { phone: '(617) 555-0101' }))
    expect(await lastRun()).toMatchObject({ outcomes: { linked: 1, created: 0 } })
    expect(await linkOf(id)).toBe(there.id)
    expect(profileCount()).toBe(before)
  })

  test('S3-057 a customer without an e-mail address is matched by phone', async () => {
    const there = house.klaviyo.profiles.create({ phone_number: '+16175550102' })
    const customer = draft('carl', { phone: '617 555 0102' })
    const { id } = await arriveUnsent(customer, { emailAddress: null })
    expect(await house.sync(profiles, { id })).toMatchObject({ counts: { linked: 1 } })
    expect(await linkOf(id)).toBe(there.id)
    expect(house.klaviyo.profiles.get(there.id)).toMatchObject({ first_name: 'Carl', email: null })
  })

  test('S3-023 with no match a profile is made, and it has name, e-mail address, phone and company', async () => {
    const customer = draft('dora', { phone: '(617) 555-0103' })
    const { id } = await arriveUnsent(customer, { company: 'Oolong Ltd' })
    expect(await house.sync(profiles, { id })).toMatchObject({ counts: { created: 1 } })
    expect(house.klaviyo.profiles.get((await linkOf(id)) ?? '')).toMatchObject({
      first_name: 'Dora',
      last_name: 'Berg',
      email: 'dora@example.com',
      phone_number: '+16175550103',
      organization: 'Oolong Ltd',
    })
  })

  test('S3-023 a match is updated, with name, e-mail address, phone and company', async () => {
    const there = house.klaviyo.profiles.create({ email: 'emil@example.com', organization: 'Assam Inc' })
    const customer = draft('emil', { phone: '(617) 555-0104' })
    const { id } = await arriveUnsent(customer, { company: 'Oolong Ltd' })
    expect(await house.sync(profiles, { id })).toMatchObject({ counts: { linked: 1 } })
    expect(house.klaviyo.profiles.get(there.id)).toMatchObject({
      first_name: 'Emil',
      last_name: 'Berg',
      email: 'emil@example.com',
      phone_number: '+16175550104',
      organization: 'Oolong Ltd',
    })
  })

  test('S3-058, S3-066, S3-079 with neither e-mail address nor phone the sync fails and nothing is sent', async () => {
    const { id } = await arriveUnsent(draft('faye'), { emailAddress: null })
    const before = house.klaviyo.requests().length
    const run = await house.sync(profiles, { id })
    expect(run).toMatchObject({ counts: { error: 1 }, outcomes: [{ recordId: id, code: 'MISSING_IDENTIFIER' }] })
    expect(run.outcomes[0]?.reason).toContain('neither a valid e-mail nor a valid phone')
    expect(writesSince(before)).toEqual([])
    expect(await linkOf(id)).toBeNull()
  })

  test('S3-066 a phone that cannot be read is no way to know a person', async () => {
    const { id } = await arriveUnsent(draft('gwen', { phone: 'ask mother' }), { emailAddress: null })
    const before = house.klaviyo.requests().length
    expect(await house.sync(profiles, { id })).toMatchObject({ counts: { error: 1 } })
    expect(writesSince(before)).toEqual([])
  })
})

describe('the order', () => {
  // An update that names no identifiers shows who was chosen without a quarrel about whose they are.
  const anonymous = (flow: FlowDefinition) =>
    withRules(flow, (rules, { type }) =>
      type === 'update' ? without(rules, 'Email', 'PhoneNumber', 'ExternalId') : rules,
    )

  test('S3-012, S3-022 the e-mail address is stronger than the phone', async () => {
    await during(anonymous, async () => {
      const byEmail = house.klaviyo.profiles.create({ email: 'hugo@example.com' })
      const byPhone = house.klaviyo.profiles.create({ email: 'other@example.com', phone_number: '+16175550105' })
      const { id } = await arrive(draft('hugo', { phone: '(617) 555-0105' }))
      expect(await linkOf(id)).toBe(byEmail.id)
      expect(house.klaviyo.profiles.get(byEmail.id)).toMatchObject({ first_name: 'Hugo' })
      expect(house.klaviyo.profiles.get(byPhone.id)).toMatchObject({ first_name: null, email: 'other@example.com' })
    })
  })

  test('S3-012 the link is stronger than the e-mail address', async () => {
    await during(anonymous, async () => {
      const { id } = await arrive(draft('iris'))
      const linked = await linkOf(id)
      house.klaviyo.profiles.update('iris@example.com', { email: 'iris.moved@example.com' })
      const rival = house.klaviyo.profiles.create({ email: 'iris@example.com' })
      await edit(id, { lastName: 'Linked' })
      expect(await linkOf(id)).toBe(linked)
      expect(house.klaviyo.profiles.get(linked ?? '')).toMatchObject({ last_name: 'Linked' })
      expect(house.klaviyo.profiles.get(rival.id)).toMatchObject({ last_name: null })
    })
  })

  test('S3-012 Klaviyo is asked for the e-mail address first, and for the phone only where that found nobody', async () => {
    const asked = async (customer: CustomerDraft) => {
      const before = house.klaviyo.requests().length
      await arrive(customer)
      const paths = house.klaviyo.requests().slice(before)
      return paths.flatMap(({ path }) => /filter=any\((\w+),/.exec(decodeURIComponent(path))?.[1] ?? [])
    }
    expect(await asked(draft('jack', { phone: '(617) 555-0106' }))).toEqual([
      'email',
      'phone_number',
      'external_id',
      'id',
    ])
    house.klaviyo.profiles.create({ email: 'jill@example.com' })
    expect(await asked(draft('jill', { phone: '(617) 555-0109' }))).toEqual(['email'])
  })
})

describe('who cannot be told apart', () => {
  test('S3-012 e-mail address and phone of two different profiles are for a person to decide: neither is written to', async () => {
    const one = house.klaviyo.profiles.create({ email: 'kate@example.com' })
    const two = house.klaviyo.profiles.create({ email: 'kates.mother@example.com', phone_number: '+16175550107' })
    const { id } = await arrive(draft('kate', { phone: '(617) 555-0107' }))
    expect(await lastRun()).toMatchObject({ outcomes: { held: 1 }, reasons: [{ code: 'DUPLICATE_PROFILE' }] })
    expect(await linkOf(id)).toBeNull()
    expect(house.klaviyo.profiles.get(one.id)).toMatchObject({ first_name: null, phone_number: null })
    expect(house.klaviyo.profiles.get(two.id)).toMatchObject({ first_name: null, email: 'kates.mother@example.com' })
  })

  test('S3-008 a profile that belongs to another customer of the hub is not taken over by a shared phone', async () => {
    const first = await arrive(draft('lena', { phone: '(617) 555-0108' }))
    const second = await arriveUnsent(draft('leon', { phone: '(617) 555-0108' }))
    const run = await house.sync(profiles, { id: second.id })
    await rest()
    expect(run).toMatchObject({ counts: { created: 1 }, outcomes: [{ code: 'WARNING' }] })
    expect(run.outcomes[0]?.reason).toContain('phoneNumber belongs to another customer')
    expect(house.klaviyo.profiles.get((await linkOf(first.id)) ?? '')).toMatchObject({
      first_name: 'Lena',
      phone_number: '+16175550108',
    })
    expect(house.klaviyo.profiles.get((await linkOf(second.id)) ?? '')).toMatchObject({
      first_name: 'Leon',
      phone_number: null,
    })
  })

  test('S3-008 who shares a phone is updated without it, and not at all where nothing changed', async () => {
    const record = await house.record('leon@example.com')
    await edit(record?.id ?? 0, { lastName: 'Lund' })
    expect(house.klaviyo.profiles.findByEmail('leon@example.com')).toMatchObject({ last_name: 'Lund' })
    expect((await house.run(profiles)).counts).toMatchObject({ created: 0, updated: 0 })
  })

  test('S3-008 without an e-mail address of one’s own a phone that is another’s is for a person to decide', async () => {
    await arrive(draft('lotte', { phone: '(617) 555-0118' }))
    const { id } = await arriveUnsent(draft('lutz', { phone: '(617) 555-0118' }), { emailAddress: null })
    const run = await house.sync(profiles, { id })
    expect(run).toMatchObject({ counts: { held: 1 }, outcomes: [{ code: 'BELONGS_TO_ANOTHER' }] })
  })

  test('S3-008 where the connection is strict, a shared phone is for a person to decide', async () => {
    await setUpAnew({ strict: true })
    await arrive(draft('luca', { phone: '(617) 555-0128' }))
    await arrive(draft('lydia', { phone: '(617) 555-0128' }))
    expect(await lastRun()).toMatchObject({ outcomes: { held: 1 }, reasons: [{ code: 'BELONGS_TO_ANOTHER' }] })
    await setUpAnew({})
  })
})

describe('an external id that another profile has', () => {
  /** As an account looks that another hub, with ids of its own, has filled before. */
  function strangerWith(id: number, name: string): string {
    return house.klaviyo.profiles.create({
      email: `${name}@example.com`,
      external_id: String(id),
      first_name: 'Stranger',
    }).id
  }

  function expectUntouched(stranger: string, id: number): void {
    expect(house.klaviyo.profiles.get(stranger)).toMatchObject({ first_name: 'Stranger', external_id: String(id) })
  }

  test('S3-012 does not make the profile this customer’s: one is made beside it, and the run says so', async () => {
    const { id } = await arriveUnsent(draft('rita'))
    const stranger = strangerWith(id, 'strange.rita')
    const run = await house.sync(profiles, { id })
    expectUntouched(stranger, id)
    expect(house.klaviyo.profiles.findByEmail('rita@example.com')).toMatchObject({
      first_name: 'Rita',
      external_id: null,
    })
    expect(await linkOf(id)).not.toBe(stranger)
    expect(run).toMatchObject({ counts: { created: 1 }, outcomes: [{ code: 'WARNING' }] })
    expect(run.outcomes[0]?.reason).toContain('externalId')
  })

  test('S3-012 does not keep a profile with the right e-mail address from being linked and updated', async () => {
    const { id } = await arriveUnsent(draft('stan'))
    const stranger = strangerWith(id, 'strange.stan')
    const theirs = house.klaviyo.profiles.create({ email: 'stan@example.com' })
    expect(await house.sync(profiles, { id })).toMatchObject({ counts: { linked: 1 }, outcomes: [{ code: 'WARNING' }] })
    expectUntouched(stranger, id)
    expect(await linkOf(id)).toBe(theirs.id)
    await edit(id, { lastName: 'Strand' })
    expect(house.klaviyo.profiles.get(theirs.id)).toMatchObject({ first_name: 'Stan', last_name: 'Strand' })
  })

  test('S3-012 does not mix people up either where hundreds go in one import job', async () => {
    const params = { path: { name: profiles } }
    await told(house.api.POST('/api/v1/flows/{name}/pause', { params }))
    const names = Array.from({ length: 110 }, (_, index) => `many${index}`)
    for (const name of names) house.clover.customers.create(draft(name))
    await house.run('clover-customers')
    const records = await Promise.all(names.map((name) => house.record(`${name}@example.com`)))
    const ids = records.flatMap((record) => (record === null ? [] : [record.id]))
    expect(ids).toHaveLength(names.length)
    const strangers = ids.slice(0, 30).map((id) => strangerWith(id, `strange${id}`))
    await told(house.api.POST('/api/v1/flows/{name}/resume', { params }))
    await house.run(profiles)
    await rest()
    for (const [at, stranger] of strangers.entries()) expectUntouched(stranger, ids[at] ?? 0)
    const found = names.map((name) => house.klaviyo.profiles.findByEmail(`${name}@example.com`)?.id)
    expect(await Promise.all(ids.map((id) => linkOf(id)))).toEqual(found)
    expect(new Set(found).size).toBe(names.length)
  })
})

describe('a linked profile that is gone', () => {
  test('S3-049 the customer is matched anew, and a profile is made where none is left', async () => {
    const { id } = await arrive(draft('mara'))
    const old = (await linkOf(id)) ?? ''
    house.klaviyo.profiles.remove(old)
    await edit(id, { lastName: 'Again' })
    const fresh = (await linkOf(id)) ?? ''
    expect(fresh).not.toBe(old)
    expect(house.klaviyo.profiles.get(fresh)).toMatchObject({ email: 'mara@example.com', last_name: 'Again' })
    expect(await lastRun()).toMatchObject({ read: 1, outcomes: { created: 1, error: 0 } })
  })

  test('S3-049 the customer is matched anew with the profile that has the e-mail address now', async () => {
    const { id } = await arrive(draft('nils'))
    house.klaviyo.profiles.remove('nils@example.com')
    const there = house.klaviyo.profiles.create({ email: 'nils@example.com' })
    const before = profileCount()
    await edit(id, { lastName: 'Again' })
    expect(await linkOf(id)).toBe(there.id)
    expect(profileCount()).toBe(before)
    expect(await lastRun()).toMatchObject({ read: 1, outcomes: { linked: 1 } })
  })

  test('S3-049, S3-054 with nothing left to match by it ends as an error that says so', async () => {
    const { id } = await arrive(draft('olga'))
    house.klaviyo.profiles.remove('olga@example.com')
    await edit(id, { emailAddress: null })
    expect(await lastRun()).toMatchObject({
      outcomes: { error: 1 },
      reasons: [{ recordId: id, code: 'MISSING_IDENTIFIER' }],
    })
  })

  test('S3-049 the record keeps the trace of the link that was given up', async () => {
    const record = await house.record('mara@example.com')
    const links = record?.links.filter(({ connection }) => connection === 'mail') ?? []
    expect(links.map(({ goneAt }) => goneAt === null)).toEqual([false, true])
  })
})

describe('ids', () => {
  test('S3-037 external_id is the hub’s id, and the link is Klaviyo’s: two different things', async () => {
    const { id, links } = await arrive(draft('petra'))
    const link = links.find(({ connection }) => connection === 'mail')
    const profile = house.klaviyo.profiles.findByEmail('petra@example.com')
    expect(profile).toMatchObject({ external_id: String(id), id: link?.externalId })
    expect(link?.externalId).not.toBe(String(id))
  })

  test('S3-034, S3-069 GetExternalIdAsync is null before the profile is made, and its id from then on', async () => {
    const seen: Rule = {
      to: 'Seen Id',
      formula: 'GetExternalIdAsync(Id, "Customer", SpaceportSystemId) ?? "none yet"',
    }
    const seeing = (flow: FlowDefinition) => withRules(flow, (rules) => [...rules, seen])
    await during(seeing, async () => {
      const before = effectCount()
      const { id } = await arrive(draft('quinn'))
      const made = await linkOf(id)
      expect(effectsSince(before, 'profile.create')).toHaveLength(1)
      expect(house.klaviyo.profiles.get(made ?? '')).toMatchObject({ properties: { 'Seen Id': 'none yet' } })
      await edit(id, { lastName: 'Linked' })
      expect(house.klaviyo.profiles.get(made ?? '')).toMatchObject({ properties: { 'Seen Id': made } })
    })
  })

  test('S3-069 a formula that asks twice for one id leaves one question', () => {
    const call = 'GetExternalIdAsync(Id, "Customer", 9)'
    const formula = compileFormula(`${call} == null ? null : ${call}`, { lookups: [...hubLookups] })
    const answers = new Answers()
    const scope = { source: { id: 55260 }, parent: null, destination: null, variables: {}, answers, now: new Date(0) }
    expect(formula.evaluate(scope)).toBeNull()
    const [question, ...more] = answers.wanted()
    expect([question, more]).toEqual([{ name: 'GetExternalIdAsync', args: [55260, 'Customer', 9] }, []])
    if (question !== undefined) answers.give(question, '01HXKLAVIYO')
    expect([formula.evaluate(scope), answers.wanted()]).toEqual(['01HXKLAVIYO', []])
  })
})
