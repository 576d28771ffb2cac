import type { FlowDefinition } from '@trefoil/mapping'
import { describe, expect, test } from 'vitest'
import type { Schemas } from '../../packages/hub/src/client/index.ts'
import { openHouse } from '../harness/open-house.ts'
import { shared } from '../harness/shared.ts'
import { told } from '../harness/told.ts'
import { trefoil } from '../harness/trefoil.ts'
import { until, Waiting } from '../harness/until.ts'
import { deskOf, draft, profiles } from './s3-people.ts'

const inbound = 'klaviyo-customers'
const house = shared(() => openHouse({ apply: ['clover-customers', 'klaviyo-profiles', inbound] }))
const { arrive, during, edit, rest, effectCount, effectsSince, writesSince } = deskOf(house)

describe('S3 Klaviyo profiles into the hub', () => {
  test('S3-007 a profile that the hub does not know becomes a customer with address and custom fields', async () => {
    house.klaviyo.profiles.create({
      email: 'ida@example.com',
      phone_number: '+16175550150',
      first_name: 'Ida',
      last_name: 'Lund',
      organization: 'Oolong',
      location: { address1: '1 Bay Rd', city: 'Boston', region: 'MA', zip: '02134', country: 'US' },
    })
    expect((await house.poll(inbound)).counts).toMatchObject({ created: 1 })
    const record = await house.record('ida@example.com')
    expect(record?.data).toMatchObject({ customerNumber: '+16175550150', firstName: 'Ida', company: 'Oolong' })
    expect(record?.data.addresses).toMatchObject([
      { address1: '1 Bay Rd', postalCode: '02134', isPrimaryBilling: true },
    ])
  })

  test('S3-064 a customer of the hub with the same e-mail address is linked and updated, not made twice', async () => {
    await house.change(profiles, (flow) => ({ ...flow, triggers: {} }))
    const { id } = await arrive(draft('jon'))
    house.klaviyo.profiles.create({ email: 'jon@example.com', organization: 'Bay Books' })
    const run = await house.poll(inbound)
    expect(run.counts).toMatchObject({ created: 0, linked: 1 })
    const record = await house.record('jon@example.com')
    expect(record).toMatchObject({ id, data: { firstName: 'Jon', company: 'Bay Books' } })
    expect(record?.links.map(({ connection }) => connection).toSorted()).toEqual(['mail', 'till'])
    await house.change(profiles, (flow) => ({ ...flow, triggers: { changes: true } }))
    await rest()
  })

  test('S3-077 what comes back unchanged from Klaviyo costs no request there', async () => {
    await arrive(draft('kai'))
    await house.poll(inbound)
    await rest()
    const before = house.klaviyo.requests().length
    house.klaviyo.profiles.update('kai@example.com', { properties: { seen: 1 } })
    await house.poll(inbound)
    await rest()
    expect(writesSince(before)).toEqual([])
  })
})

