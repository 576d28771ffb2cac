/** Lists and consent: what a recipe may ask for, and what only the person may give. */
import type { FlowDefinition, Rule } from '@trefoil/mapping'
import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { openHouse } from '../harness/open-house.ts'
import { shared } from '../harness/shared.ts'
import { deskOf, draft, profiles, without, withRules } from './s3-people.ts'

const house = shared(() => {
  const tess = { email: 'tess@example.com', phone_number: '+16175550172', sms_consent: 'UNSUBSCRIBED' } as const
  return openHouse({ klaviyo: { profiles: [tess] } })
})
const desk = deskOf(house)
const { arrive, arriveUnsent, during, edit, rest, setUpAnew } = desk
const { effectCount, effectsSince, lastRun, linkOf, writesSince } = desk
beforeAll(async () => {
  house.klaviyo.lists.create('VIP', 'double_opt_in')
  house.klaviyo.lists.create('Receipts', 'single_opt_in')
})

const lists = 'LIST_Sms Subscribers'

function truth(name: string) {
  const profile = house.klaviyo.profiles.findByEmail(`${name}@example.com`)
  if (profile === undefined) throw new Error(`Klaviyo has no ${name}`)
  return profile
}

function consentOf(name: string): string {
  return truth(name).subscriptions.email.marketing.consent
}

/** The recipe with these rules in place of its own on lists and consent, in its create alone. */
function asking(...rules: Rule[]) {
  return (flow: FlowDefinition) =>
    withRules(flow, (given, { type }) => {
      const plain = without(given, lists, 'SubscribeProfile')
      return type === 'add' ? [...plain, ...rules] : plain
    })
}

/** The same in create and update: what S3 advises against. */
function alwaysAsking(...rules: Rule[]) {
  return (flow: FlowDefinition) => withRules(flow, (given) => [...without(given, lists, 'SubscribeProfile'), ...rules])
}

describe('subscribing', () => {
  test('S3-025, S3-030, S3-060 SubscribeProfile true subscribes the new profile', async () => {
    const single = await openHouse({ klaviyo: { doubleOptIn: false } })
    try {
      await deskOf(single).setUpAnew({ optIn: 'single' })
      await deskOf(single).arrive(draft('ann'))
      expect(single.klaviyo.profiles.findByEmail('ann@example.com')).toMatchObject({
        subscriptions: { email: { marketing: { consent: 'SUBSCRIBED', can_receive_email_marketing: true } } },
      })
    } finally {
      await single.close()
    }
  })

  test('S3-030 in an account with double opt-in the person is asked, and subscribed when they confirm', async () => {
    await during(asking({ to: 'SubscribeProfile', static: true }), async () => {
      const before = effectCount()
      await arrive(draft('bea'))
      expect(effectsSince(before, 'consent.ask', 'consent.subscribe').map(({ kind }) => kind)).toEqual(['consent.ask'])
      expect(consentOf('bea')).toBe('NEVER_SUBSCRIBED')
      house.klaviyo.confirmOptIn('bea@example.com')
      expect(consentOf('bea')).toBe('SUBSCRIBED')
    })
  })

  test('S3-059 SubscribeProfile false unsubscribes: one job, and the profile’s consent is UNSUBSCRIBED', async () => {
    await during(asking({ to: 'SubscribeProfile', static: false }), async () => {
      const before = house.klaviyo.requests().length
      await arrive(draft('cleo'))
      expect(consentOf('cleo')).toBe('UNSUBSCRIBED')
      const jobs = writesSince(before).filter((line) => line.includes('subscription'))
      expect(jobs).toEqual(['POST /api/profile-subscription-bulk-delete-jobs'])
    })
  })

  test.each([
    ['null', { to: 'SubscribeProfile', static: null }],
    ['an absent field', { to: 'SubscribeProfile', field: 'CustomFields.NobodySaid' }],
  ] satisfies [string, Rule][])('S3-060 with %s nothing is said about consent', async (what, rule) => {
    await during(asking(rule), async () => {
      const name = what.replaceAll(' ', '.')
      const before = house.klaviyo.requests().length
      await arrive(draft(name))
      expect(consentOf(name)).toBe('NEVER_SUBSCRIBED')
      expect(writesSince(before)).toEqual(['POST /api/profile-import'])
    })
  })

  test('S3-060 a value that is neither true nor false is refused, and nothing is sent', async () => {
    await during(asking({ to: 'SubscribeProfile', static: 'perhaps' }), async () => {
      const before = house.klaviyo.requests().length
      const { id } = await arriveUnsent(draft('dora'))
      const run = await house.sync(profiles, { id })
      expect(run).toMatchObject({ counts: { error: 1 }, outcomes: [{ code: 'WRONG_TYPE' }] })
      expect(run.outcomes[0]?.reason).toContain('subscribeProfile')
      expect(writesSince(before)).toEqual([])
    })
  })

  test('S3-013, S3-060 the flag may come from a custom field, for each person their own', async () => {
    await during(asking({ to: 'SubscribeProfile', field: 'CustomFields.Subscribe' }), async () => {
      for (const [name, flag] of [
        ['flag.yes', true],
        ['flag.no', false],
        ['flag.none', null],
      ] as const) {
        const { id } = await arriveUnsent(draft(name), { customFields: { subscribe: flag } })
        await house.sync(profiles, { id })
        await rest()
      }
      expect(house.klaviyo.confirmOptIn('flag.yes@example.com')).toBe(true)
      expect(house.klaviyo.confirmOptIn('flag.none@example.com')).toBe(false)
      expect([consentOf('flag.yes'), consentOf('flag.no'), consentOf('flag.none')]).toEqual([
        'SUBSCRIBED',
        'UNSUBSCRIBED',
        'NEVER_SUBSCRIBED',
      ])
    })
  })
})

