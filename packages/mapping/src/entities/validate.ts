/** What the hub demands of a record before it is stored, beyond what the database keeps (uniqueness). */
import { isIsoMoment } from '../formula/moment-parse.ts'
import { isJsonObject, type Json, type JsonObject } from '../json.ts'
import { isBlank } from '../mapping/blank.ts'
import type { Reason } from '../mapping/reason.ts'
import { cardNumberAt } from './card-number.ts'
import type { EntityShape, FieldShape } from './entity-shape.ts'
import { repeatedKeys } from './keys.ts'

/** Every complaint about a record; none: it may be stored. Values stay out of the sentences: they are personal. */
export function validateRecord(shape: EntityShape, data: JsonObject): Reason[] {
  const reasons: Reason[] = []
  validateFields(shape, data, '', reasons)
  for (const { field, path } of repeatedKeys(shape, data)) {
    const message = `${path} is that of another of the same record: give each its own ${field} in the source`
    reasons.push({ code: 'DUPLICATE_KEY', message, field: path })
  }
  if (shape.name === 'Customer') validateCustomer(data, reasons)
  return reasons
}

/** One @, a dotted domain of letters, digits and hyphens, no spaces: what every mail system takes. */
export function isEmailAddress(value: string): boolean {
  if (value.length > 254 || !/^[^\s@"(),:;<>[\\\]\p{Cc}]{1,64}@[^\s@]+$/u.test(value)) return false
  if (/^\.|\.\.|\.@/.test(value)) return false
  const labels = value.slice(value.indexOf('@') + 1).split('.')
  return labels.length >= 2 && labels.every((label) => /^(?!-)[\p{L}\p{N}-]{1,63}(?<!-)$/u.test(label))
}

function validateCustomer(data: JsonObject, reasons: Reason[]): void {
  const email = data.emailAddress
  if (typeof email === 'string' && email !== '' && !isEmailAddress(email)) {
    reasons.push({
      code: 'INVALID_EMAIL',
      message: 'emailAddress is not a valid e-mail address: correct it in the source',
      field: 'emailAddress',
    })
  }
  if (isBlank(data.firstName) && isBlank(data.lastName)) {
    const message = 'a customer needs a first or a last name: both are empty'
    reasons.push({ code: 'NAME_MISSING', message, field: 'lastName' })
  }
  const card = cardNumberAt(data, '')
  if (card !== undefined) {
    const message = `${card} looks like the number of a card, which no record may hold: take it out`
    reasons.push({ code: 'CARD_NUMBER_REFUSED', message, field: card })
  }
}

function validateFields(shape: EntityShape, data: JsonObject, prefix: string, reasons: Reason[]): void {
  for (const name in shape.fields) {
    const field = shape.fields[name]
    if (field === undefined) continue
    const value = Object.hasOwn(data, name) ? data[name] : undefined
    if (field.required === true && isBlank(value)) {
      const message = `${prefix}${name} is required: it is ${value === undefined || value === null ? 'missing' : 'blank'}`
      reasons.push({ code: 'REQUIRED_FIELD_MISSING', message, field: prefix + name })
    } else if (value !== undefined && value !== null) {
      validateValue(field, value, prefix + name, reasons)
    }
  }
  if (shape.open === true) return
  for (const name in data) {
    if (Object.hasOwn(shape.fields, name)) continue
    const message = `${shape.name} has no field ${prefix}${name}: use a custom field`
    reasons.push({ code: 'UNKNOWN_FIELD', message, field: prefix + name })
  }
}

function validateValue(field: FieldShape, value: Json, path: string, reasons: Reason[]): void {
  if (!fits(field, value)) {
    const message = `${path} must be ${wanted[field.type]}, not ${typeName(value)}`
    reasons.push({ code: 'WRONG_TYPE', message, field: path })
    return
  }
  if (field.of === undefined) return
  if (field.type === 'record' && isJsonObject(value)) validateFields(field.of, value, `${path}.`, reasons)
  if (field.type !== 'children' || !Array.isArray(value)) return
  for (const [index, child] of value.entries()) {
    if (isJsonObject(child)) validateFields(field.of, child, `${path}.${index}.`, reasons)
    else reasons.push({ code: 'WRONG_TYPE', message: `${path}.${index} must be a record`, field: `${path}.${index}` })
  }
}

const wanted = {
  text: 'a text',
  number: 'a number',
  boolean: 'true or false',
  datetime: 'an ISO 8601 date and time',
  list: 'a list',
  children: 'a list of records',
  record: 'a record',
  map: 'a record',
  any: 'anything',
} as const

function fits(field: FieldShape, value: Json): boolean {
  switch (field.type) {
    case 'text':
      return typeof value === 'string'
    case 'number':
    case 'boolean':
      return typeof value === field.type
    case 'datetime':
      return typeof value === 'string' && isIsoMoment(value)
    case 'list':
    case 'children':
      return Array.isArray(value)
    case 'record':
    case 'map':
      return isJsonObject(value)
    case 'any':
      return true
  }
}

function typeName(value: Json): string {
  if (Array.isArray(value)) return 'a list'
  return typeof value === 'object' ? 'a record' : `a ${typeof value === 'string' ? 'text' : typeof value}`
}
