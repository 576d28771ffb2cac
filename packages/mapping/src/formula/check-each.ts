import type { Node } from './ast.ts'
import { expectFlag } from './check-condition.ts'
import { type Checking, unknown, type Where, withLocal } from './check-state.ts'
import { conditionTree } from './condition-tree.ts'
import { FormulaError } from './formula-error.ts'
import type { Shape } from './shape.ts'

/** A lambda, or a condition that stands as a text, for an element of a list. Gives the shape of what it makes. */
export function checkEach(node: Node, element: Shape, where: Where, checking: Checking, isCondition: boolean): Shape {
  const inner = innerOf(node, element, where, checking)
  if (inner === null) return unknown
  const shape = checking.check(inner.body, inner.where, checking)
  if (isCondition) expectFlag(inner.body, shape, checking)
  return shape
}

function innerOf(node: Node, element: Shape, where: Where, checking: Checking): { body: Node; where: Where } | null {
  if (node.kind === 'lambda') return { body: node.body, where: withLocal(where, node.param, element) }
  if (node.kind !== 'literal' || typeof node.value !== 'string') {
    checking.check(node, where, checking)
    return null
  }
  try {
    return { body: conditionTree(node.value, node, checking), where: { ...where, locals: new Map(), element } }
  } catch (cause) {
    if (!(cause instanceof FormulaError)) throw cause
    checking.report({ at: cause.at, end: cause.at + cause.length }, 'unreadable', cause.sentence)
    return null
  }
}