describe('S3-078 the consent ledger', () => {
  async function ledger(id: number): Promise<Schemas['Consents']> {
    return told(house.api.GET('/api/v1/records/{id}/consents', { params: { path: { id: String(id) } } }))
  }

  async function customer(name: string) {
    const record = await arrive(draft(name))
    house.klaviyo.confirmOptIn(`${name}@example.com`)
    await house.poll(inbound)
    return record.id
  }

  test('has what the person confirmed, with its time and its proof', async () => {
    const id = await customer('lea')
    const { standing, entries } = await ledger(id)
    expect(standing).toMatchObject({ email: { state: 'given' }, sms: { state: 'unknown' } })
    expect(entries).toMatchObject([
      {
        channel: 'email',
        state: 'given',
        act: 'confirmed by e-mail',
        connection: 'mail',
        proof: { vendor: 'klaviyo' },
      },
    ])
  })

  test('has a withdrawal at the next poll, and no flow, replay or repeated listing raises it again', async () => {
    const id = await customer('max')
    house.pass(60_000)
    house.klaviyo.profiles.unsubscribe('max@example.com')
    await house.poll(inbound)
    const { standing, entries } = await ledger(id)
    expect(standing.email.state).toBe('withdrawn')
    const before = effectCount()
    await edit(id, { lastName: 'Strand' })
    await house.sync(profiles, { id })
    await house.run(profiles)
    await house.run(inbound)
    await told(
      house.api.POST('/api/v1/flows/{name}/runs', { params: { path: { name: inbound } }, body: { kind: 'replay' } }),
    )
    await rest()
    expect((await ledger(id)).entries).toEqual(entries)
    expect(effectsSince(before, 'consent.ask', 'consent.subscribe')).toEqual([])
  })

  test('hears of a no by Klaviyo’s webhook, without a poll, and of nothing that is signed by another', async () => {
    const [first, second] = [await customer('wes'), await customer('xia')]
    const at = { params: { path: { name: 'mail' } } }
    const { url } = await told(house.api.GET('/api/v1/connections/{name}/hook', at))
    const secretKey = 'a-secret-of-sixteen'
    await told(house.api.PUT('/api/v1/connections/{name}/hook', { ...at, body: { secretKey } }))
    const topics = ['event:klaviyo.unsubscribed_from_email_marketing', 'event:klaviyo.unsubscribed_from_sms_marketing']
    house.klaviyo.webhooks.create({ url, secret: secretKey, topics })
    house.klaviyo.profiles.unsubscribe('wes@example.com', ['email', 'sms'])
    expect(await house.klaviyo.webhooks.deliver()).toEqual([200])
    await until('the webhook to be read', async () => {
      const { standing } = await ledger(first)
      return [standing.email.state, standing.sms.state].join() === 'withdrawn,withdrawn' || new Waiting(standing)
    })
    house.klaviyo.webhooks.create({ url, secret: 'somebody-elses-secret', topics })
    house.klaviyo.profiles.unsubscribe('xia@example.com')
    expect((await house.klaviyo.webhooks.deliver()).toSorted()).toEqual([200, 401])
    await until('the genuine one to be read', async () => {
      const { standing } = await ledger(second)
      return standing.email.state === 'withdrawn' || new Waiting(standing)
    })
  })

  test('is heeded even where Klaviyo itself knows nothing of the no', async () => {
    await house.change(profiles, (flow) => ({ ...flow, triggers: {} }))
    const { id } = await arrive(draft('noa'))
    await withdraw(id, 'email')
    await house.change(profiles, (flow) => ({ ...flow, triggers: { changes: true } }))
    const before = effectCount()
    const run = await house.sync(profiles, { id })
    await rest()
    expect(run.counts).toMatchObject({ created: 1 })
    expect(run.outcomes[0]?.reason).toContain('the person withdrew consent')
    expect(effectsSince(before, 'consent.ask', 'consent.subscribe')).toEqual([])
  })

  test('an unsubscribed, a suppressed and a bounced address are read back, and none of them is asked again', async () => {
    const ids = await Promise.all(['ola', 'pam', 'quy'].map((name) => customer(name)))
    house.pass(60_000)
    house.klaviyo.profiles.unsubscribe('ola@example.com')
    house.klaviyo.profiles.suppress('pam@example.com')
    house.klaviyo.profiles.bounce('quy@example.com')
    await house.poll(inbound)
    const states = await Promise.all(ids.map(async (id) => (await ledger(id)).standing.email.state))
    expect(states).toEqual(['withdrawn', 'withdrawn', 'given'])
    await during(alwaysSubscribing, async () => {
      const before = effectCount()
      for (const id of ids) await house.sync(profiles, { id })
      await rest()
      expect(effectsSince(before, 'consent.ask', 'consent.subscribe')).toEqual([])
    })
  })

  test('follows the person who comes back by their own act, and nobody else', async () => {
    const id = await customer('rui')
    house.pass(60_000)
    await withdraw(id, 'email')
    expect((await ledger(id)).standing.email.state).toBe('withdrawn')
    const refused = await house.api.POST('/api/v1/records/{id}/consents', {
      params: { path: { id: String(id) } },
      body: { channel: 'email', state: 'given' },
    })
    expect(refused.response.status).toBe(400)
    house.pass(3_600_000)
    house.klaviyo.profiles.unsubscribe('rui@example.com')
    house.pass(3_600_000)
    house.klaviyo.profiles.signUp('rui@example.com')
    await house.poll(inbound)
    expect(await ledger(id)).toMatchObject({
      standing: { email: { state: 'given' } },
      entries: [{ act: 'form' }, { state: 'withdrawn' }, { act: 'confirmed by e-mail' }],
    })
  })

  test('e-mail and text messages stand apart', async () => {
    const id = await customer('sam')
    await withdraw(id, 'sms')
    expect((await ledger(id)).standing).toMatchObject({ email: { state: 'given' }, sms: { state: 'withdrawn' } })
  })

  test('S3-059 a no that the hub hears of first goes to Klaviyo, where the update mapping is given the one rule for it', async () => {
    const id = await customer('uma')
    house.pass(60_000)
    await during(passingNoOn, async () => {
      await withdraw(id, 'email')
      // A round that began before the rule was there may have taken the change along without it.
      await house.sync(profiles, { id })
      await rest()
      expect(consentOf('uma')).toBe('UNSUBSCRIBED')
      const before = effectCount()
      await edit(id, { lastName: 'Strand' })
      expect(effectsSince(before, 'consent.ask', 'consent.subscribe', 'consent.unsubscribe')).toEqual([])
    })
  })

  test('S3-030 consent of the past is entered with its time, and nobody is asked to confirm it', async () => {
    await during(enteringPast, async () => {
      const before = effectCount()
      await arrive(draft('vic'))
      expect(house.klaviyo.profiles.findByEmail('vic@example.com')?.subscriptions.email.marketing).toMatchObject({
        consent: 'SUBSCRIBED',
        consent_timestamp: '2024-05-06T07:08:09+00:00',
        double_optin: false,
      })
      expect(effectsSince(before, 'consent.ask')).toEqual([])
      const run = await house.poll(inbound)
      expect(run.counts.error).toBe(0)
      const id = (await house.record('vic@example.com'))?.id ?? 0
      // We said so ourselves: it is known, and it is nobody's act.
      expect((await ledger(id)).entries).toMatchObject([{ state: 'given', act: null, at: '2024-05-06T07:08:09.000Z' }])
    })
  })

  test('is shown and written at the command line', async () => {
    const id = await customer('tea')
    house.pass(60_000)
    const added = await trefoil(
      house,
      'consent',
      'add',
      '--record',
      String(id),
      '--channel',
      'email',
      '--state',
      'withdrawn',
    )
    expect(added.exitCode).toBe(0)
    const shown = await trefoil(house, 'consent', 'show', '--record', String(id))
    expect(shown.out).toMatch(/email\s+withdrawn/)
    expect(shown.out).toContain('confirmed by e-mail')
  })

  function consentOf(name: string): string {
    return house.klaviyo.profiles.findByEmail(`${name}@example.com`)?.subscriptions.email.marketing.consent ?? ''
  }

  async function withdraw(id: number, channel: 'email' | 'sms'): Promise<void> {
    const params = { path: { id: String(id) } }
    await told(house.api.POST('/api/v1/records/{id}/consents', { params, body: { channel, state: 'withdrawn' } }))
  }
})

