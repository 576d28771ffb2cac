import { fieldAt, fieldText } from '../field-text.ts'
import { placeLabel } from '../record-words.ts'

interface FieldChangesProps {
  of: Record<string, { old?: unknown; new?: unknown }>
  entity: string
  /** Of the record; unknown where it does not stand in it. */
  currency: unknown
}

/** Fields with what they were and what they become. */
export function FieldChanges({ of: changes, entity, currency }: FieldChangesProps) {
  const text = (field: string, value: unknown) => fieldText(fieldAt(entity, field), value, currency)
  return (
    <>
      {Object.entries(changes).map(([field, { old: before, new: after }]) => (
        <div key={field} className="value">
          <span className="quiet">{placeLabel(field)}:</span> {before !== undefined && <del>{text(field, before)}</del>}
          {before !== undefined && after !== undefined && ' → '}
          {after !== undefined && <ins>{text(field, after)}</ins>}
        </div>
      ))}
    </>
  )
}
