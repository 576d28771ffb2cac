import type { HttpReply, Limit } from '@trefoil/sdk'

// Klaviyo counts each endpoint by itself, in two fixed windows at once: a second and a minute.
// https://developers.klaviyo.com/en/docs/rate_limits_and_error_handling; the figures are those of the specification.
const XS = { burst: 1, steady: 15 }
const M = { burst: 10, steady: 150 }
const L = { burst: 75, steady: 750 }
const XL = { burst: 350, steady: 3500 }

const classes = {
  'accounts.read': XS,
  'profiles.read': L,
  'profiles.update': L,
  'profiles.import': L,
  'jobs.create': M,
  'jobs.read': M,
  'jobs.errors': M,
  'jobs.profiles': M,
  'lists.read': L,
  'lists.add': M,
  'lists.remove': M,
  'consent.subscribe': L,
  'consent.unsubscribe': L,
  'events.create': XL,
  'events.bulk': M,
} as const

export type Call = keyof typeof classes

const buckets = Object.entries(classes).flatMap(([call, { burst, steady }]) => [
  { call, bucket: `${call}.burst`, size: burst, refillPerSecond: burst },
  { call, bucket: `${call}.steady`, size: steady, refillPerSecond: steady / 60 },
])

export const limits: Limit[] = buckets.map(({ bucket, size, refillPerSecond }) => ({
  bucket,
  per: 'connection',
  size,
  refillPerSecond,
}))

const drawsByCall = new Map(
  Object.keys(classes).map((call) => [
    call,
    Object.fromEntries(buckets.map((bucket) => [bucket.bucket, bucket.call === call ? 1 : 0])),
  ]),
)

/**
 * Klaviyo says with each answer how much of the minute is left for this endpoint, whoever drew from it: another program
 * with a key of the same account, or this hub before it was started anew.
 */
export function level({ headers }: HttpReply, drawn: readonly string[]): Record<string, number> {
  const left = headers['ratelimit-remaining']
  if (left === undefined || !/^\d+$/.test(left)) return {}
  return Object.fromEntries(
    drawn.filter((bucket) => bucket.endsWith('.steady')).map((bucket) => [bucket, Number(left)]),
  )
}

/** A bucket that a call does not name would be drawn from, so each call names them all. */
export function draws(call: Call): Record<string, number> {
  return drawsByCall.get(call) ?? {}
}