describe('lists', () => {
  test('S3-029, S3-061 LIST_ puts everyone through double opt-in: pending until confirmed, then on the list', async () => {
    const before = effectCount()
    await arrive(draft('emma'))
    const asked = effectsSince(before, 'consent.ask').map(({ detail }) => detail)
    const [list] = house.klaviyo.lists.list().filter(({ name }) => name === 'Sms Subscribers')
    expect(asked).toContainEqual({ channels: ['email'], list: list?.id })
    expect(truth('emma').lists).toEqual([])
    expect(consentOf('emma')).toBe('NEVER_SUBSCRIBED')
    house.klaviyo.confirmOptIn('emma@example.com')
    expect(truth('emma').lists).toEqual(['Sms Subscribers'])
    expect(consentOf('emma')).toBe('SUBSCRIBED')
  })

  test('S3-029, S3-030 who is new gets one mail, which asks for the list and for the subscription', async () => {
    const before = effectCount()
    await arrive(draft('erik'))
    expect(effectsSince(before, 'consent.ask', 'consent.subscribe').map(({ kind }) => kind)).toEqual(['consent.ask'])
    house.klaviyo.confirmOptIn('erik@example.com')
    expect(truth('erik').lists).toEqual(['Sms Subscribers'])
    expect(consentOf('erik')).toBe('SUBSCRIBED')
  })

  test('S3-029, S3-030 where the account is said to confirm nothing, list and subscription are asked for apart', async () => {
    await setUpAnew({ optIn: 'single' })
    const before = house.klaviyo.subscribeRequests().length
    await arrive(draft('erna'))
    expect(house.klaviyo.subscribeRequests().length - before).toBe(2)
    await setUpAnew({})
  })

  test('S3-014, S3-026, S3-067 LIST_VIP is the list called VIP', async () => {
    await during(asking({ to: 'LIST_VIP', static: true }), async () => {
      await arrive(draft('finn'))
      house.klaviyo.confirmOptIn('finn@example.com')
      expect(truth('finn').lists).toEqual(['VIP'])
      expect(house.klaviyo.lists.members('VIP')).toContain('finn@example.com')
    })
  })

  test.each(['LIST_No Such', 'UCLIST_No Such'])(
    'S3-014, S3-015 %s: an error that lists the lists there are',
    async (to) => {
      await during(asking({ to, static: true }), async () => {
        const before = house.klaviyo.requests().length
        const { id } = await arriveUnsent(draft(`lost.${to.slice(0, 2).toLowerCase()}`))
        const run = await house.sync(profiles, { id })
        expect(run).toMatchObject({ counts: { error: 1 }, outcomes: [{ code: 'UNKNOWN_LIST' }] })
        expect(run.outcomes[0]?.reason).toContain('"No Such"')
        for (const name of ['VIP', 'Newsletter', 'POS customers', 'Sms Subscribers']) {
          expect(run.outcomes[0]?.reason).toContain(name)
        }
        expect(writesSince(before)).toEqual([])
      })
    },
  )

  test('S3-015, S3-062, S3-067 UCLIST_ with a single opt-in list subscribes at once, and asks nobody', async () => {
    await during(asking({ to: 'UCLIST_POS customers', static: true }), async () => {
      const before = effectCount()
      await arrive(draft('gina'))
      expect(truth('gina').lists).toEqual(['POS customers'])
      expect(consentOf('gina')).toBe('SUBSCRIBED')
      expect(effectsSince(before, 'consent.ask')).toEqual([])
    })
  })

  test('S3-062 UCLIST_ with a double opt-in list adds to it without a mail, and says that this is no consent', async () => {
    await during(asking({ to: 'UCLIST_Newsletter', static: true }), async () => {
      const before = effectCount()
      await arrive(draft('hans'))
      expect(truth('hans').lists).toEqual(['Newsletter'])
      expect(consentOf('hans')).toBe('NEVER_SUBSCRIBED')
      expect(effectsSince(before, 'consent.ask')).toEqual([])
      expect(await lastRun()).toMatchObject({ reasons: [{ code: 'WARNING' }] })
    })
  })

  test('S3-026 where the flag turns false, the person leaves the list and keeps the consent', async () => {
    await during(alwaysAsking({ to: 'UCLIST_Receipts', field: 'CustomFields.Receipts' }), async () => {
      const { id } = await arriveUnsent(draft('hilde'), { customFields: { receipts: true } })
      await house.sync(profiles, { id })
      await rest()
      expect(truth('hilde').lists).toEqual(['Receipts'])
      await edit(id, { customFields: { receipts: false } })
      expect(truth('hilde').lists).toEqual([])
      expect(consentOf('hilde')).toBe('SUBSCRIBED')
    })
  })

  test.each([false, null])('S3-026 %j puts nobody on a list', async (value) => {
    await during(asking({ to: 'LIST_VIP', static: value }, { to: 'UCLIST_Receipts', static: value }), async () => {
      const before = effectCount()
      await arrive(draft(`no.${String(value)}`))
      expect(effectsSince(before).map(({ kind }) => kind)).toEqual(['profile.create'])
    })
  })

  test('S3-067 another prefix is no list but a custom property', async () => {
    await during(asking({ to: 'XLIST_VIP', static: true }), async () => {
      await arrive(draft('ines'))
      expect(truth('ines')).toMatchObject({ lists: [], properties: { XLIST_VIP: true } })
      expect(house.klaviyo.confirmOptIn('ines@example.com')).toBe(false)
    })
  })
})

