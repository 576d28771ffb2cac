import { causeOfFault, fieldOf, type Trouble } from '../trouble.ts'
import type { Judged } from './fault-judge.ts'
import type { Ending } from './sending.ts'

/** Passing trouble is an issue once a delivery has failed this often: vendors stumble every day. */
const worthAnIssue = 3

/** Which deliveries of a round did not arrive, and why. */
export function troublesOfRound(endings: readonly Ending[], judged: Judged): Trouble[] {
  const troubles: Trouble[] = []
  const byRecord = new Map(endings.map((ending) => [ending.delivery.record_id, ending.delivery]))
  const met = (
    recordId: number,
    what: Pick<Trouble, 'standing' | 'attempts' | 'code' | 'field' | 'reason' | 'facts'>,
  ) => {
    const delivery = byRecord.get(recordId)
    troubles.push({
      ...what,
      subject: String(recordId),
      recordId,
      externalId: delivery?.external_id ?? null,
      runId: delivery?.run_id ?? null,
    })
  }
  for (const ending of endings) {
    if (ending.outcome !== 'error') continue
    const { code, message, field, facts = null } = ending.reason
    const what = {
      standing: 'error' as const,
      attempts: null,
      code,
      reason: message,
      facts,
      field: fieldOf(facts, field),
    }
    met(ending.delivery.record_id, what)
  }
  for (const { delivery, outcome, fault } of judged.ended) {
    met(delivery.record_id, { standing: outcome, attempts: null, ...causeOfFault(fault) })
  }
  for (const { record_id, attempts, fault } of judged.retry) {
    if (attempts < worthAnIssue) continue
    met(record_id, { standing: 'retrying', attempts, ...causeOfFault(fault) })
  }
  return troubles
}

/** The records of a round that owe the destination nothing any more. */
export function* passedOfRound(endings: readonly Ending[]): Generator<string> {
  for (const { outcome, delivery } of endings) {
    if (outcome !== 'fault' && outcome !== 'accepted' && outcome !== 'error') yield String(delivery.record_id)
  }
}
