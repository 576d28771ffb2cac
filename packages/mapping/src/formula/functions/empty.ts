/** Is there anything? And what instead? */
import { isZero } from '../decimal.ts'
import { any, define, rest } from '../function.ts'
import { minimumAt } from '../moment.ts'
import { isDecimal, isMoment, type Value } from '../value.ts'

const emptyId = '00000000-0000-0000-0000-000000000000'
const noDate = /^0001-01-01(?:[T ]00:00:00(?:\.0+)?(?:Z|\+00:00)?)?$/

/** The host's rule, literally: whitespace, the whole number 0 and an empty list are something. */
function isEmpty(value: Value): boolean {
  if (value === null) return true
  if (typeof value === 'string') {
    if (value.length === 0) return true
    return value.charCodeAt(0) === 48 && (value === emptyId || noDate.test(value))
  }
  if (isDecimal(value)) return isZero(value)
  return isMoment(value) && value.at === minimumAt
}

export const emptiness = [
  define({
    name: 'IsEmpty',
    params: [any('value')],
    gives: 'flag',
    says: 'True for null, the empty text, the empty GUID, the minimum date and the decimal 0. Whitespace, the whole number 0 and an empty list are not empty: see IsBlank.',
    examples: [
      ['IsEmpty(null)', true],
      ['IsEmpty("")', true],
      ['IsEmpty(" ")', false],
      ['IsEmpty("0")', false],
      ['IsEmpty(0)', false],
      ['IsEmpty(0m)', true],
      ['IsEmpty("00000000-0000-0000-0000-000000000000")', true],
      ['IsEmpty(MinimumDateTime())', true],
      ['IsEmpty(new[] { })', false],
    ],
    run: isEmpty,
  }),
  define({
    name: 'IsNull',
    params: [any('value')],
    gives: 'flag',
    says: 'True for null alone. A field that the record does not have is null.',
    examples: [
      ['IsNull(null)', true],
      ['IsNull("")', false],
      ['IsNull(Nickname)', true, { name: 'Ada' }],
    ],
    run: (value) => value === null,
  }),
  define({
    name: 'IsBlank',
    params: [any('value')],
    gives: 'flag',
    says: 'True for what is empty, for a text of nothing but whitespace, and for a list without elements.',
    examples: [
      ['IsBlank(null)', true],
      ['IsBlank("  ")', true],
      ['IsBlank(new[] { })', true],
      ['IsBlank(0)', false],
      ['IsBlank("x")', false],
    ],
    run: isBlank,
  }),
  define({
    name: 'Coalesce',
    params: [rest('values')],
    says: 'The first value that is not null; null when all are. The empty text is a value.',
    examples: [
      ['Coalesce(null, "a", "b")', 'a'],
      ['Coalesce(null, "", "b")', ''],
      ['Coalesce(null, null)', null],
    ],
    run: (values) => values.find((value) => value !== null) ?? null,
  }),
]

function isBlank(value: Value): boolean {
  if (typeof value === 'string' && value.trim() === '') return true
  return Array.isArray(value) ? value.length === 0 : isEmpty(value)
}
