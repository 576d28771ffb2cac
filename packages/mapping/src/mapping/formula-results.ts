/** What a formula can give, read from its tree alone. */
import type { Node, Statement } from '../formula/ast.ts'
import type { Place } from '../formula/formula-error.ts'
import { canonical } from '../formula/names.ts'
import { parseFormula } from '../formula/parse.ts'

/** A constant that the formula may give instead of a value of the record. */
export interface ConstantResult {
  value: string | number | boolean
  place: Place
}

/** Every text, number or claim that stands in the formula as a result of its own. Nothing where it does not parse. */
export function constantResults(text: string): ConstantResult[] {
  const found: ConstantResult[] = []
  const program = parsed(text)
  if (program === null) return found
  if (program.kind === 'expression') fromNode(program.value, found)
  else for (const statement of program.statements) fromStatement(statement, found)
  return found
}

function parsed(text: string): ReturnType<typeof parseFormula> | null {
  try {
    return parseFormula(text)
  } catch {
    // Whether it parses is told elsewhere, with the place.
    return null
  }
}

function fromStatement(statement: Statement, found: ConstantResult[]): void {
  switch (statement.kind) {
    case 'return':
      fromNode(statement.value, found)
      break
    case 'if':
      fromStatement(statement.yes, found)
      if (statement.no === null) break
      fromStatement(statement.no, found)
      break
    case 'block':
      for (const inner of statement.statements) fromStatement(inner, found)
      break
    case 'foreach':
      fromStatement(statement.body, found)
      break
    case 'declare':
    case 'assign':
      break
  }
}

function fromNode(node: Node, found: ConstantResult[]): void {
  if (node.kind === 'literal') {
    const { value, at, end } = node
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
      found.push({ value, place: { at, end } })
    }
  } else if (node.kind === 'ternary') {
    fromNode(node.yes, found)
    fromNode(node.no, found)
  } else if (node.kind === 'binary' && node.op === '??') {
    fromNode(node.left, found)
    fromNode(node.right, found)
  } else if (node.kind === 'call' && canonical(node.name) === canonical('Coalesce')) {
    for (const argument of node.args) fromNode(argument, found)
  }
}
