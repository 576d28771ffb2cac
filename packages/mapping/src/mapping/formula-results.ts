/** What a formula can give, read from its tree alone. */
import type { Node, Statement } from '../formula/ast.ts'
import type { Place } from '../formula/formula-error.ts'
import { canonical } from '../formula/names.ts'
import { parseFormula } from '../formula/parse.ts'

/** A constant that the formula may give instead of a value of the record. */
export interface ConstantResult {
  value: string | number | boolean
  place: Place
  /** The condition that leads to it, in the order in which they are asked; the last one decides. */
  conditions: { test: Node; isTrue: boolean }[]
}

/** Every text, number or claim that stands in the formula as a result of its own. Nothing where it does not parse. */
export function constantResults(text: string): ConstantResult[] {
  const found: ConstantResult[] = []
  const program = parsed(text)
  if (program === null) return found
  if (program.kind === 'expression') fromNode(program.value, [], found)
  else for (const statement of program.statements) fromStatement(statement, [], found)
  return found
}

/** The ways in which a field can be empty. */
export type Emptiness = 'null' | 'empty' | 'blank'

export interface EmptinessTest {
  /** Canonical. */
  field: string
  /** The kinds of empty for which the test speaks. */
  of: readonly Emptiness[]
  /** What it says then. */
  gives: boolean
}

/** What a test says of an empty field; null: it asks something else. */
export function emptinessTest(test: Node): EmptinessTest | null {
  if (test.kind === 'unary' && test.op === '!') {
    const inner = emptinessTest(test.of)
    return inner && { ...inner, gives: !inner.gives }
  }
  if (test.kind === 'call') {
    const [argument] = test.args
    const of = emptinessOf.get(canonical(test.name))
    return of && argument?.kind === 'name' ? { field: canonical(argument.name), of, gives: true } : null
  }
  if (test.kind !== 'binary' || (test.op !== '==' && test.op !== '!=')) return null
  const sides = [test.left, test.right]
  const field = sides.find((side) => side.kind === 'name')
  const nothing = sides.find((side) => side.kind === 'literal' && (side.value === null || side.value === ''))
  if (field?.kind !== 'name' || nothing?.kind !== 'literal') return null
  const of: Emptiness[] = nothing.value === null ? ['null'] : ['empty']
  return { field: canonical(field.name), of, gives: test.op === '==' }
}

/** How no record that the filter lets pass can be empty: field → kinds. Read from `!IsEmpty(X) && …`. */
export function excludedByFilter(filter: string): Map<string, Set<Emptiness>> {
  const excluded = new Map<string, Set<Emptiness>>()
  const program = parsed(filter)
  if (program?.kind === 'expression') collectExcluded(program.value, excluded)
  return excluded
}

const emptinessOf: ReadonlyMap<string, readonly Emptiness[]> = new Map([
  [canonical('IsNull'), ['null']],
  [canonical('IsEmpty'), ['null', 'empty']],
  [canonical('IsBlank'), ['null', 'empty', 'blank']],
])

type Conditions = ConstantResult['conditions']

function parsed(text: string): ReturnType<typeof parseFormula> | null {
  try {
    return parseFormula(text)
  } catch {
    // Whether it parses is told elsewhere, with the place.
    return null
  }
}

function fromStatement(statement: Statement, conditions: Conditions, found: ConstantResult[]): void {
  switch (statement.kind) {
    case 'return':
      fromNode(statement.value, conditions, found)
      break
    case 'if':
      fromStatement(statement.yes, [...conditions, { test: statement.test, isTrue: true }], found)
      if (statement.no === null) break
      fromStatement(statement.no, [...conditions, { test: statement.test, isTrue: false }], found)
      break
    case 'block':
      for (const inner of statement.statements) fromStatement(inner, conditions, found)
      break
    case 'foreach':
      fromStatement(statement.body, conditions, found)
      break
    case 'declare':
    case 'assign':
      break
  }
}

function fromNode(node: Node, conditions: Conditions, found: ConstantResult[]): void {
  if (node.kind === 'literal') {
    const { value, at, end } = node
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
      found.push({ value, place: { at, end }, conditions })
    }
  } else if (node.kind === 'ternary') {
    fromNode(node.yes, [...conditions, { test: node.test, isTrue: true }], found)
    fromNode(node.no, [...conditions, { test: node.test, isTrue: false }], found)
  } else if (node.kind === 'binary' && node.op === '??') {
    fromNode(node.left, conditions, found)
    fromNode(node.right, conditions, found)
  } else if (node.kind === 'call' && canonical(node.name) === canonical('Coalesce')) {
    for (const argument of node.args) fromNode(argument, conditions, found)
  }
}

function collectExcluded(node: Node, excluded: Map<string, Set<Emptiness>>): void {
  if (node.kind === 'binary' && node.op === '&&') {
    collectExcluded(node.left, excluded)
    collectExcluded(node.right, excluded)
    return
  }
  const test = emptinessTest(node)
  if (test === null || test.gives) return
  excluded.set(test.field, new Set([...(excluded.get(test.field) ?? []), ...test.of]))
}
