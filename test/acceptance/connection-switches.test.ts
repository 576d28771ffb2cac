/** S4-031: every switch of a connection with its default and what it does, and the freeze: use what is here, take nothing new. */
import { expect, test } from 'vitest'
import { openHouse } from '../harness/open-house.ts'
import { shared } from '../harness/shared.ts'
import { told } from '../harness/told.ts'
import { trefoil } from '../harness/trefoil.ts'

const house = shared(() => openHouse({ apply: ['clover-customers', 'klaviyo-profiles'] }))

const till = { path: { name: 'till' } }

const switches = async () => (await told(house.api.GET('/api/v1/connections/{name}/switches', { params: till }))).data

const flowState = async (name: string) =>
  (await told(house.api.GET('/api/v1/flows/{name}', { params: { path: { name } } }))).state

const person = (firstName: string) =>
  house.clover.customers.create({
    ...{ firstName, lastName: 'Cruz', emailAddresses: [{ emailAddress: `${firstName.toLowerCase()}@example.com` }] },
  })

test('S4-031 every switch stands there with its default and what it does, and none differs where nobody chose', async () => {
  const all = await switches()
  const named = (of: string) => all.filter((one) => one.of === of).map(({ name }) => name)
  expect(named('connection')).toEqual(['freeze'])
  expect(named('connector')).toEqual(['environment', 'orderHistoryDays', 'orderType', 'orderEmployee', 'orderTaxRate'])
  expect(named('flow')).toEqual(
    expect.arrayContaining([
      'enabled',
      'poll',
      'sweep',
      'touchedBy',
      'webhooks',
      'manual',
      'changed',
      'gone',
      'collision',
    ]),
  )
  for (const { title, says } of all) {
    expect(title).not.toBe('')
    expect(says).not.toBe('')
  }
  expect(all.filter(({ isUsual }) => !isUsual)).toEqual([])
  expect(all.find(({ name }) => name === 'environment')).toMatchObject({
    value: 'North America',
    usual: 'North America',
  })
})

test('S4-031 what somebody chose is marked beside its default', async () => {
  await house.change('clover-customers', (flow) => ({ ...flow, brakes: { changed: 50 } }))
  expect((await switches()).filter(({ isUsual }) => !isUsual)).toMatchObject([
    { of: 'flow', flow: 'clover-customers', name: 'changed', value: 50, usual: 30 },
  ])
  const { out } = await trefoil(house, 'connection', 'switches', 'till')
  expect(out).toMatch(/clover-customers +Asks before it changes +50 +30/)
})

test('S4-031 a frozen connection takes nothing new, uses what the hub has, and goes on where it stood', async () => {
  person('Nora')
  await house.run('clover-customers')
  await house.quiet()
  const { err } = await trefoil(house, 'connection', 'freeze', 'till')
  expect(err).toContain('clover-customers')
  expect(await flowState('clover-customers')).toBe('paused')
  expect((await switches()).find(({ name }) => name === 'freeze')).toMatchObject({ value: true, isUsual: false })

  person('Omar')
  house.pass(3_600_000)
  const { id = 0 } = (await house.record('nora@example.com')) ?? {}
  const params = { path: { id: String(id) } }
  await told(house.api.PATCH('/api/v1/records/{id}', { params, body: { lastName: 'Lee' } }))
  await house.quiet()
  expect(await house.record('omar@example.com')).toBeNull()
  expect(house.klaviyo.profiles.list().map(({ last_name }) => last_name)).toEqual(['Lee'])

  await told(house.api.POST('/api/v1/connections/{name}/unfreeze', { params: till }))
  expect(await flowState('clover-customers')).toBe('enabled')
  await house.run('clover-customers')
  await house.quiet()
  expect(await house.record('omar@example.com')).not.toBeNull()
})

test('S4-031 a flow that a person had paused before stays paused when the connection is taken from the ice', async () => {
  const flow = { path: { name: 'clover-customers' } }
  await told(house.api.POST('/api/v1/recipes/{name}/apply', { params: { path: { name: 'clover-products' } } }))
  await told(house.api.POST('/api/v1/flows/{name}/pause', { params: flow }))
  await told(house.api.POST('/api/v1/connections/{name}/freeze', { params: till }))
  const { flows } = await told(house.api.POST('/api/v1/connections/{name}/unfreeze', { params: till }))
  expect(flows).toEqual(['clover-products'])
  expect(await flowState('clover-customers')).toBe('paused')
  await told(house.api.POST('/api/v1/flows/{name}/resume', { params: flow }))
})
