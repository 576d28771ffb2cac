import type { Schemas } from './api.ts'
import { letterLines } from './letter-lines.ts'
import { amount, isMoney } from './money.ts'
import { fieldWords } from './words/field-words.ts'
import { t } from './words/words.ts'

/** How a person or a thing is called, from whatever is known. */
export function recordName(record: { id: number; data: Record<string, unknown> }): string {
  const { firstName, lastName, company, name, transactionNumber, emailAddress, customerNumber, sku } = record.data
  const full = [firstName, lastName].filter(isText).join(' ')
  return [full, company, name, transactionNumber, emailAddress, customerNumber, sku].find(isText) ?? `#${record.id}`
}

export function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== ''
}

/** A value of a record in one line. */
export function valueText(value: unknown): string {
  if (value === undefined || value === null) return '—'
  if (typeof value === 'string') return value === '' ? '""' : value
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (isMoney(value)) return amount(value.minor, value.currency)
  return JSON.stringify(value)
}

/** A value as an operator reads it, who knows of no true and false. */
export function plainText(value: unknown): string {
  if (typeof value === 'boolean') return value ? t('yes') : t('no')
  if (Array.isArray(value)) return value.length === 0 ? '—' : value.map(plainText).join('; ')
  const lines = typeof value === 'object' && value !== null ? letterLines(new Map(Object.entries(value))) : []
  return lines.length === 0 ? valueText(value) : lines.join(', ')
}

/** What a mapping made of a record, put together again from its fields: `addresses/17/city` is of an address. */
export function mappedData(fields: Schemas['Explained']['fields']): Record<string, unknown> {
  const record: Record<string, unknown> = {}
  const children = new Map<string, Record<string, unknown>>()
  for (const { path, value } of fields) {
    if (value === undefined) continue
    const [list = path, id, name] = path.split('/')
    if (id === undefined || name === undefined) {
      record[path] = value
      continue
    }
    const child = children.get(`${list}/${id}`) ?? {}
    if (!children.has(`${list}/${id}`)) {
      children.set(`${list}/${id}`, child)
      record[list] = [...listOf(record[list]), child]
    }
    child[name] = value
  }
  return record
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}

/** A place in a record, as a patch names it: `addresses/17/city` → `Addresses, city`. The ids of children say nothing. */
export function placeLabel(path: string): string {
  const [field = path, , ...within] = path.split('/')
  return inWords([field, ...within])
}

/** The field that an issue is about: `addresses.*.postalCode` → `Addresses, postal code`. */
export function causeLabel(field: string): string {
  return inWords(field.split('.').filter((name) => name !== '*'))
}

function inWords([field = '', ...within]: string[]): string {
  return [fieldLabel(field), ...within.map((name) => withinLine(fieldLabel(name)))].join(', ')
}

/** `Postal code` → `postal code`; an abbreviation stays as it is. */
export function withinLine(label: string): string {
  return /^\p{Lu}{2}/u.test(label) ? label : label.charAt(0).toLowerCase() + label.slice(1)
}

/** The word for a field; the name of one that no words are known for, spelled out: `isRegular` → `Regular`. */
export function fieldLabel(name: string): string {
  return fieldWords.get(name)?.() ?? spelledOut(name)
}

function spelledOut(name: string): string {
  const words = name
    .replace(/^customFields\./, '')
    .replace(/^is(?=[A-Z])/, '')
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}
