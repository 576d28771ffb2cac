import type { Program } from './ast.ts'
import { parseExpression } from './parse-expression.ts'
import { parseStatements, startsStatement } from './parse-statements.ts'
import { TokenReader } from './token-reader.ts'

/** The text of a formula as a tree; throws a FormulaError with the first place that cannot be read. */
export function parseFormula(text: string): Program {
  const reader = new TokenReader(text)
  if (startsStatement(reader)) {
    const statements = parseStatements(reader)
    return { kind: 'statements', statements, nodes: reader.nodes }
  }
  const value = parseExpression(reader)
  reader.skip(';')
  reader.expectEnd('an operator or the end of the formula')
  return { kind: 'expression', value, nodes: reader.nodes }
}
