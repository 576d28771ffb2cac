/** A receiver as its own programmer would write it, by the specification and with nothing of ours. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { z } from 'zod'

const Message = z.object({ type: z.string(), timestamp: z.iso.datetime(), data: z.record(z.string(), z.json()) })

/** A message that came, with whether its signature was good. */
export interface Received {
  id: string
  message: z.output<typeof Message>
  isSigned: boolean
}

/** How the next requests are answered, until it is asked otherwise. */
export type Mood = (reply: ServerResponse, message: Received['message']) => void

export interface Receiver {
  url: string
  /** The one that it checks by. */
  secret: string
  /** All that came, repeats as well, and those that it did not take. */
  received: Received[]
  /** Undefined: it takes what is signed. */
  mood: Mood | undefined
  stop(): Promise<void>
}

const tolerance = 300

export async function startReceiver(secret: string, now: () => Date, port = 0): Promise<Receiver> {
  const server = createServer((request, reply) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const body = Buffer.concat(chunks)
      const isSigned = isGenuine(request.headers, body, receiver.secret, now())
      const message = Message.parse(JSON.parse(body.toString()))
      receiver.received.push({ id: String(request.headers['webhook-id']), message, isSigned })
      if (receiver.mood !== undefined) return receiver.mood(reply, message)
      if (!isSigned) return reply.writeHead(401).end('bad signature')
      if (message.data.emailAddress === 'refused@example.org') return reply.writeHead(422).end('not this one')
      reply.writeHead(200, { 'content-type': 'text/html' }).end('OK')
    })
  })
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done))
  // It listens on TCP, so that its address has a port.
  const address = server.address() as AddressInfo
  const receiver: Receiver = {
    url: `http://127.0.0.1:${address.port}`,
    secret,
    received: [],
    mood: undefined,
    async stop() {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
  return receiver
}

function isGenuine(headers: IncomingHttpHeaders, body: Buffer, secret: string, now: Date): boolean {
  const { 'webhook-id': id, 'webhook-timestamp': sentAt, 'webhook-signature': signatures = '' } = headers
  if (Math.abs(now.getTime() / 1_000 - Number(sentAt)) > tolerance) return false
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64')
  const mine = createHmac('sha256', key).update(`${id}.${sentAt}.`).update(body).digest()
  return String(signatures)
    .split(' ')
    .map((each) => Buffer.from(each.slice('v1,'.length), 'base64'))
    .some((theirs) => theirs.length === mine.length && timingSafeEqual(theirs, mine))
}