/** An update that asks for the subscription each time, which the shipped recipe does not. */
function alwaysSubscribing(flow: FlowDefinition): FlowDefinition {
  const asking = { to: 'SubscribeProfile', static: true }
  const withAsking = (mapping: FlowDefinition['mappings'][number]) => ({
    ...mapping,
    rules: [...mapping.rules.filter(({ to }) => to !== asking.to), asking],
  })
  return { ...flow, mappings: flow.mappings.map(withAsking) }
}

/** What an integrator adds so that a no at the counter reaches Klaviyo: it can lower, and never raise. */
function passingNoOn(flow: FlowDefinition): FlowDefinition {
  const formula = '(GetConsentAsync(Id, "email") == "withdrawn" ? false : null)'
  const rule = { to: 'SubscribeProfile', formula }
  const withRule = (mapping: FlowDefinition['mappings'][number]) =>
    mapping.type === 'update' ? { ...mapping, rules: [...mapping.rules, rule] } : mapping
  return { ...flow, mappings: flow.mappings.map(withRule) }
}

function enteringPast(flow: FlowDefinition): FlowDefinition {
  const rules = [
    { to: 'SubscribeProfile', static: true },
    { to: 'ConsentedAt', static: '2024-05-06T07:08:09Z' },
  ]
  const withPast = (mapping: FlowDefinition['mappings'][number]) => ({
    ...mapping,
    rules: [...mapping.rules.filter(({ to }) => to !== 'SubscribeProfile' && !to.startsWith('LIST_')), ...rules],
  })
  return { ...flow, mappings: flow.mappings.map(withPast) }
}
