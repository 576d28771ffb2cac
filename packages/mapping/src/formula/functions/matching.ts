/** The first that matches, and fields by name. */

import { Trouble } from '../formula-error.ts'
import { any, define, each, list, text } from '../function.ts'
import { getOwn } from '../names.ts'
import { text as asText, equal, truth } from '../operators.ts'
import { nameOf, type Run } from '../run.ts'
import { isList, isNumber, isRecord, type Value } from '../value.ts'
import { parseJson } from './parse-json.ts'
import { addresses } from './samples.ts'

function fieldOf(value: Value, name: string, run: Run): Value {
  return isRecord(value) ? (getOwn(value, nameOf(run, name)) ?? null) : null
}

const custom = { customFields: { Tier: 'gold', 'My Custom': 7 } }
const customList = { customFields: [{ name: 'Tier', value: 'gold' }] }

export const matching = [
  define({
    name: 'FirstMatch',
    form: 'both',
    params: [list('list'), each('condition')],
    says: 'The first element for which the condition is true; null when there is none.',
    examples: [
      ['FirstMatch(Addresses, "IsPrimaryBilling == true").City', 'Bergen', addresses],
      ['FirstMatch(Addresses, a => a.City == "Oslo").IsPrimaryBilling', false, addresses],
      ['FirstMatch(Addresses, "City == \\"Rome\\"")', null, addresses],
      ['FirstMatch(null, "true")', null],
    ],
    run: (items, condition) => items.find((item) => truth(condition(item))) ?? null,
  }),
  define({
    name: 'FieldFromFirstMatch',
    params: [list('list'), each('condition'), text('field')],
    says: 'A field of the first element for which the condition is true; null when there is none.',
    examples: [
      ['FieldFromFirstMatch(Addresses, "IsPrimaryBilling == true", "City")', 'Bergen', addresses],
      ['FieldFromFirstMatch(Addresses, "City == null", "City")', null, addresses],
    ],
    run: (items, condition, field, run) => fieldOf(items.find((item) => truth(condition(item))) ?? null, field, run),
  }),
  define({
    name: 'GetValue',
    params: [any('record'), text('field')],
    says: 'A field of a record by its name, which may hold blanks.',
    examples: [
      ['GetValue(First(Addresses), "City")', 'Oslo', addresses],
      ['GetValue(this, "My Field")', 7, { 'My Field': 7 }],
      ['GetValue(null, "City")', null],
    ],
    run: fieldOf,
  }),
  define({
    name: 'GetCustomFieldValue',
    params: [any('customFields'), text('name')],
    says: 'A custom field by its name; null when the record has none of that name.',
    examples: [
      ['GetCustomFieldValue(CustomFields, "Tier")', 'gold', custom],
      ['GetCustomFieldValue(CustomFields, "My Custom")', 7, custom],
      ['GetCustomFieldValue(CustomFields, "tier")', 'gold', customList],
      ['GetCustomFieldValue(Parent.CustomFields, "Tier")', null],
    ],
    run: (fields, name, run) => {
      if (!isList(fields)) return fieldOf(fields, name, run)
      const wanted = name.toLowerCase()
      const found = fields.find((field) => {
        const named = fieldOf(field, 'CustomFieldName', run) ?? fieldOf(field, 'Name', run)
        return typeof named === 'string' && equal(run, named.toLowerCase(), wanted)
      })
      return fieldOf(found ?? null, 'Value', run)
    },
  }),
  define({
    name: 'JSONToDictionary',
    params: [text('json')],
    gives: 'record',
    says: 'The fields of a JSON object, each as a text; null stays null. What is no JSON object is an error.',
    examples: [
      [`JSONToDictionary("{\\"a\\": 1, \\"b\\": \\"x\\"}")`, { a: '1', b: 'x' }],
      ['JSONToDictionary(null)', null],
    ],
    run: (json) => {
      const parsed = parseJson(json)
      if (!isRecord(parsed)) throw new Trouble('JSONToDictionary: this is no JSON object')
      const map: Record<string, Value> = Object.create(null)
      for (const key of Object.keys(parsed)) map[key] = asEntry(parsed[key] ?? null)
      return map
    },
  }),
  define({
    name: 'ReadFromStringDictionary',
    params: [any('map'), text('key')],
    says: 'The value that a map holds under exactly this key; null when it has none.',
    examples: [
      [`ReadFromStringDictionary(JSONToDictionary("{\\"a\\": 1}"), "a")`, '1'],
      [`ReadFromStringDictionary(JSONToDictionary("{\\"a\\": 1}"), "A")`, null],
      ['ReadFromStringDictionary(null, "a")', null],
    ],
    run: (map, key) => (isRecord(map) && Object.hasOwn(map, key) ? (map[key] ?? null) : null),
  }),
]

function asEntry(value: Value): Value {
  if (value === null || typeof value === 'string') return value
  if (typeof value === 'boolean') return String(value)
  return isNumber(value) ? asText(value) : JSON.stringify(value)
}
