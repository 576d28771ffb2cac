/** Calls: is there such a function, does it take so many arguments, and of these kinds? */

import { arityProblem } from './arity.ts'
import type { Node } from './ast.ts'
import { checkEach } from './check-each.ts'
import {
  type Checking,
  changeTo,
  either,
  excluder,
  fieldShape,
  hiddenAt,
  isNumeric,
  shapeName,
  unknown,
  type Where,
} from './check-state.ts'
import { isNeverNull } from './facts.ts'
import type { Place } from './formula-error.ts'
import { expectation, type Param, type ParamType } from './function.ts'
import {
  functionOfType,
  functionsByName,
  methodsByName,
  namesIn,
  nearBehindValue,
  propertiesByName,
} from './functions.ts'
import { givesElement, givesElements } from './list-results.ts'
import { canonical, didYouMean, nearNames } from './names.ts'
import type { Shape } from './shape.ts'

type Of<K extends Node['kind']> = Extract<Node, { kind: K }>

export function checkCall(node: Of<'call'>, where: Where, checking: Checking): Shape {
  const lookup = checking.lookups.get(canonical(node.name))
  if (lookup !== undefined) {
    checkArguments(node, lookup, node.args, where, checking, null)
    return unknown
  }
  const fn = functionsByName.get(canonical(node.name))?.[0]
  if (fn !== undefined) return checkArguments(node, fn, node.args, where, checking, null)
  const known = [...namesIn(functionsByName), ...[...checking.lookups.values()].map((one) => one.name)]
  const place = { at: node.at, end: node.at + node.name.length }
  reportUnknown(place, node.name, 'function', known, checking)
  for (const arg of node.args) checking.check(arg, where, checking)
  return unknown
}

export function checkMethod(node: Of<'method'>, where: Where, checking: Checking): Shape {
  const fixed = functionOfType(node, where.locals, functionsByName)
  if (fixed !== undefined) return checkArguments(node, fixed, node.args, where, checking, null)
  const receiver = checking.check(node.of, where, checking)
  const candidates = methodsByName.get(canonical(node.name))
  if (candidates === undefined) {
    const from = checking.text.lastIndexOf(node.name, (node.args[0]?.at ?? node.end) - 1)
    const place = { at: from, end: from + node.name.length }
    reportUnknown(place, node.name, 'method', namesIn(methodsByName), checking)
    for (const arg of node.args) checking.check(arg, where, checking)
    return unknown
  }
  const fitting = candidates.filter((fn) => fits(fn.params[0], receiver))
  const [first] = fitting.filter((fn) => arityProblem(fn, node.args.length + 1) === null).concat(fitting)
  if (first === undefined) {
    checking.report(node, 'type_mismatch', `${shapeName(receiver)} has no method ${node.name}`)
    return unknown
  }
  const isCertain = fitting.length === 1 || receiver.type !== 'any'
  const shape = checkArguments(node, first, node.args, where, checking, { node: node.of, shape: receiver })
  return isCertain ? shape : unknown
}

export function checkMember(node: Of<'member'>, where: Where, checking: Checking): Shape {
  const fixed = functionOfType(node, where.locals, propertiesByName)
  if (fixed !== undefined) return resultShape(fixed)
  const of = checking.check(node.of, where, checking)
  const place = { at: node.end - node.name.length, end: node.end }
  if (of.type === 'record') return fieldShape(checking, of, node.name, place)
  if (of.type === 'any') return unknown
  const properties = propertiesByName.get(canonical(node.name)) ?? []
  const property = properties.find((fn) => fits(fn.params[0], of))
  if (property !== undefined) return canonical(node.name) === 'value' ? of : resultShape(property)
  const hint = of.type === 'list' ? '; take an element first, e.g. with First or FirstMatch' : ''
  checking.report(place, 'unknown_field', `${shapeName(of)} has no member ${node.name}${hint}`)
  return unknown
}

function reportUnknown(place: Place, name: string, what: string, known: readonly string[], checking: Checking): void {
  const near = nearNames(name, known)
  const meant = near.length === 0 && what === 'function' ? nearBehindValue(name) : near
  const message = `There is no ${what} ${name}${didYouMean(meant)}`
  checking.report(place, 'unknown_function', message, changeTo(near[0], place))
}

