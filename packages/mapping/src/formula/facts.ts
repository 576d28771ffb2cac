/** What is certain at a point of a formula, because a filter or a condition around it holds. */

import { Answers } from './answers.ts'
import type { Node } from './ast.ts'
import { compileFormula } from './compile.ts'
import { FormulaError } from './formula-error.ts'
import { canonical } from './names.ts'
import { printNode } from './print.ts'
import { isDecimal } from './value.ts'
import { childrenOf } from './walk.ts'

/** Of one field: undefined is "not known". */
interface Known {
  isNull?: boolean
  isEmpty?: boolean
  isBlank?: boolean
  isEmptyText?: boolean
  equals?: string | number | boolean
}

export interface Facts {
  readonly fields: ReadonlyMap<string, Known>
  /** Whole conditions by their text. */
  readonly conditions: ReadonlyMap<string, boolean>
}

export const noFacts: Facts = { fields: new Map(), conditions: new Map() }

/** Names that mean something else here than at the top: local names, and all bare names inside a condition. */
export interface Hidden {
  readonly locals: ReadonlySet<string>
  readonly bare: boolean
}

export const nothingHidden: Hidden = { locals: new Set(), bare: false }

/** True or false where it is certain. */
export function truthOf(node: Node, facts: Facts, hidden: Hidden): boolean | undefined {
  const asked = askedOf(node)
  if (asked !== null) return reversed(asked.isReversed, truthOf(asked.claim, facts, hidden))
  const stated = isHidden(node, hidden) ? undefined : facts.conditions.get(printNode(node))
  if (stated !== undefined) return stated
  if (node.kind === 'literal') return typeof node.value === 'boolean' ? node.value : undefined
  if (node.kind === 'binary' && (node.op === '&&' || node.op === '||')) {
    return truthOfBoth(node.op === '||', truthOf(node.left, facts, hidden), truthOf(node.right, facts, hidden))
  }
  const question = questionOf(node, hidden)
  const answer = question === null ? undefined : answerOf(question, facts)
  return answer ?? (isConstant(node) ? constantTruth(node) : undefined)
}

/** One side decides where it is what the operator looks for. */
function truthOfBoth(decisive: boolean, left: boolean | undefined, right: boolean | undefined): boolean | undefined {
  if (left === decisive || right === decisive) return decisive
  return left === undefined || right === undefined ? undefined : !decisive
}

/** What is asked in truth by `!a`, `a != b` and `IsEmpty(a) == false`. */
function askedOf(node: Node): { claim: Node; isReversed: boolean } | null {
  if (node.kind === 'unary' && node.op === '!') return { claim: node.of, isReversed: true }
  if (node.kind !== 'binary') return null
  if (node.op === '!=') return { claim: { ...node, op: '==' }, isReversed: true }
  const compared = comparedClaim(node)
  return compared === null ? null : { claim: compared.claim, isReversed: !compared.is }
}

function reversed(isReversed: boolean, truth: boolean | undefined): boolean | undefined {
  return truth === undefined || !isReversed ? truth : !truth
}

/** The facts after a condition turned out true or false. */
export function assume(node: Node, holds: boolean, facts: Facts, hidden: Hidden): Facts {
  const asked = askedOf(node)
  if (asked !== null) return assume(asked.claim, holds !== asked.isReversed, facts, hidden)
  if (node.kind === 'binary' && (node.op === '&&' || node.op === '||') && holds === (node.op === '&&')) {
    return assume(node.right, holds, assume(node.left, holds, facts, hidden), hidden)
  }
  if (isHidden(node, hidden)) return facts
  const conditions = new Map([...facts.conditions, [printNode(node), holds]])
  const question = questionOf(node, hidden)
  if (question === null) return { fields: facts.fields, conditions }
  const before = facts.fields.get(question.field) ?? {}
  const after = concluded({ ...before, ...learned(question, holds) })
  return { fields: new Map([...facts.fields, [question.field, after]]), conditions }
}

/** Whether a field certainly has a value. */
export function isNeverNull(node: Node, facts: Facts, hidden: Hidden): boolean {
  const field = fieldOf(node, hidden)
  return field !== null && facts.fields.get(field)?.isNull === false
}

type Question =
  | { field: string; asks: 'isNull' | 'isEmpty' | 'isBlank' | 'isEmptyText' }
  | { field: string; asks: 'equals'; value: string | number | boolean }
  | { field: string; asks: 'hasValue' }

const predicates: ReadonlyMap<string, 'isNull' | 'isEmpty' | 'isBlank'> = new Map([
  ['isnull', 'isNull'],
  ['isempty', 'isEmpty'],
  ['isblank', 'isBlank'],
  ['string.isnullorempty', 'isEmpty'],
  ['string.isnullorwhitespace', 'isBlank'],
])

