import { describe, expect, test } from 'vitest'
import { openHouse } from '../harness/open-house.ts'
import { shared } from '../harness/shared.ts'
import { told } from '../harness/told.ts'
import { trefoil } from '../harness/trefoil.ts'
import { deskOf, draft, profiles } from './s3-people.ts'

const house = shared(openHouse)
const { arrive, arriveUnsent, during } = deskOf(house)

/** Code → passed, in the order of the founding document. */
async function checks(id: number) {
  const params = { path: { id: String(id) }, query: { flow: profiles } }
  const { passed, checks: all } = await told(house.api.GET('/api/v1/records/{id}/checks', { params }))
  return { passed, all, failed: all.filter((check) => !check.passed).map(({ code }) => code) }
}

describe('S3-070…076 "Validate record"', () => {
  test('a good, synced customer passes all seven, in the order of the document', async () => {
    const { id } = await arrive(draft('ann', { phone: '(617) 555-0101' }))
    const { passed, all } = await checks(id)
    expect(all.map(({ code, passed: good }) => `${code} ${good}`)).toEqual([
      'id_resolved true',
      'email_or_phone true',
      'subscribe_mapped true',
      'lists_configured true',
      'primary_billing true',
      'address_filled true',
      'external_id true',
    ])
    expect(passed).toBe(true)
  })

  test('S3-070, S3-076 one that is not linked yet is told to be synced, and nothing is sent by asking', async () => {
    const { id } = await arriveUnsent(draft('bea'))
    const before = house.klaviyo.effects().length
    expect((await checks(id)).failed).toEqual(['external_id'])
    expect(house.klaviyo.effects().length).toBe(before)
  })

  test('S3-076 a link to a profile that Klaviyo no longer has fails', async () => {
    const { id } = await arrive(draft('cem'))
    house.klaviyo.profiles.remove('cem@example.com')
    const { failed, all } = await checks(id)
    expect(failed).toEqual(['external_id'])
    expect(all.at(-1)?.says).toContain('matched anew')
  })

  test('S3-071 without an e-mail address a phone that is no number fails, and a good one passes', async () => {
    const bare = { emailAddress: null }
    const { id: bad } = await arriveUnsent(draft('dov', { phone: '12' }), bare)
    const { id: good } = await arriveUnsent(draft('eli', { phone: '(617) 555-0102' }), bare)
    expect((await checks(bad)).failed).toContain('email_or_phone')
    expect((await checks(good)).failed).not.toContain('email_or_phone')
  })

  test('S3-072, S3-073 a flow without SubscribeProfile, or with a list that Klaviyo lacks, fails and names it', async () => {
    const { id } = await arrive(draft('fay'))
    const withoutSubscribing = during(
      (flow) => ({
        ...flow,
        mappings: flow.mappings.map((mapping) => ({
          ...mapping,
          rules: mapping.rules
            .filter(({ to }) => to !== 'SubscribeProfile')
            .map((rule) => (rule.to === 'LIST_Sms Subscribers' ? { ...rule, to: 'LIST_Nowhere' } : rule)),
        })),
      }),
      async () => {
        const { failed, all } = await checks(id)
        expect(failed).toEqual(['subscribe_mapped', 'lists_configured'])
        expect(all[3]?.says).toMatch(/no list named "Nowhere"; there are: .*Newsletter/)
      },
    )
    await withoutSubscribing
  })

  test('S3-074, S3-075 without a primary billing address, or with one that is not whole, it fails', async () => {
    const { id: none } = await arriveUnsent(draft('gil', { addresses: [] }))
    expect((await checks(none)).failed).toEqual(['primary_billing', 'address_filled', 'external_id'])
    const { id: half } = await arriveUnsent(draft('hal', { address: { city: '', zip: '9408A' } }))
    const { failed, all } = await checks(half)
    expect(failed).toEqual(['address_filled', 'external_id'])
    expect(all[5]?.says).toBe('empty: city')
  })

  test.each([
    ['country', { country: '' }],
    ['region', { state: '' }],
    ['postalCode', { zip: '' }],
    ['address1', { address1: '' }],
    ['city', { city: '' }],
  ])('S3-068 a primary billing address without %s is named before anything is sent', async (part, address) => {
    const { id } = await arriveUnsent(draft(`lacks.${part.toLowerCase()}`, { address }))
    const before = house.klaviyo.effects().length
    const { failed, all } = await checks(id)
    expect(failed).toEqual(['address_filled', 'external_id'])
    expect(all[5]?.says).toBe(`empty: ${part}`)
    expect(house.klaviyo.effects().length).toBe(before)
  })

  test('S3-068 where the connection is not strict, the address and the phone that fail do not keep the person back', async () => {
    const { id } = await arriveUnsent(draft('jutta', { phone: 'call the shop', address: { zip: '9408A' } }))
    expect((await checks(id)).failed).toContain('address_filled')
    const run = await house.sync(profiles, { id })
    expect(run).toMatchObject({ counts: { created: 1 }, outcomes: [{ code: 'WARNING' }] })
    expect(run.outcomes[0]?.reason).toContain('sent without the address')
    expect(run.outcomes[0]?.reason).toContain('phoneNumber is not a valid number')
  })

  test('is printed at the command line, and ends with 8 where a check fails', async () => {
    const { id } = await arriveUnsent(draft('ivo'))
    const ended = await trefoil(house, 'record', 'validate', String(id), '--flow', profiles)
    expect(ended.exitCode).toBe(8)
    expect(ended.out).toMatch(/pass\s+An e-mail address/)
    expect(ended.out).toMatch(/fail\s+The external id is one that Klaviyo knows/)
  })

  test('an unknown id and a flow into the hub are refused in words', async () => {
    const ask = (id: number, flow: string) =>
      house.api.GET('/api/v1/records/{id}/checks', { params: { path: { id: String(id) }, query: { flow } } })
    expect((await ask(999_999, profiles)).error).toMatchObject({ code: 'unknown_record' })
    expect((await ask(1, 'clover-customers')).error).toMatchObject({ code: 'no_checks' })
  })
})
