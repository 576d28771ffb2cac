import { monotonic, wallClock } from './clock.ts'
import { type DeskPart, deskRoutes } from './desk.ts'
import { createEffectLog, type Effect, type EffectLog } from './effects.ts'
import { type Admission, type Handler, json, parsedBody, type SimReply, type SimRequest } from './exchange.ts'
import { createFaultPlan, type FaultPlan, faultFrom } from './faults.ts'
import { listen } from './http-server.ts'
import { createRequestLog, type RequestLine } from './request-log.ts'
import { createRouter, type Routes } from './router.ts'

/** What every simulator can be told. */
export interface SimulatorOptions {
  /** 0, the default, takes a free one. */
  port?: number
  /** The same seed gives the same shop. */
  seed?: number
  now?: () => Date
  /** Growing milliseconds by which rate limits are measured; apart from `now`, so that a test may freeze the one. */
  tick?: () => number
  /** Keep the vendor's rate limits; default true. */
  limits?: boolean
  /** Milliseconds that every reply takes; default 0. */
  latency?: number
}

/** A simulator that listens. */
export interface Running {
  url: string
  stop(): Promise<void>
  effects(): Effect[]
  faults: FaultPlan
  requests(): RequestLine[]
}

/** What a vendor is given to build on. */
export interface Ground {
  seed: number
  now: () => Date
  tick: () => number
  effects: EffectLog
}

/** What a vendor adds to the ground. */
export interface Vendor {
  handle: Handler
  /** Leave out to have no rate limits. */
  admit?: (request: SimRequest) => Admission
  /** Credentials and counts, for `GET /_sim`. */
  about(): Record<string, unknown>
  /** More routes for the back door; patterns like `PATCH /_sim/customers/:id`. */
  backDoor: Routes<BackDoor>
  /** What a person can look at and break on the page besides requests and faults. */
  desk?: DeskPart
  /** What it has under way besides requests ends before the server does. */
  stop?(): Promise<void>
}

export type BackDoor = (request: SimRequest, params: Record<string, string>) => SimReply | Promise<SimReply>

/** Starts a vendor: its API, and under `/_sim` the back door through which tests and people look behind the counter. */
export async function startSimulator<V extends Vendor>(
  options: SimulatorOptions,
  build: (ground: Ground) => V,
): Promise<Running & { vendor: V }> {
  const now = options.now ?? wallClock
  const effects = createEffectLog(now)
  const faults = createFaultPlan()
  const requests = createRequestLog(now)
  const vendor = build({ seed: options.seed ?? 1, now, tick: options.tick ?? monotonic, effects })
  const find = createRouter<BackDoor>({
    'GET /_sim': () => json(200, { url: server.url, ...vendor.about(), effects: effects.after(0).length }),
    'GET /_sim/effects': ({ query }) => json(200, effects.after(Number(query.get('after') ?? 0))),
    'GET /_sim/requests': ({ query }) => {
      const after = Number(query.get('after') ?? 0)
      return json(
        200,
        requests.lines().filter(({ n }) => n > after),
      )
    },
    'GET /_sim/faults': () => json(200, faults.pending()),
    'POST /_sim/faults': (request) => {
      const posted = parsedBody(request)
      for (const fault of (Array.isArray(posted) ? posted : [posted]).map(faultFrom)) faults.add(fault)
      return json(200, faults.pending())
    },
    'DELETE /_sim/faults': () => {
      faults.clear()
      return json(200, [])
    },
    ...deskRoutes({ about: vendor.about, requests: requests.lines, faults, part: vendor.desk }),
    ...vendor.backDoor,
  })
  const server = await listen({
    port: options.port ?? 0,
    latency: options.latency ?? 0,
    faults,
    requests,
    admit: options.limits === false ? undefined : vendor.admit,
    handle: vendor.handle,
    backDoor: (request) => {
      const found = find(request.method, request.path)
      if (found.kind === 'handler') return found.handler(request, found.params)
      return json(404, { message: `nothing at ${request.method} ${request.path}` })
    },
  })
  const stop = async () => {
    await vendor.stop?.()
    await server.stop()
  }
  return { ...server, stop, effects: () => effects.after(0), faults, requests: requests.lines, vendor }
}