function fits(param: Asked | undefined, shape: Shape): boolean {
  if (param === undefined) return false
  if (param.type === 'any' || shape.type === 'any' || param.type === shape.type) return true
  if (param.type === 'date') return shape.type === 'text'
  return (param.type === 'number' || param.type === 'whole') && isNumeric(shape)
}

/** A parameter as far as it is checked: of a function, or of a look-up. */
type Asked = Pick<Param, 'name' | 'type'> & { optional?: boolean; rest?: boolean }

interface Called {
  readonly name: string
  readonly params: readonly Asked[]
  readonly gives?: ParamType
}

interface Receiver {
  node: Node
  shape: Shape
}

function checkArguments(
  node: Node,
  fn: Called,
  args: readonly Node[],
  where: Where,
  checking: Checking,
  receiver: Receiver | null,
): Shape {
  const from = receiver === null ? 0 : 1
  const wrong = arityProblem(fn, args.length + from)
  if (wrong !== null) checking.report(node, 'wrong_arity', wrong)
  const shapes: Shape[] = receiver === null ? [] : [receiver.shape]
  let body: Shape = unknown
  for (const [index, arg] of args.entries()) {
    const param = fn.params[index + from] ?? fn.params.findLast(({ rest }) => rest)
    if (param?.type === 'each') {
      body = checkEach(arg, elementOf(shapes[0]), where, checking, param.name === 'condition')
      continue
    }
    const shape = checking.check(arg, where, checking)
    shapes.push(shape)
    const isMisfit = param !== undefined && param.rest !== true && !fits(param, shape)
    if (isMisfit) {
      const message = `${fn.name}: ${param.name} is ${expectation(param.type)}, and this is ${shapeName(shape)}`
      checking.report(arg, 'type_mismatch', message)
    }
  }
  if (canonical(fn.name) === 'coalesce') checkFallbacks(args, where, checking)
  return shapeOfResult(fn, args, shapes, body, checking)
}

/** Behind a value that is never null, Coalesce never looks. */
function checkFallbacks(args: readonly Node[], where: Where, checking: Checking): void {
  const hidden = hiddenAt(where)
  const at = args.findIndex((arg) => isNeverNull(arg, where.facts, hidden))
  const [certain, next, last] = [args[at], args[at + 1], args.at(-1)]
  if (certain === undefined || next === undefined || last === undefined) return
  const byFilter = isNeverNull(certain, checking.filterFacts, hidden)
  const message = `This fallback can never be reached: ${excluder(byFilter)}`
  checking.report({ at: next.at, end: last.end }, 'unreachable_branch', message)
}

function elementOf(shape: Shape | undefined): Shape {
  return shape?.type === 'list' ? shape.of : unknown
}

function shapeOfResult(
  fn: Called,
  args: readonly Node[],
  shapes: readonly Shape[],
  body: Shape,
  checking: Checking,
): Shape {
  const name = canonical(fn.name)
  const [first = unknown] = shapes
  if (givesElement.has(name)) return elementOf(first)
  if (givesElements.has(name)) return first
  if (name === 'select') return { type: 'list', of: body }
  if (name === 'coalesce') return shapes.reduce(either, first)
  if (name === 'fieldfromfirstmatch' || name === 'getvalue') {
    const record = name === 'getvalue' ? first : elementOf(first)
    const field = args.at(-1)
    if (record.type !== 'record' || field?.kind !== 'literal' || typeof field.value !== 'string') return unknown
    return fieldShape(checking, record, field.value, { at: field.at + 1, end: field.end - 1 })
  }
  return resultShape(fn)
}

function resultShape(fn: Pick<Called, 'gives'>): Shape {
  switch (fn.gives) {
    case 'number':
      return { type: 'decimal' }
    case 'text':
    case 'whole':
    case 'flag':
    case 'date':
      return { type: fn.gives }
    case 'list':
      return { type: 'list', of: unknown }
    default:
      return unknown
  }
}
