import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import type { Admission, Handler, SimReply, SimRequest } from './exchange.ts'
import type { FaultDraw } from './faults.ts'
import type { RequestLog } from './request-log.ts'
import { instead, send, spoil, strikesFirst } from './spoil.ts'

/** What a server of pretend replies is made of. */
export interface ServerParts {
  port: number
  /** Milliseconds that every reply takes. */
  latency: number
  faults: FaultDraw
  requests: RequestLog
  /** The rate limit; without it everything is admitted. */
  admit?: ((request: SimRequest) => Admission) | undefined
  /** The vendor's API. */
  handle: Handler
  /** The back door under `/_sim`: no limits, no faults, not logged. */
  backDoor: Handler
}

/** Listens on loopback only. `stop` is safe to call twice, and leaves no connection and no timer behind. */
export async function listen(parts: ServerParts): Promise<{ url: string; stop(): Promise<void> }> {
  const stopping = new AbortController()
  // A connection that is closed just when its owner asks again would be a fault that nobody told the simulator to make.
  const server = createServer({ keepAliveTimeout: 600_000 }, (incoming, response) => {
    answer(parts, incoming, response, stopping.signal).catch(() => response.destroy())
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(parts.port, '127.0.0.1', resolve)
  })
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : parts.port
  let stopped: Promise<void> | undefined
  const stop = () => {
    stopping.abort()
    const closed = new Promise<void>((resolve) => server.close(() => resolve()))
    server.closeAllConnections()
    return closed
  }
  return {
    url: `http://127.0.0.1:${port}`,
    stop: () => {
      stopped ??= stop()
      return stopped
    },
  }
}

async function answer(parts: ServerParts, incoming: IncomingMessage, response: ServerResponse, stopping: AbortSignal) {
  const request = await read(incoming)
  if (request.path === '/_sim' || request.path.startsWith('/_sim/')) {
    return send(response, await backDoorReply(parts.backDoor, request))
  }
  const { method } = request
  const path = request.path + request.search
  const admission = parts.admit?.(request) ?? {}
  if (admission.release !== undefined) response.once('close', admission.release)
  if (parts.latency > 0) await wait(parts.latency, undefined, { signal: stopping })
  if (admission.refusal !== undefined) {
    parts.requests.record({ method, path, status: admission.refusal.status })
    return send(response, admission.refusal)
  }
  const fault = parts.faults.draw(method, path)
  if (fault !== undefined && strikesFirst(fault)) {
    const reply = instead(fault)
    parts.requests.record({ method, path, status: reply?.status ?? 0, fault: fault.kind })
    if (reply !== undefined) return send(response, reply)
    // A hanging request stays open until the client gives up or the simulator stops.
    if (fault.kind === 'reset') incoming.socket.resetAndDestroy()
    return
  }
  const handled = await orFailure(parts.handle, request)
  const reply = { ...handled, headers: { ...handled.headers, ...admission.headers } }
  if (fault === undefined) {
    parts.requests.record({ method, path, status: reply.status })
    return send(response, reply)
  }
  const lost = fault.kind === 'reset-after-commit'
  parts.requests.record({ method, path, status: lost ? 0 : reply.status, fault: fault.kind })
  await spoil(fault, { incoming, response, reply, stopping })
}

async function read(incoming: IncomingMessage): Promise<SimRequest> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk)
  const url = incoming.url ?? '/'
  const mark = url.indexOf('?')
  const search = mark < 0 ? '' : url.slice(mark)
  return {
    method: incoming.method ?? 'GET',
    path: mark < 0 ? url : url.slice(0, mark),
    search,
    query: new URLSearchParams(search),
    headers: incoming.headers,
    body: Buffer.concat(chunks).toString('utf8'),
  }
}

/** A slip in a test's own call shows itself as a 400 with the reason, not as a dropped connection. */
async function backDoorReply(backDoor: Handler, request: SimRequest): Promise<SimReply> {
  try {
    return await backDoor(request)
  } catch (error) {
    return { status: 400, headers: { 'content-type': 'text/plain' }, body: String(error) }
  }
}

/** Nor is a slip of ours taken for the vendor's silence. */
async function orFailure(handle: Handler, request: SimRequest): Promise<SimReply> {
  try {
    return await handle(request)
  } catch (error) {
    const reason = error instanceof Error ? error.stack : String(error)
    const body = `The simulator itself failed at ${request.method} ${request.path}: ${reason}`
    return { status: 500, headers: { 'content-type': 'text/plain' }, body }
  }
}
