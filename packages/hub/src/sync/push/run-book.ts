import type { DueDelivery } from '../../store/delivery.ts'
import type { Counts, OutcomeName } from '../../store/run.ts'
import type { NewOutcome } from '../../store/run-outcome.ts'
import { noCounts } from '../plan.ts'
import type { Judged } from './fault-judge.ts'
import type { Ending } from './sending.ts'

/** What one run is told about a round: how many ended how, and why where that needs words. */
export interface RunBook {
  counts: Counts
  outcomes: NewOutcome[]
}

/** The books of every run that a round's deliveries belong to. What is tried again is not counted yet. */
export function keepBooks(endings: Ending[], judged: Judged): Map<number, RunBook> {
  const books = new Map<number, RunBook>()
  const count = (delivery: DueDelivery, outcome: OutcomeName, words?: { code: string; reason: string }) => {
    if (delivery.run_id === null) return
    const book = books.get(delivery.run_id) ?? { counts: noCounts(), outcomes: [] }
    books.set(delivery.run_id, book)
    book.counts[outcome] += 1
    if (words === undefined) return
    book.outcomes.push({
      outcome,
      record_id: delivery.record_id,
      external_id: delivery.external_id,
      facts: null,
      ...words,
    })
  }
  for (const ending of endings) {
    switch (ending.outcome) {
      case 'created':
      case 'updated':
      case 'linked': {
        const words = ending.warnings.length === 0 ? undefined : { code: 'WARNING', reason: ending.warnings.join('; ') }
        count(ending.delivery, ending.outcome, words)
        break
      }
      case 'unchanged':
        count(ending.delivery, 'unchanged')
        break
      case 'filtered':
      case 'error':
        count(ending.delivery, ending.outcome, { code: ending.reason.code, reason: ending.reason.message })
        break
    }
  }
  for (const { delivery, outcome, fault } of judged.ended) {
    count(delivery, outcome, { code: fault.code, reason: fault.message })
  }
  return books
}
