/** Operators between two values. */
import type { Node } from './ast.ts'
import { expectFlag } from './check-condition.ts'
import {
  type Checking,
  either,
  excluder,
  flag,
  hiddenAt,
  isNumeric,
  number,
  shapeName,
  text,
  unknown,
  type Where,
} from './check-state.ts'
import { assume, isNeverNull } from './facts.ts'
import type { Shape } from './shape.ts'

type Binary = Extract<Node, { kind: 'binary' }>

export function checkBinary(node: Binary, where: Where, checking: Checking): Shape {
  if (node.op === '&&' || node.op === '||') return checkLogic(node, where, checking)
  const left = checking.check(node.left, where, checking)
  const right = checking.check(node.right, where, checking)
  switch (node.op) {
    case '??':
      checkFallback(node, where, checking)
      return either(left, right)
    case '==':
    case '!=':
      checkEquality(node, left, right, checking)
      return flag
    case '<':
    case '<=':
    case '>':
    case '>=':
      checkComparison(node, left, right, checking)
      return flag
    case '+':
      return checkPlus(node, left, right, checking)
    default:
      for (const [side, shape] of sides(node, left, right)) {
        if (!isNumberLike(shape)) mismatch(side, `${node.op} takes two numbers`, shape, checking)
      }
      return number
  }
}

export function mismatch(node: Node, rule: string, shape: Shape, checking: Checking): void {
  checking.report(node, 'type_mismatch', `${rule}, and this is ${shapeName(shape)}`)
}

function sides(node: Binary, left: Shape, right: Shape): [Node, Shape][] {
  return [
    [node.left, left],
    [node.right, right],
  ]
}

function isNumberLike(shape: Shape): boolean {
  return isNumeric(shape) || shape.type === 'any'
}

/** The right side of && is looked at only where the left one holds. */
function checkLogic(node: Binary, where: Where, checking: Checking): Shape {
  expectFlag(node.left, checking.check(node.left, where, checking), checking)
  const facts = assume(node.left, node.op === '&&', where.facts, hiddenAt(where))
  expectFlag(node.right, checking.check(node.right, { ...where, facts }, checking), checking)
  return flag
}

function checkFallback(node: Binary, where: Where, checking: Checking): void {
  const hidden = hiddenAt(where)
  if (!isNeverNull(node.left, where.facts, hidden)) return
  const byFilter = isNeverNull(node.left, checking.filterFacts, hidden)
  const fix = { title: 'Remove the fallback', at: node.left.end, end: node.end, text: '' }
  checking.report(node.right, 'unreachable_branch', `This fallback can never be reached: ${excluder(byFilter)}`, fix)
}

function checkComparison(node: Binary, left: Shape, right: Shape, checking: Checking): void {
  const rule = `${node.op} takes two numbers or two dates`
  let misfits = 0
  for (const [side, shape] of sides(node, left, right)) {
    if (isNumberLike(shape) || shape.type === 'date' || shape.type === 'text') continue
    mismatch(side, rule, shape, checking)
    misfits++
  }
  if (misfits > 0 || left.type === 'any' || right.type === 'any' || isNumeric(left) === isNumeric(right)) return
  const [side, shape] = isNumeric(left) ? [node.right, right] : [node.left, left]
  mismatch(side, rule, shape, checking)
}

function checkPlus(node: Binary, left: Shape, right: Shape, checking: Checking): Shape {
  if (left.type === 'text' || right.type === 'text') {
    for (const [side, shape] of sides(node, left, right)) {
      if (shape.type === 'list' || shape.type === 'record')
        mismatch(side, 'A text is joined with a value', shape, checking)
    }
    return text
  }
  for (const [side, shape] of sides(node, left, right)) {
    if (!isNumeric(shape) && shape.type !== 'any') mismatch(side, '+ adds numbers or joins texts', shape, checking)
  }
  return isNumeric(left) && isNumeric(right) ? either(left, right) : unknown
}

/** Values of different kinds are never equal; a date and a text may be. */
function checkEquality(node: Binary, left: Shape, right: Shape, checking: Checking): void {
  if (left.type === 'any' || right.type === 'any' || left.type === right.type) return
  if (isNumeric(left) && isNumeric(right)) return
  const kinds = new Set([left.type, right.type])
  if (kinds.has('date') && kinds.has('text')) return
  const always = node.op === '==' ? 'false' : 'true'
  const message = `This is always ${always}: ${shapeName(left)} is never equal to ${shapeName(right)}`
  checking.report(node, 'type_mismatch', message)
}
