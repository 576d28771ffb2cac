import { type Admission, json, type SimReply, type SimRequest } from '../server/exchange.ts'
import { type RateLimit, tokenBucket } from '../server/rate-window.ts'
import { tooManyRequests } from './ecommerce/problem.ts'

/** The limits on one token, and on all tokens of one app together; each with the header that names it. */
const scopes = {
  token: { perSecond: 16, inFlight: 5, rate: 'x-ratelimit-tokenlimit', concurrent: 'x-ratelimit-tokenconcurrentlimit' },
  app: {
    perSecond: 50,
    inFlight: 10,
    rate: 'x-ratelimit-crosstokenlimit',
    concurrent: 'x-ratelimit-crosstokenconcurrentlimit',
  },
} as const

interface Gate {
  scope: keyof typeof scopes
  rate: RateLimit
  open: number
  /** Until then everything is refused, because too many requests were in flight. */
  closedUntil: number
  waitSeconds: number
}

/** New requests a second and requests in flight, for each token and each app. API tokens belong to no app. */
export function rateGate(options: {
  tick: () => number
  concurrencyWait: number
  appOf: (token: string) => string | undefined
}): (request: SimRequest) => Admission {
  const { tick, concurrencyWait, appOf } = options
  const gates = new Map<string, Gate>()
  const gateOf = (scope: keyof typeof scopes, name: string) => {
    const { perSecond } = scopes[scope]
    const gate = gates.get(`${scope} ${name}`) ?? {
      scope,
      rate: tokenBucket({ size: perSecond, perSecond, tick }),
      open: 0,
      closedUntil: 0,
      waitSeconds: concurrencyWait,
    }
    gates.set(`${scope} ${name}`, gate)
    return gate
  }
  return (request) => {
    // Sign-ins carry no token.
    if (request.path.startsWith('/oauth/')) return {}
    const token = request.headers.authorization ?? String(request.headers.apikey ?? '')
    const app = appOf(token.replace(/^Bearer /, ''))
    const passed = [gateOf('token', token), ...(app === undefined ? [] : [gateOf('app', app)])]
    for (const gate of passed) {
      const breach = breachOf(gate, tick(), concurrencyWait)
      if (breach !== undefined) return { refusal: tooMany(request, breach) }
    }
    for (const gate of passed) gate.open += 1
    return {
      release: () => {
        for (const gate of passed) gate.open -= 1
      },
    }
  }
}

/** The headers of a refusal. Only the limits on requests in flight say how long to wait. */
function breachOf(gate: Gate, at: number, concurrencyWait: number): Record<string, string> | undefined {
  const { perSecond, inFlight, rate, concurrent } = scopes[gate.scope]
  const early = at < gate.closedUntil
  if (early || gate.open >= inFlight) {
    // Whoever calls before the time is up waits longer.
    gate.waitSeconds = early ? Math.min(gate.waitSeconds * 2, 60) : concurrencyWait
    gate.closedUntil = at + gate.waitSeconds * 1000
    return { [concurrent]: String(inFlight), 'retry-after': String(Math.ceil(gate.waitSeconds)) }
  }
  return gate.rate.take().taken ? undefined : { [rate]: String(perSecond) }
}

/** The body is not documented for the platform; the Ecommerce API has a code for it. */
function tooMany({ path }: SimRequest, headers: Record<string, string>): SimReply {
  return path.startsWith('/v1/') ? tooManyRequests(headers) : json(429, { message: '429 Too Many Requests' }, headers)
}
