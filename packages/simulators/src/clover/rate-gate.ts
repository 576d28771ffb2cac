import { type Admission, json, type SimReply, type SimRequest } from '../server/exchange.ts'
import { type RateLimit, tokenBucket } from '../server/rate-window.ts'

const perSecond = 16
const inFlight = 5

interface Gate {
  rate: RateLimit
  open: number
  /** Until then everything is refused, because too many requests were in flight. */
  closedUntil: number
  waitSeconds: number
}

/**
 * 16 new requests a second and 5 in flight for each token. The limits across all tokens of an app (50 and 10)
 * cannot be reached: a simulator has one token.
 */
export function rateGate(options: { tick: () => number; concurrencyWait: number }): (request: SimRequest) => Admission {
  const { tick, concurrencyWait } = options
  const gates = new Map<string, Gate>()
  return (request) => {
    const token = request.headers.authorization ?? ''
    const gate = gates.get(token) ?? {
      rate: tokenBucket({ size: perSecond, perSecond, tick }),
      open: 0,
      closedUntil: 0,
      waitSeconds: concurrencyWait,
    }
    gates.set(token, gate)
    const at = tick()
    const early = at < gate.closedUntil
    if (early || gate.open >= inFlight) {
      // Whoever calls before the time is up waits longer.
      gate.waitSeconds = early ? Math.min(gate.waitSeconds * 2, 60) : concurrencyWait
      gate.closedUntil = at + gate.waitSeconds * 1000
      return {
        refusal: tooMany({
          'x-ratelimit-tokenconcurrentlimit': String(inFlight),
          'retry-after': String(Math.ceil(gate.waitSeconds)),
        }),
      }
    }
    if (!gate.rate.take().taken) return { refusal: tooMany({ 'x-ratelimit-tokenlimit': String(perSecond) }) }
    gate.open += 1
    return {
      release: () => {
        gate.open -= 1
      },
    }
  }
}

/** The body is not documented. */
function tooMany(headers: Record<string, string>): SimReply {
  return json(429, { message: '429 Too Many Requests' }, headers)
}
