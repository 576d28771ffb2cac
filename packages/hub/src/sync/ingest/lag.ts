import type { Source } from '@trefoil/sdk'
import type { Entry } from './source-page.ts'

/**
 * How long ago the oldest news of a page happened at the vendor, in seconds. A record that tells no time of change, or
 * one before `since`, when all was known, changed after that. Null: the page has no news, or nobody knows since when.
 */
export function lagOf(
  source: Pick<Source, 'version'>,
  entries: readonly Entry[],
  since: Date | undefined,
  now: Date,
): number | null {
  if (since === undefined) return null
  // Looked at for another mapping, a record says what it said before.
  const news = entries.filter(({ link, hash }) => link === undefined || link.source_hash !== hash)
  if (news.length === 0) return null
  const times = news.map(({ source: record }) => Math.max(changedAt(source, record)?.getTime() ?? 0, since.getTime()))
  return Math.max(0, Math.round((now.getTime() - Math.min(...times)) / 1_000))
}

/** The time of change that a record tells; null: its mark is none, or is no time. */
export function changedAt(source: Pick<Source, 'version'>, record: unknown): Date | null {
  const mark = source.version(record)
  return /^\d{4}-\d\d-\d\dT/.test(mark) && !Number.isNaN(Date.parse(mark)) ? new Date(mark) : null
}
