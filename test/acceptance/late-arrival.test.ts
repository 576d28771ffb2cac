/** S4-026: when the first data of an account are expected, how late they come, and who is told where nothing comes. */
import { expect, test } from 'vitest'
import { openHouse } from '../harness/open-house.ts'
import { shared } from '../harness/shared.ts'
import { told } from '../harness/told.ts'
import { trefoil } from '../harness/trefoil.ts'
import { until, Waiting } from '../harness/until.ts'

const hour = 3_600_000

const house = shared(() => openHouse({ apply: ['clover-customers'], settings: { TREFOIL_STALL_AFTER: '5s' } }))

const arrival = async () =>
  (await told(house.api.GET('/api/v1/connections/{name}', { params: { path: { name: 'till' } } }))).arrival

const awaited = (what: string, is: (of: Awaited<ReturnType<typeof arrival>>) => boolean) =>
  until(what, async () => {
    const now = await arrival()
    return is(now) ? now : new Waiting(now)
  })

const logged = (event: string) =>
  until(`${event} in the log`, async () => (house.log().includes(`"${event}"`) ? true : new Waiting('it is not there')))

test('S4-026 a connection says until when its first data are expected, and is told of where none have come by then', async () => {
  await house.quiet()
  const { createdAt } = await told(house.api.GET('/api/v1/connections/{name}', { params: { path: { name: 'till' } } }))
  const before = await arrival()
  const expected = Date.parse(before.firstExpectedBy ?? '')
  expect(expected - Date.parse(createdAt)).toBeGreaterThanOrEqual(24 * hour)
  expect(expected - Date.parse(createdAt)).toBeLessThan(24 * hour + 60_000)
  expect(before).toMatchObject({ firstAt: null, lagSeconds: null, lateSince: null, isFrozen: false })
  const { out } = await trefoil(house, 'connection', 'show', 'till')
  expect(out).toContain(`first data expected by  ${before.firstExpectedBy}`)

  house.pass(25 * hour)
  await logged('data.late')
  expect((await arrival()).lateSince).not.toBeNull()
})

test('S4-026 when the first customer comes, nobody is waited for any more, and that is told as well', async () => {
  house.clover.customers.create({
    ...{ firstName: 'Nora', lastName: 'Cruz', emailAddresses: [{ emailAddress: 'nora@example.com' }] },
  })
  await house.poll('clover-customers')
  const first = await awaited('the first data', ({ firstAt }) => firstAt !== null)
  expect(first).toMatchObject({ firstExpectedBy: null, lateSince: null, lastAt: first.firstAt })
  house.pass(60_000)
  await logged('data.arrived')
})

test('S4-026 the lag of a change that tells no time is at most the time since the last look', async () => {
  const [nora] = house.clover.customers.list()
  house.clover.customers.update(nora?.id ?? '', { lastName: 'Lee' })
  const before = Date.parse((await arrival()).lookedAt ?? '')
  await house.poll('clover-customers')
  const { lagSeconds, lookedAt } = await awaited('a later look', (now) => Date.parse(now.lookedAt ?? '') > before)
  const between = (Date.parse(lookedAt ?? '') - before) / 1_000
  expect(lagSeconds).toBeGreaterThan(0)
  expect(Math.abs((lagSeconds ?? 0) - between)).toBeLessThan(10)
  const { out } = await trefoil(house, 'connection', 'show', 'till')
  expect(out).toContain(`${lagSeconds} s`)
})
