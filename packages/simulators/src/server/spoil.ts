import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import type { SimReply } from './exchange.ts'
import type { Fault } from './faults.ts'

/** These strike before the request is handled: nothing happens. */
export function strikesFirst(fault: Fault): boolean {
  return fault.kind === 'status' || fault.kind === 'html' || fault.kind === 'hang' || fault.kind === 'reset'
}

/** What is answered to a request that was never handled; undefined: nothing. */
export function instead(fault: Fault): SimReply | undefined {
  if (fault.kind === 'status') return something(fault, 500)
  if (fault.kind !== 'html') return undefined
  const page = '<!doctype html><html><head><title>Unavailable</title></head><body><h1>Unavailable</h1></body></html>'
  return {
    status: fault.status ?? 503,
    headers: { 'content-type': 'text/html', ...fault.headers },
    body: fault.body ?? page,
  }
}

/** What becomes of the reply to a request that was handled. */
export async function spoil(
  fault: Fault,
  of: { incoming: IncomingMessage; response: ServerResponse; reply: SimReply; stopping: AbortSignal },
): Promise<void> {
  const { incoming, response, reply, stopping } = of
  switch (fault.kind) {
    case 'reset-after-commit':
      incoming.socket.resetAndDestroy()
      return
    case 'slow':
      await wait(fault.delay ?? 2000, undefined, { signal: stopping })
      return send(response, reply)
    case 'drip':
      return drip(response, reply, fault.delay ?? 1000, stopping)
    case 'instead':
      return send(response, something(fault, 200))
    case 'empty':
      return send(response, { ...reply, body: '' })
    case 'half':
      return send(response, { ...reply, body: halfOf(reply) })
    default:
      return truncate(incoming, response, reply)
  }
}

export function send(response: ServerResponse, reply: SimReply): void {
  const body = bytesOf(reply)
  const length = reply.status === 204 ? {} : { 'content-length': String(body.length) }
  response.writeHead(reply.status, { ...reply.headers, ...length })
  response.end(body)
}

function something(fault: Fault, usual: number): SimReply {
  const type = { 'content-type': 'application/json; charset=utf-8' }
  return { status: fault.status ?? usual, headers: { ...type, ...fault.headers }, body: fault.body ?? '' }
}

const bytesOf = ({ body = '' }: SimReply) => (typeof body === 'string' ? Buffer.from(body) : body)

const halfOf = (reply: SimReply) => bytesOf(reply).subarray(0, Math.floor(bytesOf(reply).length / 2))

/** Promises the whole body, sends half of it, and hangs up. */
function truncate(incoming: IncomingMessage, response: ServerResponse, reply: SimReply): void {
  const body = bytesOf(reply)
  response.writeHead(reply.status, { ...reply.headers, 'content-length': String(Math.max(body.length, 2)) })
  response.write(halfOf(reply), () => incoming.socket.destroy())
}

/** Goes on until the body is sent, the client gives up, or the simulator stops. */
async function drip(response: ServerResponse, reply: SimReply, pause: number, stopping: AbortSignal): Promise<void> {
  const gone = new AbortController()
  response.once('close', () => gone.abort())
  const signal = AbortSignal.any([stopping, gone.signal])
  const body = bytesOf(reply)
  response.writeHead(reply.status, { ...reply.headers, 'content-length': String(body.length) })
  for (let at = 0; at < body.length; at += 1) {
    response.write(body.subarray(at, at + 1))
    await wait(pause, undefined, { signal })
  }
  response.end()
}