/** What a condition asks of one field, if it does that and nothing else. */
function questionOf(node: Node, hidden: Hidden): Question | null {
  const [name, argument] = calledWithOne(node)
  const asks = predicates.get(canonical(name))
  if (asks !== undefined && argument !== null) {
    const field = fieldOf(argument, hidden)
    return field === null ? null : { field, asks }
  }
  if (node.kind !== 'binary') return null
  const [side, other] = node.left.kind === 'literal' ? [node.right, node.left] : [node.left, node.right]
  const field = fieldOf(side, hidden)
  if (field === null || other.kind !== 'literal') return null
  if (node.op !== '==') return ['<', '<=', '>', '>='].includes(node.op) ? { field, asks: 'hasValue' } : null
  if (other.value === null) return { field, asks: 'isNull' }
  if (other.value === '') return { field, asks: 'isEmptyText' }
  return isDecimal(other.value) ? null : { field, asks: 'equals', value: other.value }
}

function calledWithOne(node: Node): [name: string, argument: Node | null] {
  if (node.kind === 'call') return [node.name, node.args[0] ?? null]
  if (node.kind === 'method' && node.of.kind === 'name') return [`${node.of.name}.${node.name}`, node.args[0] ?? null]
  return ['', null]
}

function answerOf(question: Question, facts: Facts): boolean | undefined {
  const known = facts.fields.get(question.field)
  if (known === undefined || question.asks === 'hasValue') return undefined
  if (question.asks !== 'equals') return known[question.asks]
  if (known.equals !== undefined) return known.equals === question.value
  return known.isNull === true || known.isEmpty === true ? false : undefined
}

function learned(question: Question, holds: boolean): Known {
  if (question.asks === 'hasValue') return holds ? { isNull: false } : {}
  if (question.asks === 'equals') {
    if (!holds) return {}
    const isBlank = typeof question.value === 'string' && question.value.trim() === ''
    return { isNull: false, isEmpty: false, isBlank, isEmptyText: false, equals: question.value }
  }
  return { [question.asks]: holds }
}

/** What one fact says of the others: null is empty, the empty is blank, and so on. */
function concluded(known: Known): Known {
  const all: Known = { ...known }
  if (all.isNull === true || all.isEmptyText === true) all.isEmpty = true
  if (all.isEmpty === true) all.isBlank = true
  if (all.isBlank === false) all.isEmpty = false
  if (all.isNull === false && all.isEmptyText === false && all.isEmpty === undefined) all.isEmpty = false
  if (all.isEmpty === false) {
    all.isNull = false
    all.isEmptyText = false
  }
  if (all.isEmptyText === true) all.isNull = false
  if (all.isNull === true) all.isEmptyText = false
  return all
}

/** `IsEmpty(x) == false`: a claim that is never null, beside the answer that is wanted. */
function comparedClaim(node: Node): { claim: Node; is: boolean } | null {
  if (node.kind !== 'binary' || node.op !== '==') return null
  const [claim, word] = node.left.kind === 'literal' ? [node.right, node.left] : [node.left, node.right]
  if (word.kind !== 'literal' || typeof word.value !== 'boolean') return null
  return predicates.has(canonical(calledWithOne(claim)[0])) ? { claim, is: word.value } : null
}

/** A field of one of the records that a formula looks at as a whole; not one of a list's elements. */
function fieldOf(node: Node, hidden: Hidden): string | null {
  if (node.kind === 'name') return isHidden(node, hidden) ? null : canonical(node.name)
  if (node.kind !== 'member') return null
  const of = fieldOf(node.of, hidden)
  return of === null ? null : `${of}.${canonical(node.name)}`
}

function isHidden(node: Node, hidden: Hidden): boolean {
  if (node.kind === 'name') return hidden.bare || hidden.locals.has(node.name)
  return childrenOf(node).some((child) => isHidden(child, hidden))
}

/** No names, no clock, nothing asked: it comes out the same every time. */
function isConstant(node: Node): boolean {
  if (node.kind === 'name' || node.kind === 'lambda') return false
  if (node.kind === 'call' && !predicates.has(canonical(node.name))) return false
  if (node.kind === 'method') return predicates.has(canonical(calledWithOne(node)[0])) && node.args.every(isConstant)
  return childrenOf(node).every(isConstant)
}

function constantTruth(node: Node): boolean | undefined {
  const scope = { source: {}, parent: null, destination: null, variables: {}, answers: new Answers(), now: new Date(0) }
  try {
    const value = compileFormula(printNode(node)).evaluate(scope)
    return typeof value === 'boolean' ? value : undefined
  } catch (cause) {
    if (cause instanceof FormulaError) return undefined
    throw cause
  }
}
