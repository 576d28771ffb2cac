import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'

/** A request that passes on its way to a vendor: when it comes, and again when the vendor has done it and answered. */
export interface Passing {
  vendor: string
  /** `POST /api/profile-import?…` */
  line: string
  when: 'asked' | 'answered'
}

/** A post before a vendor's door, where every request can be stopped; what is stopped is heard of no more. */
export interface Gatepost {
  url: string
  close(): Promise<void>
}

/** `watch` answers false for what must not pass: a question then never reaches the vendor, an answer never the hub. */
export async function openGatepost(
  vendor: { name: string; url: string },
  watch: (passing: Passing) => boolean,
): Promise<Gatepost> {
  const agent = new Agent({ keepAlive: true })
  // Nobody's connection is closed for having been idle: what is cut here is cut on purpose.
  const server = createServer({ keepAliveTimeout: 600_000 }, (incoming, response) => {
    const line = `${incoming.method} ${incoming.url}`
    const mayPass = (when: Passing['when']) => watch({ vendor: vendor.name, line, when })
    forward(incoming, response, { url: vendor.url, agent, mayPass }).catch(() => response.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The gatepost got no port')
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: () => {
      agent.destroy()
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

async function forward(
  incoming: IncomingMessage,
  response: ServerResponse,
  to: { url: string; agent: Agent; mayPass(when: Passing['when']): boolean },
): Promise<void> {
  const asked = await whole(incoming)
  if (!to.mayPass('asked')) return void response.destroy()
  const { method, headers } = incoming
  const reply = await new Promise<IncomingMessage>((resolve, reject) => {
    const outgoing = request(new URL(incoming.url ?? '/', to.url), { agent: to.agent, method, headers }, resolve)
    outgoing.on('error', reject)
    outgoing.end(asked)
  })
  const answered = await whole(reply)
  if (!to.mayPass('answered')) return void response.destroy()
  response.writeHead(reply.statusCode ?? 500, reply.headers)
  response.end(answered)
}

async function whole(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of message) chunks.push(chunk)
  return Buffer.concat(chunks)
}
