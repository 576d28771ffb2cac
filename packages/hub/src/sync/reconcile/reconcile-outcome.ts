import type { Json } from '@trefoil/sdk'
import type { NewOutcome } from '../../store/run-outcome.ts'

/** One difference, as an outcome of the run that found it. */
export function drift(
  of: { recordId: number | null; externalId: string | null },
  what: { outcome?: 'error' | 'held' | 'filtered'; code: string; reason: string; facts?: NewOutcome['facts'] },
): NewOutcome {
  const { outcome = 'error', code, reason, facts = null } = what
  return { outcome, record_id: of.recordId, external_id: of.externalId, code, reason, facts }
}

/** A field of a page's cursor. */
export function partOf(cursor: Json, name: string): Json | undefined {
  const isPlace = typeof cursor === 'object' && cursor !== null && !Array.isArray(cursor)
  return isPlace ? cursor[name] : undefined
}
