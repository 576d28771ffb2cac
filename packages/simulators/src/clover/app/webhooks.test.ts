import { createServer } from 'node:http'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { CloverOptions } from '../start-clover.ts'
import { openTestShop, type TestShop } from '../test-client.ts'

interface Message {
  headers: Record<string, unknown>
  body: { verificationCode?: string; appId?: string; merchants?: Record<string, { objectId: string; type: string }[]> }
}

let shop: TestShop
let received: Message[]
let answers: number[]
let address: string
let stopListening: () => Promise<void>
beforeEach(async () => {
  received = []
  answers = []
  const server = createServer(async (request, response) => {
    let text = ''
    for await (const chunk of request) text += chunk
    received.push({ headers: request.headers, body: JSON.parse(text) })
    response.writeHead(answers.shift() ?? 200).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const at = server.address()
  address = `http://127.0.0.1:${typeof at === 'object' ? at?.port : ''}/hook`
  stopListening = () => {
    server.closeAllConnections()
    return new Promise((resolve) => server.close(() => resolve()))
  }
})
afterEach(async () => {
  await shop.stop()
  await stopListening()
})

/** With the address verified and the app installed; nothing is sent until it is asked for. */
const open = async (options: CloverOptions = {}) => {
  const { choices, ...rest } = options
  shop = await openTestShop({ ...rest, choices: { webhookDelay: 3_600_000, webhookRetryDelay: 3_600_000, ...choices } })
  shop.app.configure({ webhookUrl: address })
  await shop.app.sendVerificationCode()
  const authCode = shop.app.verify(received[0]?.body.verificationCode ?? '')
  shop.app.install()
  await shop.app.deliver()
  received = []
  return authCode
}
const lines = (n = 0) =>
  received[n]?.body.merchants?.[shop.merchantId]?.map(({ objectId, type }) => `${objectId} ${type}`)

test('the address is verified by a code that is sent to it without a secret', async () => {
  shop = await openTestShop()
  shop.app.configure({ webhookUrl: address })
  expect(await shop.app.sendVerificationCode()).toBe(200)
  expect(received[0]?.body).toEqual({ verificationCode: expect.stringMatching(/^[0-9a-f-]{36}$/) })
  expect(received[0]?.headers).not.toHaveProperty('x-clover-auth')
  expect(shop.app.verify('wrong')).toBeUndefined()
  expect(shop.app.verify(received[0]?.body.verificationCode ?? '')).toMatch(/^[0-9a-f-]{36}$/)
})

test('changes are collected into one message of several merchants, with the auth code', async () => {
  const authCode = await open()
  const other = shop.addMerchant()
  shop.app.install({ merchantId: other.merchantId })
  await shop.app.deliver()
  received = []
  const { id } = shop.customers.create({ firstName: 'Nora' })
  await shop.call('POST', `/customers/${id}`, { lastName: 'Berg' })
  const theirs = other.orders.createFor()
  await shop.app.deliver()
  expect(received).toHaveLength(1)
  expect(received[0]?.headers['x-clover-auth']).toBe(authCode)
  expect(received[0]?.body).toEqual({
    appId: shop.app.id,
    merchants: {
      [shop.merchantId]: [
        { objectId: `C:${id}`, type: 'CREATE', ts: 1767268805317 },
        { objectId: `C:${id}`, type: 'UPDATE', ts: 1767268805317 },
      ],
      [other.merchantId]: [{ objectId: `O:${theirs.id}`, type: 'CREATE', ts: 1767268805317 }],
    },
  })
})

test('orders, payments, items and categories are told, discounts and stock are not', async () => {
  await open()
  const order = shop.orders.createFor()
  const tender = (await shop.call('GET', '/tenders')).json
  expect(tender).toBeDefined()
  await shop.call('POST', `/orders/${order.id}/payments`, { amount: 650, tender: { id: 'V5X7Z9B1D3F5H' } })
  await shop.call('POST', '/items/J7M3Q9S5V1Y8Z', { price: 700 })
  await shop.call('POST', '/item_stocks/J7M3Q9S5V1Y8Z', { quantity: 4 })
  await shop.call('POST', '/discounts', { name: 'Gold', percentage: 15 })
  await shop.app.deliver()
  expect(lines()).toEqual([
    `O:${order.id} CREATE`,
    expect.stringMatching(/^P:\w{13} CREATE$/),
    `O:${order.id} UPDATE`,
    'I:J7M3Q9S5V1Y8Z UPDATE',
  ])
})

test('a stock and a contact are told where that was chosen', async () => {
  await open({ choices: { stockRaisesWebhook: true, contactsRaiseWebhook: true } })
  const { id } = shop.customers.create({ firstName: 'Nora' })
  await shop.call('POST', `/customers/${id}/phone_numbers`, { phoneNumber: '555-100-0001' })
  await shop.call('POST', '/item_stocks/J7M3Q9S5V1Y8Z', { quantity: 4 })
  await shop.app.deliver()
  expect(lines()).toEqual([`C:${id} CREATE`, `C:${id} UPDATE`, 'I:J7M3Q9S5V1Y8Z UPDATE'])
})

test('an app is told only of what it may read and has ticked', async () => {
  await open()
  shop.app.install({ permissions: ['ORDERS_R'] })
  shop.customers.create({ firstName: 'Nora' })
  const order = shop.orders.createFor()
  await shop.app.deliver()
  expect(lines()).toEqual([`O:${order.id} CREATE`])
  shop.app.configure({ events: ['C'] })
  shop.orders.createFor()
  await shop.app.deliver()
  expect(received).toHaveLength(1)
})

test('a message that is not answered with 200 comes again, the same, until it is or until it is given up', async () => {
  await open({ choices: { webhookRetries: 2 } })
  answers = [500, 204]
  shop.customers.create({ firstName: 'Nora' })
  for (let n = 0; n < 5; n++) await shop.app.deliver()
  expect(received).toHaveLength(3)
  expect(new Set(received.map(({ body }) => JSON.stringify(body))).size).toBe(1)
  expect(
    shop.app
      .deliveries()
      .slice(-3)
      .map(({ status, attempt }) => [status, attempt]),
  ).toEqual([
    [500, 1],
    [204, 2],
    [200, 3],
  ])
  answers = [500, 500, 500]
  shop.customers.create({ firstName: 'Ada' })
  for (let n = 0; n < 5; n++) await shop.app.deliver()
  expect(received).toHaveLength(6)
})

test('messages leave by themselves after a while', async () => {
  await open({ choices: { webhookDelay: 1 } })
  shop.customers.create({ firstName: 'Nora' })
  await expect.poll(() => received.length).toBe(1)
})

test('they can be lost, doubled, and put in another order', async () => {
  await open({ choices: { webhookDuplicate: 1, webhookReorder: true } })
  const { id } = shop.customers.create({ firstName: 'Nora' })
  shop.customers.remove(id)
  received = []
  await shop.app.deliver()
  expect([lines(0), lines(1)]).toEqual([
    [`C:${id} DELETE`, `C:${id} CREATE`],
    [`C:${id} DELETE`, `C:${id} CREATE`],
  ])
  await shop.stop()
  await open({ choices: { webhookDrop: 1 } })
  shop.customers.create({ firstName: 'Ada' })
  await shop.app.deliver()
  expect(received).toEqual([])
})

test('a plain address is refused where that was chosen', async () => {
  shop = await openTestShop({ choices: { webhookUrl: 'https-only' } })
  expect(() => shop.app.configure({ webhookUrl: address })).toThrow('HTTPS')
  expect(() => shop.app.configure({ webhookUrl: 'https://localhost/hook' })).toThrow('localhost')
  shop.app.configure({ webhookUrl: 'https://hub.example.com/hook' })
})

test('the app is handled from another process as well', async () => {
  shop = await openTestShop({ choices: { webhookDelay: 3_600_000 } })
  const sim = (method: string, path: string, body?: unknown) =>
    fetch(`${shop.url}/_sim/app${path}`, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
  await sim('PATCH', '', { webhookUrl: address, events: ['C'], permissions: ['CUSTOMERS_R'] })
  await sim('POST', '/verification')
  expect((await sim('PUT', '/verification', { code: 'wrong' })).status).toBe(400)
  expect((await sim('PUT', '/verification', { code: received[0]?.body.verificationCode })).status).toBe(200)
  await sim('POST', '/installs')
  const { id } = shop.customers.create({ firstName: 'Nora' })
  await sim('POST', '/deliver')
  expect(lines(1)).toEqual([`C:${id} CREATE`])
})

test('an app that is installed by signing in is told so', async () => {
  await open()
  shop.app.uninstall()
  await shop.app.deliver()
  received = []
  const back = 'http://127.0.0.1:4000/back'
  shop.app.configure({ redirectUris: [back] })
  const query = new URLSearchParams({ client_id: shop.app.id, redirect_uri: back })
  await fetch(`${shop.url}/oauth/v2/authorize?${query}`, { redirect: 'manual' })
  await shop.app.deliver()
  expect(lines()).toEqual([`A:${shop.app.id} CREATE`])
})

test('an app is told of the hours in which the shop is open', async () => {
  await open()
  const hours = shop.shelf('openingHours')
  const [week] = hours.list()
  hours.update(week?.id ?? '', { name: 'Summer' })
  await shop.app.deliver()
  expect(lines()).toEqual([`SH:${week?.id} UPDATE`])
})
