import type { Http, HttpProfile, Limit } from '@trefoil/sdk'
import { Agent, type Dispatcher } from 'undici'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import { type Breaker, openBreaker } from './breaker.ts'
import { type Gate, openGate } from './gate.ts'
import { type Lane, openLane } from './lane.ts'
import { openHttp } from './open-http.ts'
import { type AddressRules, publicLookup } from './typed-address.ts'

/** The one way out to vendors: it keeps limits, time-outs, retries and redaction for all connectors alike. */
export interface Gateway {
  open(connection: OpenConnection): Http
  /** So many processes share what a vendor allows a whole app; each takes its part. */
  shareApps(processes: number): void
  /** Cuts what is still under way. Safe to call twice. */
  close(): Promise<void>
}

export interface OpenConnection {
  connectorId: string
  /** Null: an account that is only tried. Its limits and its health are forgotten with the session. */
  connectionId: string | null
  limits: Limit[]
  profile: HttpProfile
  /** Ends every call and every wait of this session, with the signal's reason. */
  signal: AbortSignal
  /** From then on no call begins, for the signal's reason; those under way end by themselves. Absent: never. */
  closing?: AbortSignal | undefined
}

export interface GatewayOptions {
  clock: Clock
  log: Log
  /** Connector id → address, where the operator sends it elsewhere than to the vendor's own. */
  endpoints: Record<string, string>
  /** What of the operator's own network people may type as an address. */
  typed?: AddressRules
  /** Stands before the sockets. A test sends single requests astray here. */
  compose?: Dispatcher.DispatcherComposeInterceptor
  /** For traces and figures: one line for each request that went out. */
  onCall?: (line: CallLine) => void
  bounds?: Partial<Bounds>
}

/** How long and how large a call may become. */
export interface Bounds {
  /** Milliseconds for one attempt, where the call does not say otherwise. */
  timeout: number
  /** Bytes of one reply. */
  largestReply: number
  /** The same, of an address that a person typed. */
  largestTypedReply: number
  /** Attempts of a call that may be repeated. */
  attempts: number
  /** Milliseconds that one call may spend waiting because the vendor told it to. */
  patience: number
}

export interface CallLine {
  connectorId: string
  connectionId: string
  method: string
  /** Without the values of the query. */
  path: string
  /** 0: no answer. */
  status: number
  ms: number
  /** Spent before, waiting for a turn within the limits. */
  waitedMs: number
}

const ordinaryBounds: Bounds = {
  timeout: 15_000,
  largestReply: 64 * 2 ** 20,
  largestTypedReply: 64 * 2 ** 10,
  attempts: 3,
  patience: 60_000,
}

export function createGateway(options: GatewayOptions): Gateway {
  const { clock, log, endpoints, typed = {} } = options
  const agentWith = (connect: object): Dispatcher => {
    const agent = new Agent({
      connections: 128,
      pipelining: 1, // a call behind a slow one on the same socket would arrive outside of its window
      allowH2: false,
      keepAliveTimeout: 20_000,
      connect: { timeout: 10_000, ...connect },
    })
    return options.compose === undefined ? agent : agent.compose(options.compose)
  }
  const agent = agentWith({})
  const guardedAgent = agentWith({ lookup: publicLookup(typed) })
  const gates = new Map<string, Gate>()
  const lanes = new Map<string, Lane>()
  const breakers = new Map<string, Breaker>()
  let processes = 1
  let closed: Promise<void> | undefined

  return {
    open(connection) {
      const { connectorId, connectionId } = connection
      const account = `${connectorId}\n${connectionId}`
      const endpoint = endpoints[connectorId]
      const isTyped = connection.profile.isTyped === true && endpoint === undefined
      const bounds = { ...ordinaryBounds, ...options.bounds }
      // Limits and breakers outlive a session: the next one must not begin with a fresh budget.
      const kept = <T>(map: Map<string, T>, key: string, open: () => T): T =>
        connectionId === null && !key.startsWith(sharedByApp) ? open() : entry(map, key, open)
      return openHttp({
        ...connection,
        connectionId: connectionId ?? 'trial',
        clock,
        log,
        agent: isTyped ? guardedAgent : agent,
        endpoint,
        typed: isTyped ? typed : undefined,
        gates: connection.limits.map((limit) => {
          const { bucket, per, size, refillPerSecond, concurrent } = limit
          const whose = per === 'app' ? `${sharedByApp}${connectorId}` : account
          return kept(gates, [whose, bucket, size, refillPerSecond, concurrent].join('\n'), () => {
            const gate = openGate(limit, clock)
            if (per === 'app') gate.share(processes)
            return gate
          })
        }),
        lane: kept(lanes, account, () => openLane(clock)),
        breaker: kept(breakers, account, () => openBreaker(clock)),
        bounds: isTyped ? { ...bounds, largestReply: bounds.largestTypedReply } : bounds,
        onCall: options.onCall,
      })
    },
    shareApps(count) {
      processes = count
      for (const [key, gate] of gates) if (key.startsWith(sharedByApp)) gate.share(count)
    },
    close() {
      closed ??= (async () => {
        for (const gate of gates.values()) gate.stop()
        await Promise.all([agent.destroy(), guardedAgent.destroy()])
      })()
      return closed
    },
  }
}

const sharedByApp = 'app\n'

function entry<T>(map: Map<string, T>, key: string, open: () => T): T {
  const known = map.get(key)
  if (known !== undefined) return known
  const opened = open()
  map.set(key, opened)
  return opened
}
