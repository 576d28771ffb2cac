import type { Rule } from '../definition.ts'
import type { Node } from '../formula/ast.ts'
import { assume, type Facts, isNeverNull, noFacts, nothingHidden } from '../formula/facts.ts'
import { parseFormula } from '../formula/parse.ts'
import { childrenOf } from '../formula/walk.ts'

/** Destination fields whose rules read a source field that the filter lets no record pass without. */
export function requiredByFilter(mapping: { filter?: string; rules: readonly Rule[] }): string[] {
  const filter = mapping.filter === undefined ? null : expressionOf(mapping.filter)
  if (filter === null) return []
  const facts = assume(filter, true, noFacts, nothingHidden)
  return mapping.rules.flatMap((rule) => {
    const text = 'formula' in rule ? rule.formula : 'field' in rule ? rule.field : null
    const read = text === null ? null : expressionOf(text)
    return read !== null && reads(read, facts) ? [rule.to] : []
  })
}

function reads(node: Node, facts: Facts): boolean {
  return isNeverNull(node, facts, nothingHidden) || childrenOf(node).some((child) => reads(child, facts))
}

/** Null where it cannot be read yet, as while somebody types, or is a block of statements. */
function expressionOf(text: string): Node | null {
  try {
    const program = parseFormula(text)
    return program.kind === 'expression' ? program.value : null
  } catch {
    return null
  }
}
