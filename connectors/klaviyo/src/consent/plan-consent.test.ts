import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { List } from '../lists.ts'
import { type Member, planConsent } from './plan-consent.ts'
import { type Standing, standingsOf } from './standing.ts'

const lists = new Map<string, List>([
  ['Newsletter', { id: 'DBL', name: 'Newsletter', confirms: true }],
  ['Till', { id: 'SGL', name: 'Till', confirms: false }],
])

const open: Standing = {
  email: 'ana@example.org',
  phone: '+14155550125',
  emailConsent: 'NEVER_SUBSCRIBED',
  emailWithdrawn: false,
  emailDead: false,
  listsWithdrawn: new Set(),
  smsConsent: 'NEVER_SUBSCRIBED',
}

const nothing = { subscribe: null, lists: [], withdrawn: [], consentedAt: null }

function plan(member: Partial<Member>, { sms = false, withdrawn = [] as string[], confirms = true } = {}) {
  const whole: Member = { key: 1, id: '01X', wishes: nothing, standing: open, ...member }
  return planConsent([whole], { lists, sms, confirms, withdrawn: new Set(withdrawn) })
}

const wish = (field: string, name: string, confirm: boolean) => ({ ...nothing, lists: [{ field, name, confirm }] })
const subscriber = { key: 1, id: '01X', email: 'ana@example.org', phone: null }

test('nothing said about consent makes no call', () => {
  expect(plan({})).toEqual({
    unsubscribe: [],
    subscribe: new Map(),
    add: new Map(),
    leave: new Map(),
    warnings: new Map(),
  })
})

test('true subscribes by e-mail, and by SMS only where the connection says so', () => {
  const wishes = { ...nothing, subscribe: true }
  expect(plan({ wishes }).subscribe).toEqual(new Map([['', [subscriber]]]))
  expect(plan({ wishes }, { sms: true }).subscribe).toEqual(new Map([['', [{ ...subscriber, phone: '+14155550125' }]]]))
})

test('one who is subscribed already is not subscribed again', () => {
  const standing = { ...open, emailConsent: 'SUBSCRIBED' }
  expect(plan({ wishes: { ...nothing, subscribe: true }, standing }).subscribe.size).toBe(0)
})

test('false unsubscribes once', () => {
  const wishes = { ...nothing, subscribe: false }
  expect(plan({ wishes }).unsubscribe).toEqual([subscriber])
  expect(plan({ wishes, standing: { ...open, emailConsent: 'UNSUBSCRIBED' } }).unsubscribe).toEqual([])
})

test('where the account has everybody confirm, one mail asks for list and subscription; elsewhere each is its own', () => {
  const wishes = { ...wish('LIST_Newsletter', 'Newsletter', true), subscribe: true }
  expect(plan({ wishes }).subscribe).toEqual(new Map([['DBL', [subscriber]]]))
  expect([...plan({ wishes }, { confirms: false }).subscribe.keys()].toSorted()).toEqual(['', 'DBL'])
})

test('a list that asks nobody, one that is left, and consent of the past leave the subscription to itself', () => {
  const byItself = (wishes: Member['wishes']) => plan({ wishes }).subscribe.has('')
  expect(byItself({ ...wish('UCLIST_Till', 'Till', false), subscribe: true })).toBe(true)
  expect(byItself({ ...wish('LIST_Till', 'Till', true), subscribe: true })).toBe(true)
  const leaving = { field: 'LIST_Newsletter', name: 'Newsletter', confirm: true, leaves: true as const }
  expect(byItself({ ...nothing, lists: [leaving], subscribe: true })).toBe(true)
  const past = { ...wish('LIST_Newsletter', 'Newsletter', true), subscribe: true, consentedAt: '2024-01-01T00:00:00Z' }
  expect(byItself(past)).toBe(true)
})

test('LIST_ subscribes through the list, and warns where the list would not ask', () => {
  const asked = plan({ wishes: wish('LIST_Newsletter', 'Newsletter', true) })
  expect([asked.subscribe, asked.warnings.size]).toEqual([new Map([['DBL', [subscriber]]]), 0])
  const unasked = plan({ wishes: wish('LIST_Till', 'Till', true) })
  expect(unasked.subscribe).toEqual(new Map([['SGL', [subscriber]]]))
  expect(unasked.warnings.get(1)?.[0]).toContain('single opt-in')
})

test('UCLIST_ subscribes through a single opt-in list, and only adds to one that asks', () => {
  expect(plan({ wishes: wish('UCLIST_Till', 'Till', false) }).subscribe).toEqual(new Map([['SGL', [subscriber]]]))
  const added = plan({ wishes: wish('UCLIST_Newsletter', 'Newsletter', false) })
  expect([added.subscribe.size, added.add]).toEqual([0, new Map([['DBL', [{ key: 1, id: '01X' }]]])])
  expect(added.warnings.get(1)?.[0]).toContain('without consent')
})

