import { type EntityShape, type FieldShape, shapeOf } from '@trefoil/mapping'
import { dayAndTime } from './components/when.tsx'
import { amount } from './money.ts'
import { plainText } from './record-words.ts'

/** The shape of a field, by its place in a record of the entity: `total`, or `lines/17/unitPrice`. */
export function fieldAt(entity: string, path: string): FieldShape | undefined {
  const [name = path, , child] = path.split('/')
  const field = fieldOf(shapeOf(entity), name)
  return child === undefined ? field : fieldOf(field?.of, child)
}

export function fieldOf(shape: EntityShape | undefined, name: string): FieldShape | undefined {
  return shape !== undefined && Object.hasOwn(shape.fields, name) ? shape.fields[name] : undefined
}

/** A value as an operator reads it: an amount in the currency of its record, an instant in the reader's own zone. */
export function fieldText(field: FieldShape | undefined, value: unknown, currency: unknown): string {
  if (field?.minor === true && typeof value === 'number') return amount(value, currency)
  if (field?.type === 'datetime' && isInstant(value)) return dayAndTime(value)
  return plainText(value)
}

/** A day without a time is left alone: in another zone it could be the day before. */
function isInstant(value: unknown): value is string {
  return typeof value === 'string' && value.includes('T') && !Number.isNaN(Date.parse(value))
}
