/** Messages to a program of one's own, on the ordinary way of deliveries: what a receiver gets, whatever it does. */
import type { JsonObject } from '@trefoil/sdk'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Received, type Receiver, startReceiver } from '../../connectors/webhook/src/testing/receiver.ts'
import { customerDraft, emailOf } from '../harness/customer-draft.ts'
import { type House, openHouse } from '../harness/open-house.ts'
import { refused, told } from '../harness/told.ts'
import { turnedClock } from '../harness/turned-clock.ts'
import { until, Waiting } from '../harness/until.ts'

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
const another = 'whsec_C2FVsBQIhrscChlQIMVb5sSYspob7oDbbbbbbbbbbb'
const flow = 'webhook-customers'
/** The receiver's; it goes with the hub's. */
const clock = turnedClock()

let receiver: Receiver
let house: House
beforeAll(async () => {
  receiver = await startReceiver(secret, () => clock.now())
  house = await openHouse({ apply: ['clover-customers'], settings: { TREFOIL_PRIVATE_HOSTS: '127.0.0.1' } })
  await connect({ secret })
  await told(house.api.POST('/api/v1/recipes/{name}/apply', { params: { path: { name: flow } } }))
  for (const name of ['Ana', 'Bea']) house.clover.customers.create(customerDraft(name))
  await house.run('clover-customers')
  await house.quiet()
})
afterAll(async () => {
  await house?.close()
  await receiver?.stop()
})
beforeEach(() => {
  receiver.received.length = 0
  receiver.mood = undefined
})

const hook = () => `${receiver.url}/hooks/trefoil?shop=1`

async function connect(credentials: JsonObject, url = hook()) {
  const account = { connector: 'webhook', name: 'crm', credentials, settings: { url }, allowMissing: false }
  return told(house.api.POST('/api/v1/connections', { body: account }))
}

async function idOf(name: string): Promise<number> {
  const record = await house.record(emailOf(name))
  if (record === null) throw new Error(`The hub has no ${name}`)
  return record.id
}

async function edit(name: string, lastName: string): Promise<number> {
  const id = await idOf(name)
  await told(house.api.PATCH('/api/v1/records/{id}', { params: { path: { id: String(id) } }, body: { lastName } }))
  return id
}

const about = (id: number) => receiver.received.filter(({ message }) => message.data.id === id)

const came = (what: string, look: () => Received[]) =>
  until(what, async () => {
    const found = look()
    return found.length > 0 ? found : new Waiting(receiver.received)
  })

/** Lets waits pass until the record is delivered. */
const delivered = (id: number) =>
  until(`record ${id} to be delivered`, async () => {
    const record = await told(house.api.GET('/api/v1/records/{id}', { params: { path: { id: String(id) } } }))
    const mine = record.deliveries.find((delivery) => delivery.flow === flow)
    if (mine?.state === 'done') return mine
    clock.turn(60_000)
    house.pass(60_000)
    return new Waiting(mine)
  })

const standingOf = (id: number, isSo: (delivery: { state: string; attempts: number }) => boolean) =>
  until(`record ${id} to stand otherwise`, async () => {
    const record = await told(house.api.GET('/api/v1/records/{id}', { params: { path: { id: String(id) } } }))
    const mine = record.deliveries.find((delivery) => delivery.flow === flow)
    return mine !== undefined && isSo(mine) ? mine : new Waiting(mine)
  })

const connection = async () => {
  const { data } = await told(house.api.GET('/api/v1/connections', { params: { query: {} } }))
  return data.find(({ name }) => name === 'crm')
}

test('a change goes out as one signed message with the whole customer, and what is no news does not', async () => {
  const id = await edit('Ana', 'Luna')
  await delivered(id)
  expect(receiver.received).toHaveLength(1)
  expect(receiver.received[0]).toMatchObject({
    isSigned: true,
    message: {
      type: 'customer.updated',
      data: { id, firstName: 'Ana', lastName: 'Luna', emailAddress: emailOf('Ana'), addresses: [{ city: 'Boston' }] },
    },
  })
  await edit('Ana', 'Luna')
  await house.run(flow)
  await house.quiet()
  expect(receiver.received).toHaveLength(1)
})

test('a new customer is told as created', async () => {
  house.clover.customers.create(customerDraft('Cleo'))
  await house.run('clover-customers')
  const id = await idOf('Cleo')
  await delivered(id)
  expect(about(id).map(({ message }) => message.type)).toEqual(['customer.created'])
})