describe('S3-078 what a person withdrew', () => {
  /** Subscribed, on the list, and then gone by the link in the mail. */
  async function leave(name: string): Promise<number> {
    const { id } = await arrive(draft(name))
    house.klaviyo.confirmOptIn(`${name}@example.com`)
    expect(consentOf(name)).toBe('SUBSCRIBED')
    house.klaviyo.profiles.unsubscribe(`${name}@example.com`)
    return id
  }

  /** Each time since then that this person was asked for consent, or was given it. */
  function raisedSince(before: number, name: string): string[] {
    const theirs = [truth(name).id, `${name}@example.com`]
    const raised = effectsSince(before, 'consent.ask', 'consent.subscribe')
    return raised.filter(({ id }) => theirs.includes(id)).map(({ kind }) => kind)
  }

  const everything: Rule[] = [
    { to: 'SubscribeProfile', static: true },
    { to: 'LIST_VIP', static: true },
    { to: 'UCLIST_POS customers', static: true },
  ]

  test('S3-078 stays withdrawn through updates and re-runs of the hub', async () => {
    const id = await leave('jana')
    const before = effectCount()
    await edit(id, { lastName: 'Strand' })
    await house.sync(profiles, { id })
    await house.run(profiles)
    await rest()
    expect(truth('jana').last_name).toBe('Strand')
    expect(consentOf('jana')).toBe('UNSUBSCRIBED')
    expect(raisedSince(before, 'jana')).toEqual([])
  })

  test('S3-078 stays withdrawn when the customer is unlinked and matched anew', async () => {
    const id = await leave('karl')
    const before = effectCount()
    const link = await linkOf(id)
    await unlink(link ?? '')
    expect(await linkOf(id)).toBeNull()
    expect(await house.sync(profiles, { id })).toMatchObject({ counts: { linked: 1 } })
    await rest()
    expect(await linkOf(id)).toBe(link)
    expect(consentOf('karl')).toBe('UNSUBSCRIBED')
    expect(raisedSince(before, 'karl')).toEqual([])
  })

  test('S3-078 is not asked for again when the profile vanished and is made anew', async () => {
    const id = await leave('pia')
    house.klaviyo.profiles.remove('pia@example.com')
    const before = effectCount()
    await edit(id, { lastName: 'Anew' })
    await rest()
    expect(truth('pia').last_name).toBe('Anew')
    expect(raisedSince(before, 'pia')).toEqual([])
  })

  test('S3-078 stays withdrawn when somebody who left long ago turns up at the till', async () => {
    const { id: there } = house.klaviyo.profiles.create({ email: 'lars@example.com' })
    house.klaviyo.profiles.unsubscribe(there)
    const before = effectCount()
    await arrive(draft('lars'))
    expect(truth('lars').first_name).toBe('Lars')
    expect(consentOf('lars')).toBe('UNSUBSCRIBED')
    expect(raisedSince(before, 'lars')).toEqual([])
  })

  test('S3-078 stays withdrawn even if the update mapping asks for consent and lists, and the run says so', async () => {
    const id = await leave('mona')
    await during(alwaysAsking(...everything), async () => {
      const before = effectCount()
      const run = await house.sync(profiles, { id })
      await rest()
      expect(consentOf('mona')).toBe('UNSUBSCRIBED')
      expect(raisedSince(before, 'mona')).toEqual([])
      expect(run).toMatchObject({ counts: { updated: 1 }, outcomes: [{ code: 'WARNING' }] })
      expect(run.outcomes[0]?.reason).toContain('the person withdrew consent')
    })
  })

  test('S3-078 stays withdrawn when the address was suppressed by hand', async () => {
    const { id } = await arrive(draft('nora'))
    house.klaviyo.confirmOptIn('nora@example.com')
    house.klaviyo.profiles.suppress('nora@example.com')
    await during(alwaysAsking(...everything), async () => {
      const before = effectCount()
      await house.sync(profiles, { id })
      await rest()
      expect(raisedSince(before, 'nora')).toEqual([])
      expect(truth('nora').subscriptions.email.marketing).toMatchObject({ can_receive_email_marketing: false })
    })
  })

  test('S3-078 stays withdrawn when the customer found by phone has another e-mail address now', async () => {
    house.klaviyo.profiles.create({ email: 'otto.old@example.com', phone_number: '+16175550171' })
    house.klaviyo.profiles.unsubscribe('otto.old@example.com')
    await during(alwaysAsking(...everything), async () => {
      const before = effectCount()
      await arrive(draft('otto', { phone: '(617) 555-0171' }))
      expect(truth('otto').first_name).toBe('Otto')
      expect(consentOf('otto')).toBe('UNSUBSCRIBED')
      expect(raisedSince(before, 'otto')).toEqual([])
    })
  })

  test('S3-078 stays withdrawn for text messages where the connection subscribes to them as well', async () => {
    await setUpAnew({ sms: true })
    await during(alwaysAsking(...everything), async () => {
      await arrive(draft('tess', { phone: '(617) 555-0172' }))
      house.klaviyo.confirmOptIn('tess@example.com')
      house.klaviyo.confirmOptIn('+16175550172')
      expect(truth('tess').subscriptions).toMatchObject({
        email: { marketing: { consent: 'SUBSCRIBED' } },
        sms: { marketing: { consent: 'UNSUBSCRIBED' } },
      })
    })
    await setUpAnew({})
  })

  test('S3-078 stays withdrawn among hundreds that go in one import job, while the others are asked', async () => {
    const names = Array.from({ length: 120 }, (_, index) => `crowd${index}`)
    for (const name of names) house.clover.customers.create(draft(name))
    await house.run('clover-customers')
    await rest()
    const gone = names.filter((_, index) => index % 10 === 0)
    for (const name of gone) house.klaviyo.profiles.unsubscribe(`${name}@example.com`)
    // That nearly everybody changes at once is meant here.
    const unbraked = (flow: FlowDefinition) => ({ ...flow, brakes: { changed: 100 } })
    const asking = alwaysAsking({ to: 'LIST_VIP', static: true })
    await during(
      (flow) => unbraked(asking(flow)),
      async () => {
        const before = effectCount()
        const requests = house.klaviyo.requests().length
        await house.run(profiles)
        await rest()
        expect(writesSince(requests)).toContain('POST /api/profile-bulk-import-jobs')
        expect(gone.map(consentOf)).toEqual(gone.map(() => 'UNSUBSCRIBED'))
        const ids = new Set(gone.map((name) => truth(name).id))
        const asked = effectsSince(before, 'consent.ask', 'consent.subscribe').map(({ id }) => id)
        expect(asked.filter((id) => ids.has(id))).toEqual([])
        expect(asked.length).toBeGreaterThanOrEqual(names.length - gone.length)
      },
    )
  })

  test('S3-059, S3-078 the hub can lower consent, and cannot raise it again afterwards', async () => {
    const flag = (subscribe: boolean) => ({ customFields: { subscribe } })
    await during(alwaysAsking({ to: 'SubscribeProfile', field: 'CustomFields.Subscribe' }), async () => {
      const { id } = await arriveUnsent(draft('pete'), flag(true))
      await house.sync(profiles, { id })
      await rest()
      house.klaviyo.confirmOptIn('pete@example.com')
      expect(consentOf('pete')).toBe('SUBSCRIBED')
      await edit(id, flag(false))
      expect(consentOf('pete')).toBe('UNSUBSCRIBED')
      const before = effectCount()
      await edit(id, flag(true))
      expect(consentOf('pete')).toBe('UNSUBSCRIBED')
      expect(raisedSince(before, 'pete')).toEqual([])
    })
  })

  test('S3-078 the person alone comes back, and the hub leaves that as well', async () => {
    const id = await leave('rosa')
    house.pass(60 * 60_000)
    await fetch(`${house.klaviyo.url}/api/profile-subscription-bulk-create-jobs`, {
      method: 'POST',
      headers: {
        authorization: `Klaviyo-API-Key ${house.klaviyo.apiKey}`,
        revision: '2026-07-15',
        'content-type': 'application/json',
      },
      body: signUp('rosa@example.com'),
    })
    house.klaviyo.settle()
    house.klaviyo.confirmOptIn('rosa@example.com')
    expect(consentOf('rosa')).toBe('SUBSCRIBED')
    await edit(id, { lastName: 'Strand' })
    expect(consentOf('rosa')).toBe('SUBSCRIBED')
  })
})

/** No surface unlinks a record yet, so the row is marked as it would be. */
async function unlink(externalId: string): Promise<void> {
  await sql`update link set gone_at = now() where external_id = ${externalId}`.execute(house.hub.database.kysely)
}

/** The person fills in a form of the shop's own page. */
function signUp(email: string): string {
  const subscriptions = { email: { marketing: { consent: 'SUBSCRIBED' } } }
  const data = [{ type: 'profile', attributes: { email, subscriptions } }]
  return JSON.stringify({
    data: { type: 'profile-subscription-bulk-create-job', attributes: { profiles: { data } } },
  })
}
