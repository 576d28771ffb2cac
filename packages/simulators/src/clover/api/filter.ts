import { badRequest } from '../replies.ts'
import type { Row } from '../shop/catalogue.ts'
import type { Shop } from '../shop/shop.ts'

type Value = string | number | boolean

/** What can be filtered on, and the values that a thing has there; several for a list, none for what is missing. */
export type FilterFields<T> = Record<string, (item: T, shop: Shop) => readonly (Value | undefined)[]>

/** A value that filters can compare. */
export const asValue = (value: unknown): Value | undefined =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : undefined

/** Filters on fields that hold plain values. What has no mark is not deleted. */
export const plainFilters = (...names: string[]): FilterFields<Row> =>
  Object.fromEntries(
    names.map((name) => [name, (row: Row) => [asValue(name === 'deleted' ? (row.deleted ?? false) : row[name])]]),
  )

/** One `filter=` parameter. */
export interface Clause {
  field: string
  operator: string
  values: string[]
}

/** `prefix`: a trailing `*` stands for anything. */
interface TextRules {
  caseSensitive: boolean
  prefix: boolean
}

/** Reads the repeated `filter` parameters; a field outside the list is a 400. */
export function clausesOf(query: URLSearchParams, known: readonly string[]): Clause[] {
  return query.getAll('filter').map((text) => {
    const clause = parseClause(text)
    if (!known.includes(clause.field)) throw badRequest(`Field '${clause.field}' cannot be filtered on`)
    return clause
  })
}

function parseClause(text: string): Clause {
  const list = /^\s*([\w.]+)\s+in\s*\((.*)\)\s*$/is.exec(text)
  if (list !== null) {
    const [, field = '', inside = ''] = list
    const values = [...inside.matchAll(/'([^']*)'|([^,\s']+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '')
    return { field, operator: 'in', values }
  }
  const plain = /^\s*([\w.]+)\s*(>=|<=|!=|=|>|<)(.*)$/s.exec(text)
  if (plain === null) throw badRequest(`Filter '${text}' cannot be read`)
  const [, field = '', operator = '', value = ''] = plain
  return { field, operator, values: [unquoted(value.trim())] }
}

const unquoted = (value: string) => (/^'.*'$/s.test(value) ? value.slice(1, -1) : value)

/** The ids that a clause asks for, if one does: nothing else can pass. */
export function idsAsked(clauses: readonly Clause[]): string[] | undefined {
  const clause = clauses.find(({ field, operator }) => field === 'id' && (operator === '=' || operator === 'in'))
  return clause?.values.some((value) => value.endsWith('*')) === true ? undefined : clause?.values
}

/** All clauses must hold; `undefined` when there are none. */
export function filterBy<T>(
  clauses: readonly Clause[],
  fields: FilterFields<T>,
  shop: Shop,
  { prefix = false } = {},
): ((item: T) => boolean) | undefined {
  if (clauses.length === 0) return undefined
  const rules = { caseSensitive: shop.choices.filterCase === 'sensitive', prefix }
  const tests = clauses.map((clause) => {
    const read = fields[clause.field] ?? (() => [])
    const holds = clauseTest(clause, rules)
    return (item: T) => holds(read(item, shop).filter((value) => value !== undefined))
  })
  return (item) => tests.every((test) => test(item))
}

/** How a missing value compares is not documented: it is unlike everything, and neither above nor below. */
function clauseTest({ operator, values }: Clause, rules: TextRules): (present: Value[]) => boolean {
  const folded = (value: Value) => (rules.caseSensitive ? String(value) : String(value).toLowerCase())
  const wanted = new Set(values.map(folded))
  const [text = ''] = values
  const start = rules.prefix && text.endsWith('*') ? folded(text.slice(0, -1)) : undefined
  const equals = (value: Value) => (start === undefined ? wanted.has(folded(value)) : folded(value).startsWith(start))
  switch (operator) {
    case 'in':
    case '=':
      return (present) => present.some(equals)
    case '!=':
      return (present) => !present.some(equals)
    default:
      return (present) => present.some((value) => isBeyond(operator, value, text))
  }
}

/** What the vendor makes of a bound that is no number is not documented; an empty list would hide the slip. */
function isBeyond(operator: string, value: Value, text: string): boolean {
  const isNumber = typeof value === 'number'
  if (isNumber && (text.trim() === '' || Number.isNaN(Number(text)))) throw badRequest(`'${text}' is not a number`)
  const [left, right] = isNumber ? [value, Number(text)] : [String(value), text]
  if (operator === '>') return left > right
  if (operator === '>=') return left >= right
  if (operator === '<') return left < right
  return left <= right
}
