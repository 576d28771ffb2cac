/** Where a rule writes: the name as the destination spells it. */
import type { EntityShape, FieldShape } from '../entities/entity-shape.ts'
import { put } from '../fold/value-shape.ts'
import { canonical, didYouMean, nearNames } from '../formula/names.ts'
import { isJsonObject, type Json, type JsonObject } from '../json.ts'

export interface Destination {
  /** `customerNumber`, or `customFields.Tier` where people choose the names inside. */
  name: string
  field: FieldShape | undefined
  write(record: JsonObject, value: Json): void
}

export interface UnknownDestination {
  message: string
  near: string[]
}

export function destinationOf(shape: EntityShape, written: string): Destination | UnknownDestination {
  const known = fieldOf(shape, written)
  if (known?.field.type === 'map') return { ...known, write: mapWriter(known.name) }
  if (known !== undefined) return { ...known, write: writer(known.name) }
  const dot = written.indexOf('.')
  const map = dot < 0 ? undefined : fieldOf(shape, written.slice(0, dot))
  if (map?.field.type === 'map' && dot + 1 < written.length) {
    const inside = written.slice(dot + 1)
    return { name: `${map.name}.${inside}`, field: undefined, write: insideWriter(map.name, inside) }
  }
  if (shape.open === true && written.trim() !== '') return { name: written, field: undefined, write: writer(written) }
  const near = nearNames(written, Object.keys(shape.fields))
  return { message: `${shape.name} has no field ${JSON.stringify(written)}${didYouMean(near)}`, near }
}

/** The shape of a list's members; a list that is not known takes whatever it is given. */
export function listOf(shape: EntityShape, written: string): { name: string; of: EntityShape } | UnknownDestination {
  const known = fieldOf(shape, written)
  if (known !== undefined) {
    if (known.field.type === 'children' && known.field.of !== undefined) return { name: known.name, of: known.field.of }
    if (known.field.type === 'any' || known.field.type === 'list')
      return { name: known.name, of: openShape(known.name) }
    return { message: `${known.name} of ${shape.name} is no list of records`, near: [] }
  }
  if (shape.open === true) return { name: written, of: openShape(written) }
  const lists = Object.keys(shape.fields).filter((name) => shape.fields[name]?.type === 'children')
  const near = nearNames(written, lists)
  return { message: `${shape.name} has no list ${JSON.stringify(written)}`, near }
}

function openShape(name: string): EntityShape {
  return { name, fields: {}, open: true }
}

function fieldOf(shape: EntityShape, written: string): { name: string; field: FieldShape } | undefined {
  const wanted = canonical(written)
  for (const [name, field] of Object.entries(shape.fields)) if (canonical(name) === wanted) return { name, field }
  return undefined
}

function writer(name: string): Destination['write'] {
  if (name === '__proto__') return (record, value) => put(record, name, value)
  return (record, value) => {
    record[name] = value
  }
}

/** A map that comes whole is copied: other rules may put more into it, and it is the source's or the definition's own. */
function mapWriter(name: string): Destination['write'] {
  const write = writer(name)
  return (record, value) => write(record, isJsonObject(value) ? { ...value } : value)
}

function insideWriter(name: string, inside: string): Destination['write'] {
  return (record, value) => {
    const before = Object.hasOwn(record, name) ? record[name] : undefined
    const map = isJsonObject(before) ? before : {}
    put(map, inside, value)
    record[name] = map
  }
}
