import { createHmac } from 'node:crypto'
import { conformance, type PretendVendor, type VendorFault } from '@trefoil/sdk/testing'
import { type Fault, type KlaviyoSimulator, startKlaviyo } from '@trefoil/simulators'
import { afterAll, describe, test } from 'vitest'
import { klaviyo } from './connector.ts'

const scopes = [
  'accounts:read',
  'profiles:read',
  'profiles:write',
  'lists:read',
  'lists:write',
  'subscriptions:write',
  'events:write',
]
const clock = { now: Date.UTC(2026, 2, 11, 10) }
const lessKeys = Object.fromEntries(
  scopes.map((scope) => [`pk_without_${scope}`, scopes.filter((each) => each !== scope)]),
)
const vendor = await startKlaviyo({
  limits: false,
  now: () => new Date(clock.now),
  asyncDelay: 'manual',
  keys: lessKeys,
})
afterAll(() => vendor.stop())
const checks = conformance(klaviyo, pretendKlaviyo(vendor))

describe('the Klaviyo connector keeps the contract', () => {
  test.each(checks.map((check) => [check.name, check] as const))('%s', (_, check) => check.holds())
})

describe('a Klaviyo connector that is broken in just this way is caught', () => {
  test.each(checks.map((check) => [check.name, check] as const))('%s', (_, check) => check.saboteurIsCaught())
})

function pretendKlaviyo(running: KlaviyoSimulator): PretendVendor {
  // A key's scopes are chosen when it is made: to take one away is to use another key.
  let apiKey = running.apiKey
  let next = 1
  const fresh = () => ({ email: `reader${next++}@example.org`, first_name: 'Rae' })
  const newProfile = () => running.profiles.create(fresh())
  const suppressedProfile = () => {
    const { id } = newProfile()
    running.profiles.suppress(id)
    return id
  }
  for (let count = 0; count < 12; count++) {
    suppressedProfile()
    running.lists.create(`List ${next++}`)
  }
  const sample = (number: number) => ({
    type: 'profile',
    email: `person${number}@example.org`,
    phoneNumber: `+1415555${1000 + number}`,
    externalId: `C-${number}`,
    firstName: `Person ${number}`,
    lastName: 'Lindqvist',
    city: 'San Jose',
    country: 'US',
    zip: '94085',
  })
  return {
    endpoint: running.url,
    get credentials() {
      return { apiKey }
    },
    settings: {},
    wrongCredentials: { apiKey: 'pk_not_this_one' },
    secrets: [running.apiKey],
    now: () => new Date(clock.now),
    pass: (milliseconds) => {
      clock.now += milliseconds
    },
    breakWith: (fault) => running.faults.add({ ...asPlanned(fault), times: Number.MAX_SAFE_INTEGER }),
    mend: () => {
      running.faults.clear()
      apiKey = running.apiKey
    },
    revoke: (permission) => {
      apiKey = `pk_without_${permission}`
    },
    webhook: {
      secrets: { secretKey: 'a key of sixteen letters' },
      delivery: () => {
        const payload = { relationships: { profile: { data: { id: '01HABC' } } } }
        const data = [{ topic: 'event:klaviyo.unsubscribed_from_email_marketing', payload }]
        const body = Buffer.from(JSON.stringify({ data, meta: { klaviyo_account_id: 'A1' } }))
        const time = new Date(clock.now).toISOString()
        const signature = createHmac('sha256', 'a key of sixteen letters').update(body).update(time).digest('hex')
        const headers = { 'klaviyo-signature': signature, 'klaviyo-timestamp': time }
        return { method: 'POST', path: '/', headers, body }
      },
      ...{ proof: ['klaviyo-signature', 'klaviyo-timestamp'], signsBody: true },
    },
    sources: {
      profiles: {
        ids: () => running.profiles.list().map(({ id }) => id),
        add: () => newProfile().id,
        edit: (id) => void running.profiles.update(id, { last_name: `Edited ${next++}` }),
        remove: (id) => running.profiles.remove(id),
        odd: () => {
          const properties = { points: 0, vip: false, note: '' }
          const { id } = running.profiles.create({ ...fresh(), first_name: '', organization: null, properties })
          return { id, reads: { firstName: '', organization: null, properties } }
        },
      },
      suppressions: {
        ids: () =>
          running.profiles
            .list()
            .filter(isSuppressed)
            .map(({ id }) => id),
        add: suppressedProfile,
        edit: (id) => running.profiles.unsubscribe(id),
        remove: (id) => running.profiles.remove(id),
        odd: () => {
          const id = suppressedProfile()
          running.profiles.update(id, { email: null, external_id: `X-${next++}` })
          return { id, reads: { email: null } }
        },
      },
      lists: {
        ids: () => running.lists.list().map(({ id }) => id),
        add: () => running.lists.create(`List ${next++}`).id,
        edit: (id) => running.lists.rename(id, `Renamed ${next++}`),
        remove: (id) => running.lists.remove(id),
        odd: () => ({ id: running.lists.create('').id, reads: { name: '' } }),
      },
    },
    targets: {
      orderEvents: {
        // An event is never changed, so that the order with the odd values is another one each time.
        sample: (number) => (number === 0 ? { ...orderSample(0), uniqueId: `ODD-${next++}` } : orderSample(number)),
        bad: { ...orderSample(98), billingAddress: {} },
        odd: [{ write: orderSample(0), stored: { value: 0, gift: false, note: '' } }],
        stored(id) {
          running.settle()
          const found = running.events.list('Placed Order').find(({ uniqueId }) => uniqueId === id)
          if (found === undefined) return undefined
          return JSON.parse(JSON.stringify({ ...found.properties, value: found.value }))
        },
        settle: running.settle,
      },
      profiles: {
        sample,
        bad: { ...sample(99), email: 'nobody@', phoneNumber: null },
        odd: [
          { write: { ...sample(0), points: 0, vip: false, note: '' }, stored: { points: 0, vip: false, note: '' } },
          { write: { ...sample(0), firstName: '' }, stored: { firstName: '' } },
          {
            write: { ...sample(0), lastName: null, points: null },
            stored: { lastName: null, points: null },
          },
          { write: { email: 'person0@example.org' }, stored: { city: 'San Jose', vip: false, note: '' } },
        ],
        stored(id) {
          const profile = running.profiles.get(id)
          if (profile === undefined) return undefined
          const { first_name: firstName, last_name: lastName, location, properties } = profile
          return JSON.parse(JSON.stringify({ firstName, lastName, city: location.city, points: null, ...properties }))
        },
        settle: running.settle,
      },
    },
  }
}

function orderSample(number: number): object {
  return {
    uniqueId: `ORD-${number}`,
    email: `buyer${number}@example.org`,
    value: number,
    gift: number > 0,
    note: '',
    billingAddress: { City: 'Boston' },
    items: [{ id: 'L1', sku: 'TEA', productName: 'Tea', quantity: 1, itemPrice: 5, rowTotal: 5 }],
  }
}

function isSuppressed({ subscriptions }: ReturnType<KlaviyoSimulator['profiles']['list']>[number]): boolean {
  return subscriptions.email.marketing.suppression.length > 0
}

function asPlanned(fault: VendorFault): Fault {
  if (fault.kind === 'status') return fault
  if (fault.kind === 'html') return { kind: 'html', status: 200 }
  return { kind: fault.kind === 'cut' ? 'reset' : 'truncate' }
}
