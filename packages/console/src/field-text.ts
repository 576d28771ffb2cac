import { type EntityShape, type FieldShape, shapeOf } from '@trefoil/mapping'
import { dayAndTime } from './components/when.tsx'
import { letterLines } from './letter-lines.ts'
import { amount } from './money.ts'
import { fieldLabel, plainText } from './record-words.ts'

/** The shape of a field, by its place in a record of the entity: `total`, or `lines/17/unitPrice`. */
export function fieldAt(entity: string, path: string): FieldShape | undefined {
  const [name = path, , child] = path.split('/')
  const field = fieldOf(shapeOf(entity), name)
  return child === undefined ? field : fieldOf(field?.of, child)
}

export function fieldOf(shape: EntityShape | undefined, name: string): FieldShape | undefined {
  return shape !== undefined && Object.hasOwn(shape.fields, name) ? shape.fields[name] : undefined
}

/** The fields of an entity that a person can put right by hand. */
export function typedFields(entity: string): string[] {
  const fields = Object.entries(shapeOf(entity)?.fields ?? {})
  return fields.flatMap(([name, { type }]) => (type === 'text' && name !== 'id' ? [name] : []))
}

/** The shape of a field of the hub by the name that a rule reads it by: in any case, of the record or of a child. */
export function fieldRead(entity: string, name: string): FieldShape | undefined {
  const wanted = name.toLowerCase()
  const shape = shapeOf(entity)
  const shapes = [shape, ...Object.values(shape?.fields ?? {}).map(({ of }) => of)]
  const fields = shapes.flatMap((each) => Object.entries(each?.fields ?? {}))
  return fields.find(([own]) => own.toLowerCase() === wanted)?.[1]
}

/** A value as an operator reads it: an amount in the currency of its record, an instant in the reader's own zone. */
export function fieldText(field: FieldShape | undefined, value: unknown, currency: unknown): string {
  if (field?.minor === true && typeof value === 'number') return amount(value, currency)
  if (field?.type === 'datetime' && isInstant(value)) return dayAndTime(value)
  if (field?.of !== undefined && Array.isArray(value) && value.length > 0) {
    return value.map((child) => childText(field.of, child, currency)).join('; ')
  }
  return plainText(value)
}

/** A child in one line. An address stands as on a letter. */
function childText(shape: EntityShape | undefined, child: unknown, currency: unknown): string {
  if (typeof child !== 'object' || child === null) return plainText(child)
  const fields = Object.entries(child).filter(([name, value]) => name !== 'id' && value !== null && value !== '')
  const lines = letterLines(new Map(fields))
  if (lines.length > 0) return lines.join(', ')
  return fields
    .map(([name, value]) => `${fieldLabel(name)}: ${fieldText(fieldOf(shape, name), value, currency)}`)
    .join(', ')
}

/** A day without a time is left alone: in another zone it could be the day before. */
function isInstant(value: unknown): value is string {
  return typeof value === 'string' && value.includes('T') && !Number.isNaN(Date.parse(value))
}
