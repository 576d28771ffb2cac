import type { NewOutcome } from '../../store/run-outcome.ts'

/** One difference, as an outcome of the run that found it. */
export function drift(
  of: { recordId: number | null; externalId: string | null },
  what: { outcome?: 'error' | 'held' | 'filtered'; code: string; reason: string; facts?: NewOutcome['facts'] },
): NewOutcome {
  const { outcome = 'error', code, reason, facts = null } = what
  return { outcome, record_id: of.recordId, external_id: of.externalId, code, reason, facts }
}
