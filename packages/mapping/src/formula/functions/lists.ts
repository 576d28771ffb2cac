/** Looking into lists: the first that matches, and fields by name. */
import { any, define, each, list, text } from '../function.ts'
import { fieldName, getOwn } from '../names.ts'
import { truth } from '../operators.ts'
import { isRecord, type Value } from '../value.ts'

const addresses = {
  addresses: [
    { city: 'Oslo', isPrimaryBilling: false },
    { city: 'Bergen', isPrimaryBilling: true },
  ],
}

export function fieldOf(value: Value, name: string): Value {
  return isRecord(value) ? (getOwn(value, fieldName(name)) ?? null) : null
}

export const matching = [
  define({
    name: 'FirstMatch',
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
    run: (items, condition, field) => fieldOf(items.find((item) => truth(condition(item))) ?? null, field),
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
]
