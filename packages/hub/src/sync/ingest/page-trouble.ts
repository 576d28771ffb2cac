import type { JsonObject, Source } from '@trefoil/sdk'
import { isStorableId } from '../../db/storable.ts'
import type { NewOutcome } from '../../store/run-outcome.ts'
import { fieldOf, type Trouble } from '../trouble.ts'

/** Which records of a page did not come in, and why. A child that failed beside its parent counts as well. */
export function troublesOfPage(outcomes: readonly NewOutcome[], runId: number): Trouble[] {
  return outcomes.flatMap(({ outcome, code, reason, facts, record_id, external_id }) => {
    const standing = outcome === 'held' ? 'held' : 'error'
    if (outcome !== 'error' && outcome !== 'held' && facts?.childOutcome !== 'error') return []
    return [
      {
        ...{ standing, code, reason, facts, runId },
        field: fieldOf(facts),
        // Records without an id cannot be told apart: one member stands for all of them.
        subject: external_id ?? '',
        recordId: record_id,
        externalId: external_id,
        attempts: null,
      },
    ]
  })
}

/** Every record that the page spoke of by an id that can be stored; one that is gone will not arrive, and that is over as well. */
export function* keysOfPage(
  source: Source,
  records: readonly JsonObject[],
  gone: readonly string[],
): Generator<string> {
  for (const record of records) {
    const key = source.key(record)
    if (isStorableId(key)) yield key
  }
  yield* gone
}
