const shortest = 1_000
const longest = 24 * 3_600_000

/** Milliseconds to wait by a Retry-After header, as seconds or as an HTTP date, between 1 s and 24 h. */
export function retryAfter(header: string | undefined, now: Date, date: string | undefined): number | undefined {
  if (header === undefined) return undefined
  const text = header.trim()
  if (/^\d+(\.\d+)?$/.test(text)) return clamp(Number(text) * 1000)
  if (!/^[A-Za-z]{3,9},? /.test(text)) return undefined
  const until = instantOf(text)
  if (Number.isNaN(until)) return undefined
  // The vendor's instant is measured against the vendor's own clock, where it tells it: ours may be wrong.
  const vendorNow = date === undefined ? Number.NaN : instantOf(date)
  return clamp(until - (Number.isNaN(vendorNow) ? now.getTime() : vendorNow))
}

/** Old servers write the form of C's asctime, which names no zone and means Greenwich (RFC 9110, 5.6.7). */
const instantOf = (text: string) => Date.parse(/ \d{4}$/.test(text) ? `${text} GMT` : text)

const clamp = (ms: number) => Math.min(longest, Math.max(shortest, Math.ceil(ms)))
