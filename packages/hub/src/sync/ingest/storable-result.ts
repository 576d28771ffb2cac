import type { MapResult, Reason } from '@trefoil/mapping'
import type { JsonObject, Source } from '@trefoil/sdk'
import { findUnstorable, mayHold, storable, troubleOfId, type Unstorable } from '../../db/storable.ts'

/**
 * What a mapping made, fit for the tables whatever the vendor wrote and the formulas cut: a record with a text that no
 * table takes is in error by itself, so that it stops no other, and a reason that repeats one is told without it.
 */
export function storableResult(result: MapResult): MapResult {
  if (!mayHold(JSON.stringify(result))) return result
  if (result.outcome !== 'mapped') return findUnstorable(result.reason) === null ? result : storable(result)
  const found = findUnstorable(result.data)
  if (found !== null) return inError(result.mapping, unstorableField(found))
  return findUnstorable(result.children) === null ? result : { ...result, children: storable(result.children) }
}

/** The ledger keeps what a source says of consent word by word: where it cannot, the record is in error. */
export function provableResult(result: MapResult, source: Source, of: { source: JsonObject; text: string }): MapResult {
  if (source.consent === undefined || result.outcome !== 'mapped' || !mayHold(of.text)) return result
  const found = findUnstorable(source.consent(of.source))
  return found === null ? result : inError(result.mapping, unstorableField({ ...found, path: ['consent'] }))
}

/** A record whose own id cannot be stored. */
export function unstorableId(title: string, source: string, id: string): Reason {
  const holds = troubleOfId(id) ?? ''
  // As JSON writes it: a person sees the id, and nothing in it is refused.
  const shown = JSON.stringify(id.length > longestShown ? `${id.slice(0, longestShown)}…` : id)
  const message = `${title} sent a record of ${source} whose id ${shown} holds ${holds}, which cannot be stored, so it cannot be followed: give it another id there`
  return { code: 'UNSTORABLE_TEXT', message, facts: { source } }
}

const longestShown = 200

function unstorableField({ path, holds }: Unstorable): Reason {
  const field = path.join('.')
  const message = `${field} holds ${holds}, which cannot be stored: enter the text anew in the source, or put right the formula that makes it`
  return { code: 'UNSTORABLE_TEXT', message, field }
}

function inError(mapping: string, reason: Reason): MapResult {
  return { outcome: 'error', mapping, reason, all: [reason] }
}
