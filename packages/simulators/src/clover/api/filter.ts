import { badRequest } from '../replies.ts'

type Value = string | number | boolean

/** What can be filtered on, and the values that a thing has there; several for a list, none for what is missing. */
export type FilterFields<T> = Record<string, (item: T) => readonly (Value | undefined)[]>

/** One `filter=` parameter. */
export interface Clause {
  field: string
  operator: string
  values: string[]
}

export interface TextRules {
  caseSensitive: boolean
  /** A trailing `*` stands for anything. */
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

/** All clauses must hold; `undefined` when there are none. */
export function filterBy<T>(
  clauses: readonly Clause[],
  fields: FilterFields<T>,
  rules: TextRules,
): ((item: T) => boolean) | undefined {
  if (clauses.length === 0) return undefined
  const tests = clauses.map((clause) => {
    const read = fields[clause.field] ?? (() => [])
    const holds = clauseTest(clause, rules)
    return (item: T) => holds(read(item).filter((value) => value !== undefined))
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

function isBeyond(operator: string, value: Value, text: string): boolean {
  const [left, right] = typeof value === 'number' ? [value, Number(text)] : [String(value), text]
  if (operator === '>') return left > right
  if (operator === '>=') return left >= right
  if (operator === '<') return left < right
  return left <= right
}
