/** Calls to an address that a person typed, through the whole gateway. */
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Fault } from '@trefoil/sdk'
import { expect, onTestFinished, test } from 'vitest'
import { systemClock } from '../clock.ts'
import { openLog } from '../log.ts'
import { type Bounds, createGateway } from './gateway.ts'
import type { AddressRules } from './typed-address.ts'

async function receiver(answer: RequestListener): Promise<number> {
  const server = createServer(answer)
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  onTestFinished(async () => {
    server.closeAllConnections()
    await new Promise((done) => server.close(done))
  })
  // It listens on TCP, so that its address has a port.
  const { port } = server.address() as AddressInfo
  return port
}

function open(baseUrl: string, typed: AddressRules, bounds: Partial<Bounds> = {}) {
  const gateway = createGateway({ clock: systemClock, log: openLog({ level: 'silent' }), endpoints: {}, typed, bounds })
  onTestFinished(() => gateway.close())
  return gateway.open({
    connectorId: 'webhook',
    connectionId: '1',
    limits: [],
    profile: { baseUrl, headers: {}, isTyped: true },
    signal: new AbortController().signal,
  })
}

const faultOf = (call: Promise<unknown>) =>
  call.then(
    () => new Error('The call went through'),
    (error: unknown) => error,
  )

test('a name that leads into the network of the hub is found out as it is connected to, and nothing is sent', async () => {
  const asked: string[] = []
  const http = open('https://rebinding.example', {
    resolve: async (host) => {
      asked.push(host)
      return ['93.184.215.14', '127.0.0.1']
    },
  })
  const fault = await faultOf(http.post('/hook', {}, { repeatable: true }))
  expect(fault).toBeInstanceOf(Fault)
  expect(fault).toMatchObject({ kind: 'credentials', details: { code: 'ADDRESS_REFUSED' } })
  expect(asked).toEqual(['rebinding.example'])
})

test('the client connects to the address that was judged, and does not ask for the name again', async () => {
  const port = await receiver((request, reply) => reply.end(request.headers.host))
  const answers = ['127.0.0.1', '127.0.0.99']
  const http = open(`http://receiver.lan:${port}`, {
    allowHosts: ['receiver.lan'],
    resolve: async () => answers.splice(0, 1),
  })
  const { text } = await http.post('/hook', {}, { anyBody: true })
  expect([text, answers]).toEqual([`receiver.lan:${port}`, ['127.0.0.99']])
})

test('an answer longer than 64 KB is not heard to its end', async () => {
  const port = await receiver((_request, reply) => {
    reply.writeHead(200)
    const more = () => reply.write('x'.repeat(16 * 1_024), () => reply.destroyed || setImmediate(more))
    more()
  })
  const http = open(`http://127.0.0.1:${port}`, { allowHosts: ['127.0.0.1'] })
  expect(await faultOf(http.post('/hook', {}, { anyBody: true }))).toMatchObject({
    kind: 'protocol',
    details: { code: 'REPLY_TOO_LARGE' },
  })
})

test('an answer that drips is given up', async () => {
  const port = await receiver((_request, reply) => {
    reply.writeHead(200)
    const drip = setInterval(() => reply.write(' '), 10)
    reply.on('close', () => clearInterval(drip))
  })
  const http = open(`http://127.0.0.1:${port}`, { allowHosts: ['127.0.0.1'] }, { timeout: 150, attempts: 1 })
  expect(await faultOf(http.post('/hook', {}, { anyBody: true, repeatable: true }))).toMatchObject({
    kind: 'unavailable',
    details: { code: 'TIMED_OUT' },
  })
})
