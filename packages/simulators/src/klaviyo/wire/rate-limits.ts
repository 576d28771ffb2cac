import type { Admission, SimRequest } from '../../server/exchange.ts'
import { fixedWindow, type RateLimit } from '../../server/rate-window.ts'
import type { Operation } from '../description/openapi.ts'
import { throttled } from './problem.ts'
import { errorReply } from './reply.ts'

/** How often an operation may be asked: in a second, in a minute, and for a few in a day. */
interface Limits {
  burst: number
  steady: number
  daily: number | undefined
}

/**
 * Fixed windows of one quota, counted per operation. A parameter that makes a request
 * dear has windows of its own, which all operations that know this parameter share.
 */
export function createRateLimits(tick: () => number, newId: () => string) {
  const windows = new Map<string, { steady: number; limits: RateLimit[]; steadyLimit: RateLimit }>()
  const windowsFor = (name: string, { burst, steady, daily }: Limits) => {
    const known = windows.get(name)
    if (known !== undefined) return known
    const steadyLimit = fixedWindow({ limit: steady, ms: 60_000, tick })
    const limits = [fixedWindow({ limit: burst, ms: 1000, tick })]
    if (daily !== undefined) limits.push(fixedWindow({ limit: daily, ms: 86_400_000, tick }))
    const made = { steady, limits, steadyLimit }
    windows.set(name, made)
    return made
  }
  return (operation: Operation, request: SimRequest): Admission => {
    const dear = dearParameters(operation).find(({ parameter, value }) => isUsed(request, parameter, value))
    const name = dear === undefined ? operation.operationId : `${dear.parameter}=${dear.value}`
    const { steady, limits, steadyLimit } = windowsFor(name, dear?.limits ?? usualLimits(operation))
    for (const limit of limits) {
      const { taken, waitMs } = limit.take()
      if (!taken) return { refusal: refusal(waitMs, newId) }
    }
    const { taken, left, waitMs, resetMs } = steadyLimit.take()
    if (!taken) return { refusal: refusal(waitMs, newId) }
    return {
      headers: {
        'RateLimit-Limit': String(steady),
        'RateLimit-Remaining': String(left),
        'RateLimit-Reset': String(Math.ceil(resetMs / 1000)),
      },
    }
  }
}

/** A 429 has `Retry-After` and none of the three others. */
function refusal(waitMs: number, newId: () => string) {
  const seconds = Math.max(1, Math.ceil(waitMs / 1000))
  return errorReply([throttled(seconds)], newId, { 'Retry-After': String(seconds) })
}

function usualLimits({ 'x-klaviyo-ratelimit': { burst, steady, daily } }: Operation): Limits {
  const count = (text: string) => Number.parseInt(text, 10)
  return { burst: count(burst), steady: count(steady), daily: daily === undefined ? undefined : count(daily) }
}

interface DearParameter {
  parameter: string
  value: string
  limits: Limits
}

const dearKnown = new WeakMap<Operation, DearParameter[]>()

/** The conditional limits stand only in the prose of the operation. */
function dearParameters(operation: Operation): DearParameter[] {
  const known = dearKnown.get(operation)
  if (known !== undefined) return known
  const prose =
    /Rate limits when using the `([^=`]+)=([^`]+)` parameter[^<]*<br>Burst: `(\d+)\/s`<br>Steady: `(\d+)\/m`/g
  const found = [...operation.description.matchAll(prose)].map(([, parameter = '', value = '', burst, steady]) => {
    return { parameter, value, limits: { burst: Number(burst), steady: Number(steady), daily: undefined } }
  })
  dearKnown.set(operation, found)
  return found
}

/** The prose says `include=list` where the parameter's value is `lists`. */
function isUsed({ query }: SimRequest, parameter: string, value: string): boolean {
  const used = query.get(parameter)?.split(',') ?? []
  return used.includes(value) || used.includes(`${value}s`)
}
