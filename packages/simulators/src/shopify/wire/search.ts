/** One condition of a search: `updated_at:>='2026-11-20T00:00:00Z'`. */
interface Term {
  field: string | undefined
  relation: '=' | '>' | '>=' | '<' | '<='
  value: string
  isPrefix: boolean
}

type Node = { all: Node[] } | { any: Node[] } | { not: Node } | { term: Term }

/** A warning of `extensions.search`: the condition was ignored. */
export interface SearchWarning {
  field: string
  message: string
  code: string
}

/** What a row says under the name of a filter; undefined: there is no such filter. */
export type Look = (field: string) => readonly (string | number | boolean | null)[] | undefined

/** A query that can be asked of rows. */
export interface Search {
  matches(look: Look): boolean
  /** Filters that are not known; they let every row pass. */
  warnings: SearchWarning[]
}

/** Reads a query. AND is implicit and binds tighter than OR; what cannot be read is taken as words. */
export function readSearch(query: string, known: (field: string) => boolean): Search {
  const tokens = tokensOf(query)
  const warnings: SearchWarning[] = []
  let at = 0
  const peek = () => tokens[at]
  const readAny = (): Node => {
    const any = [readAll()]
    while (peek() === 'OR') {
      at += 1
      any.push(readAll())
    }
    return any.length === 1 && any[0] !== undefined ? any[0] : { any }
  }
  const readAll = (): Node => {
    const all: Node[] = []
    for (let token = peek(); token !== undefined && token !== 'OR' && token !== ')'; token = peek()) {
      if (token === 'AND') at += 1
      else all.push(readOne())
    }
    return { all }
  }
  const readOne = (): Node => {
    const token = tokens[at] ?? ''
    at += 1
    if (token === 'NOT') return { not: readOne() }
    if (token === '(') {
      const inside = readAny()
      if (peek() === ')') at += 1
      return inside
    }
    if (token.startsWith('-') && token.length > 1) return { not: { term: termOf(token.slice(1)) } }
    return { term: termOf(token) }
  }
  const tree = readAny()
  const check = (node: Node): void => {
    const inner = 'all' in node ? node.all : 'any' in node ? node.any : 'not' in node ? [node.not] : []
    for (const one of inner) check(one)
    const field = 'term' in node ? node.term.field : undefined
    if (field !== undefined && field !== 'default' && !known(field)) {
      warnings.push({ field, message: 'Invalid search field for this query.', code: 'invalid_field' })
    }
  }
  check(tree)
  return { warnings, matches: (look) => meets(tree, look, known) }
}

function meets(node: Node, look: Look, known: (field: string) => boolean): boolean {
  if ('all' in node) return node.all.every((inner) => meets(inner, look, known))
  if ('any' in node) return node.any.some((inner) => meets(inner, look, known))
  if ('not' in node) return isIgnored(node.not, known) || !meets(node.not, look, known)
  const { term } = node
  if (isIgnored(node, known)) return true
  if (term.field === undefined || term.field === 'default') return freeText.some((field) => holds(look(field), term))
  return holds(look(term.field), term)
}

const freeText = ['title', 'name', 'sku', 'email', 'first_name', 'last_name', 'barcode', 'vendor', 'tag']

const isIgnored = (node: Node, known: (field: string) => boolean) =>
  'term' in node && node.term.field !== undefined && node.term.field !== 'default' && !known(node.term.field)

function holds(values: ReturnType<Look>, term: Term): boolean {
  if (values === undefined) return false
  if (term.value === '*' && term.relation === '=') return values.some((value) => value !== null && value !== '')
  return values.some((value) => value !== null && compares(value, term))
}

function compares(value: string | number | boolean, { relation, value: wanted, isPrefix }: Term): boolean {
  if (typeof value === 'boolean') return String(value) === wanted.toLowerCase()
  if (typeof value === 'number') return isIn(value, relation, numberOf(wanted))
  const [one, other] = [value.toLowerCase(), wanted.toLowerCase()]
  if (relation !== '=') return isIn(one, relation, other)
  return isPrefix ? one.startsWith(other) : one === other
}

function isIn<T extends string | number>(one: T, relation: Term['relation'], other: T): boolean {
  if (relation === '>') return one > other
  if (relation === '>=') return one >= other
  if (relation === '<') return one < other
  return relation === '<=' ? one <= other : one === other
}

/**
 * Instants are compared as milliseconds; times are written in whole seconds, and without an offset are UTC here [U].
 */
function numberOf(text: string): number {
  if (/^-?\d+(\.\d+)?$/.test(text)) return Number(text)
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text)
  const isZoned = day || /(Z|[+-]\d{2}:?\d{2})$/i.test(text)
  return Date.parse(isZoned ? text : `${text}Z`)
}

function termOf(token: string): Term {
  const found = /^([a-z_]+):(>=|<=|>|<)?(.*)$/s.exec(token)
  const field = found?.[1]
  const raw = unquoted(found === null ? token : (found[3] ?? ''))
  const relation = relations.find((known) => known === found?.[2]) ?? '='
  const isPrefix = !raw.quoted && raw.text.length > 1 && raw.text.endsWith('*')
  // A number that names a row may stand as its global id.
  const value = isPrefix ? raw.text.slice(0, -1) : raw.text.replace(/^gid:\/\/shopify\/\w+\/(\d+)$/, '$1')
  return { field, relation, value, isPrefix }
}

const relations = ['>=', '<=', '>', '<'] as const

function unquoted(text: string): { text: string; quoted: boolean } {
  const found = /^(['"])([\s\S]*)\1$/.exec(text)
  if (found === null) return { text, quoted: false }
  return { text: (found[2] ?? '').replaceAll(/\\(['"\\])/g, '$1'), quoted: true }
}

/** Words, parentheses, and terms with their quoted values in one piece. */
function tokensOf(query: string): string[] {
  const pattern =
    /\(|\)|-?[a-z_]+:(?:>=|<=|>|<)?(?:'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|[^\s()]+)|'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|[^\s()]+/g
  return query.match(pattern) ?? []
}
