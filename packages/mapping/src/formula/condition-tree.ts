import type { Node } from './ast.ts'
import { FormulaError, type Place } from './formula-error.ts'
import { parseExpression } from './parse-expression.ts'
import { TokenReader } from './token-reader.ts'
import { placedAt } from './walk.ts'

/** The tree of a condition that stands as a text: with its true places where no escape moves them. */
export function conditionTree(condition: string, literal: Place, state: { readonly text: string }): Node {
  const from = literal.at + 1
  const isVerbatim = state.text.slice(from, literal.end - 1) === condition
  if (isVerbatim) return readWhole(new TokenReader(state.text, { from, to: literal.end - 1, nesting: 0, nodes: 0 }))
  return madeConditionTree(condition, literal, state)
}

/** The tree of a condition that does not stand in the formula: all of it is placed where the formula asks for it. */
export function madeConditionTree(condition: string, place: Place, state: { readonly text: string }): Node {
  try {
    return placedAt(readWhole(new TokenReader(condition)), place)
  } catch (cause) {
    if (!(cause instanceof FormulaError)) throw cause
    throw new FormulaError(state.text, place, `In this condition: ${cause.sentence}`)
  }
}

function readWhole(reader: TokenReader): Node {
  const tree = parseExpression(reader)
  reader.expectEnd('an operator or the end of the condition')
  return tree
}