const standings = fc.record({
  email: fc.option(fc.constant('ana@example.org')),
  phone: fc.option(fc.constant('+14155550125')),
  consent: fc.constantFrom('SUBSCRIBED', 'UNSUBSCRIBED', 'NEVER_SUBSCRIBED', null),
  sms: fc.constantFrom('SUBSCRIBED', 'UNSUBSCRIBED', 'NEVER_SUBSCRIBED', null),
  reasons: fc.array(
    fc.constantFrom('UNSUBSCRIBE', 'SPAM_COMPLAINT', 'SPAM_REPORT', 'USER_SUPPRESSED', 'HARD_BOUNCE', 'NEW_REASON'),
  ),
  lists: fc.array(fc.constantFrom('DBL', 'SGL')),
})
const wishes = fc.record({
  subscribe: fc.constantFrom(true, false, null),
  lists: fc.subarray([
    { field: 'LIST_Newsletter', name: 'Newsletter', confirm: true },
    { field: 'UCLIST_Newsletter', name: 'Newsletter', confirm: false },
    { field: 'LIST_Till', name: 'Till', confirm: true },
    { field: 'UCLIST_Till', name: 'Till', confirm: false },
  ]),
  withdrawn: fc.subarray(['email' as const, 'sms' as const]),
  consentedAt: fc.constantFrom(null, '2020-01-01T00:00:00Z'),
})

interface Said {
  email: string | null
  phone: string | null
  consent: string | null
  sms: string | null
  reasons: string[]
  lists: string[]
}

function asFound([id, { email, phone, consent, sms, reasons, lists: left }]: [string, Said]) {
  const marketing = {
    consent,
    suppression: reasons.map((reason) => ({ reason })),
    list_suppressions: left.map((list) => ({ reason: 'UNSUBSCRIBE', list_id: list })),
  }
  const subscriptions = { email: { marketing }, sms: { marketing: { consent: sms } } }
  return { id, attributes: { email, phone_number: phone, subscriptions } }
}

function hasSaidNo(said: Said | undefined, list: string): boolean {
  if (said === undefined || said.consent === 'UNSUBSCRIBED') return true
  if (said.reasons.some((reason) => reason !== 'HARD_BOUNCE')) return true
  return list === '' ? said.lists.length > 0 : said.lists.includes(list)
}

test('nobody who withdrew is subscribed, whoever asks and however the vendor spells it', () => {
  const people = fc.array(fc.record({ id: fc.constantFrom('A', 'B', 'C'), wishes }), { maxLength: 6 })
  const truth = fc.tuple(standings, standings, standings).map(([A, B, C]) => new Map(Object.entries({ A, B, C })))
  fc.assert(
    fc.property(people, truth, fc.boolean(), fc.subarray(['A', 'B', 'C']), (asking, said, sms, withdrawn) => {
      const read = standingsOf([...said].map(asFound))
      const members = asking.flatMap((person, key) => {
        const standing = read.get(person.id)
        return standing === undefined ? [] : [{ ...person, key, standing }]
      })
      const { subscribe } = planConsent(members, { lists, sms, confirms: true, withdrawn: new Set(withdrawn) })
      const leaving = new Set([
        ...withdrawn,
        ...asking.flatMap(({ id, wishes: { subscribe: asked, withdrawn: no } }) =>
          asked === false || no.includes('email') ? [id] : [],
        ),
      ])
      for (const [list, subscribers] of subscribe) {
        for (const { id, phone, key } of subscribers) {
          expect(leaving.has(id) || hasSaidNo(said.get(id), list)).toBe(false)
          expect(phone !== null && (!sms || said.get(id)?.sms === 'UNSUBSCRIBED')).toBe(false)
          const records = asking.filter((other) => other.id === id)
          expect(phone !== null && records.some((other) => other.wishes.withdrawn.includes('sms'))).toBe(false)
          // And only those who asked for this very thing.
          const { subscribe: asked, lists: asks = [] } = asking[key]?.wishes ?? {}
          expect(list === '' ? asked === true : asks.some(({ name }) => lists.get(name)?.id === list)).toBe(true)
        }
      }
    }),
    { numRuns: 500 },
  )
})

test('whoever is passed over for what they said is told so', () => {
  const { warnings } = plan({ wishes: { ...nothing, subscribe: true }, standing: { ...open, emailWithdrawn: true } })
  expect(warnings.get(1)).toEqual([
    'subscribeProfile: not subscribed, because the person withdrew consent; only the person can give it again',
  ])
})

test('a mailbox that does not take mail is not asked, and the run says why', () => {
  const wishes = { ...nothing, subscribe: true }
  const asked = plan({ wishes, standing: { ...open, emailDead: true } })
  expect([asked.subscribe.size, asked.warnings.get(1)?.[0]]).toEqual([0, expect.stringContaining('comes back')])
  const texted = plan({ wishes, standing: { ...open, emailDead: true } }, { sms: true })
  expect(texted.subscribe.get('')).toEqual([{ ...subscriber, email: null, phone: '+14155550125' }])
})

test('consent of the past goes with its time, but not through a list that is to ask', () => {
  const past = { ...nothing, subscribe: true, consentedAt: '2020-01-01T00:00:00Z' }
  const list = { field: 'LIST_Newsletter', name: 'Newsletter', confirm: true }
  const { subscribe } = plan({ wishes: { ...past, lists: [list] } })
  expect(subscribe.get('')).toEqual([{ ...subscriber, consentedAt: '2020-01-01T00:00:00Z' }])
  expect(subscribe.get('DBL')).toEqual([subscriber])
})