test('a receiver that fails gets the same message under the same id until it takes it', async () => {
  receiver.mood = (reply) => reply.writeHead(500).end('boom')
  const id = await edit('Ana', 'Sol')
  await standingOf(id, ({ attempts }) => attempts > 0)
  receiver.mood = undefined
  await delivered(id)
  const all = about(id)
  expect(all.length).toBeGreaterThan(1)
  expect(new Set(all.map((each) => each.id)).size).toBe(1)
  expect(all.every(({ isSigned }) => isSigned)).toBe(true)
})

test('a receiver that is away is waited for', async () => {
  const away = new URL(receiver.url)
  await receiver.stop()
  const id = await edit('Bea', 'Mar')
  await standingOf(id, ({ attempts }) => attempts > 0)
  receiver = await startReceiver(secret, () => clock.now(), Number(away.port))
  await delivered(id)
  expect(about(id)).toMatchObject([{ message: { data: { lastName: 'Mar' } } }])
})

test('a message that hangs holds up no other of its batch', async () => {
  const [ana, bea] = [await idOf('Ana'), await idOf('Bea')]
  const hanging = Promise.withResolvers<() => void>()
  receiver.mood = (reply, { data }) => {
    if (data.id === ana) hanging.resolve(() => reply.writeHead(204).end())
    else reply.writeHead(204).end()
  }
  const body = { where: 'email contains example.com' }
  await told(house.api.POST('/api/v1/flows/{name}/selections', { params: { path: { name: flow } }, body }))
  const release = await hanging.promise
  await came('the other message', () => about(bea))
  release()
  await Promise.all([delivered(ana), delivered(bea)])
})

test('one record that the receiver refuses is an issue of its own, and goes out when it is replayed', async () => {
  receiver.mood = (reply, { data }) => reply.writeHead(data.lastName === 'Nube' ? 422 : 200).end()
  const id = await edit('Ana', 'Nube')
  const held = await standingOf(id, ({ state }) => state === 'held' || state === 'done')
  expect(held).toMatchObject({ fault: { kind: 'invalid', code: 'HTTP_422' } })
  const { data: issues } = await told(house.api.GET('/api/v1/issues', { params: { query: { flow } } }))
  const issue = issues.find(({ code }) => code === 'HTTP_422')
  receiver.mood = undefined
  await told(house.api.POST('/api/v1/issues/{id}/replay', { params: { path: { id: String(issue?.id) } }, body: {} }))
  await delivered(id)
  expect(about(id).at(-1)?.message.data.lastName).toBe('Nube')
  expect(new Set(about(id).map((each) => each.id)).size).toBe(1)
})

test('a redirect is not followed, into this machine least of all: the connection stops and keeps what it owes', async () => {
  const inside = await startReceiver(secret, () => clock.now())
  receiver.mood = (reply) => reply.writeHead(307, { location: inside.url }).end()
  const id = await edit('Ana', 'Rio')
  const stopped = await until('the connection to stop', async () => {
    const now = await connection()
    return now?.state === 'stopped' ? now : new Waiting(now)
  })
  expect(stopped.fault).toMatchObject({ code: 'REDIRECTED' })
  receiver.mood = undefined
  await connect({ secret })
  await delivered(id)
  expect(inside.received).toEqual([])
  await inside.stop()
})

test('a secret is changed without a message lost: while both stand the receiver may check by either', async () => {
  await connect({ secret: another, previousSecret: secret })
  await delivered(await edit('Ana', 'Cielo'))
  receiver.secret = another
  await delivered(await edit('Ana', 'Nieve'))
  await connect({ secret: another })
  await delivered(await edit('Ana', 'Viento'))
  expect(receiver.received.map(({ isSigned }) => isSigned).every(Boolean)).toBe(true)
})

test.each([
  ['http://127.0.0.2:8080/hook', 'does not begin with https'],
  ['https://127.0.0.2/hook', 'not on the public internet'],
  ['https://localhost/hook', 'not on the public internet'],
  ['https://169.254.169.254/latest/meta-data', 'not on the public internet'],
  ['https://[::1]/hook', 'not on the public internet'],
  ['https://2130706434/hook', 'not on the public internet'],
  ['https://shop.example:6379/', 'its port'],
])('%s is no address that a person can have the hub call', async (url, why) => {
  const body = { connector: 'webhook', name: 'inside', credentials: { secret }, settings: { url }, allowMissing: false }
  const problem = await refused(house.api.POST('/api/v1/connections', { body }))
  expect(problem).toMatchObject({ status: 422, facts: { fault: { code: 'ADDRESS_REFUSED' } } })
  expect(problem.detail).toContain(why)
})
