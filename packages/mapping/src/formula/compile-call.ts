/** Calls: functions by name, methods behind a value, members, and look-ups. */

import { arityProblem } from './arity.ts'
import type { Node } from './ast.ts'
import { compileEach } from './compile-each.ts'
import { compileLookup } from './compile-lookup.ts'
import {
  type CompileState,
  type Evaluate,
  type FieldPath,
  type Names,
  pathOf,
  problem,
  remember,
} from './compile-state.ts'
import { Trouble } from './formula-error.ts'
import { argumentOf, type FormulaFunction, type Given, type Param } from './function.ts'
import {
  functionOfType,
  functionsByName,
  methodsByName,
  namesIn,
  nearBehindValue,
  propertiesByName,
} from './functions.ts'
import { canonical, fieldName, getOwn, nearNames } from './names.ts'
import { type Run, spend, spendList, spendReading, spendText } from './run.ts'
import { isList, isRecord, kindName, kindOf, type Value } from './value.ts'

type Of<K extends Node['kind']> = Extract<Node, { kind: K }>

export function compileCall(node: Of<'call'>, names: Names, state: CompileState): Evaluate {
  const key = canonical(node.name)
  const lookup = state.lookups.get(key)
  if (lookup !== undefined) return compileLookup(node, lookup, names, state)
  const fn = functionsByName.get(key)?.[0]
  if (fn !== undefined) return compileApplied(node, fn, node.args, names, state)
  const near = nearNames(node.name, [
    ...namesIn(functionsByName),
    ...[...state.lookups.values()].map((one) => one.name),
  ])
  const meant = near.length === 0 ? nearBehindValue(node.name) : near
  throw problem(state, { at: node.at, end: node.at + node.name.length }, `There is no function ${node.name}`, meant)
}

/** `Math.Round(x)` is a function with a point in its name; `x.Trim()` belongs to the value before the point. */
export function compileMethod(node: Of<'method'>, names: Names, state: CompileState): Evaluate {
  const fixed = functionOfType(node, names.locals, functionsByName)
  if (fixed !== undefined) return compileApplied(node, fixed, node.args, names, state)
  const candidates = methodsByName.get(canonical(node.name))
  if (candidates === undefined) {
    const place = { at: node.of.end, end: node.end }
    throw problem(state, place, `There is no method ${node.name}`, nearNames(node.name, namesIn(methodsByName)))
  }
  const fitting = candidates.filter((fn) => arityProblem(fn, node.args.length + 1) === null)
  const [first] = candidates
  if (fitting.length === 0 && first !== undefined) {
    throw problem(state, node, arityProblem(first, node.args.length + 1) ?? '')
  }
  const of = state.compile(node.of, names, state)
  const receiver = pathOf(node.of, names)
  const argumentsOf = (fn: FormulaFunction) => compileArguments(fn, node.args, 1, names, state, receiver)
  // Without a condition among them, arguments mean the same to all: to compile them for each would double at every level.
  const shared = first === undefined || fitting.some(takesCondition) ? null : argumentsOf(fitting[0] ?? first)
  const choices = fitting.map((fn) => ({ fn, args: shared ?? argumentsOf(fn) }))
  return (run) => {
    const value = of(run)
    run.place = node
    const choice = choices.find(({ fn }) => accepts(fn.params[0], value))
    if (choice !== undefined) return apply(run, node, choice.fn, choice.args, value)
    if (value === null) return null
    throw new Trouble(`${kindName[kindOf(value)]} has no method ${node.name}`)
  }
}

function takesCondition(fn: FormulaFunction): boolean {
  return fn.params.some((param) => param.type === 'each')
}

export function compileMember(node: Of<'member'>, names: Names, state: CompileState): Evaluate {
  const fixed = functionOfType(node, names.locals, propertiesByName)
  if (fixed !== undefined) return (run) => fixed.run([], run)
  const path = pathOf(node, names)
  if (path !== null && path.path.length > 0) remember(state, path)
  const of = state.compile(node.of, names, state)
  const name = fieldName(node.name)
  const properties = propertiesByName.get(canonical(node.name)) ?? []
  const looksAtNull = properties.some((fn) => fn.params[0]?.takesNull === true)
  const written = path === null ? null : path.of === 'source' ? path.path : [rootNames[path.of], ...path.path]
  return (run) => {
    const value = of(run)
    let result: Value = null
    if (isRecord(value)) result = getOwn(value, name) ?? null
    else if (value !== null || looksAtNull) result = property(run, node, properties, value)
    if (run.trace !== null && written !== null) run.trace.read(written, result)
    return result
  }
}

const rootNames = { parent: 'Parent', destination: 'DestinationValue' } as const

function property(run: Run, node: Of<'member'>, properties: readonly FormulaFunction[], value: Value): Value {
  run.place = node
  for (const fn of properties) {
    const [receiver] = fn.params
    if (receiver === undefined || !accepts(receiver, value)) continue
    return fn.run([argumentOf(value, fn, receiver, run)], run)
  }
  const hint = isList(value) ? '; take an element first, e.g. with First or FirstMatch' : ''
  throw new Trouble(`${kindName[kindOf(value)]} has no member ${node.name}${hint}`)
}

function accepts(param: Param | undefined, value: Value): boolean {
  if (param === undefined) return false
  if (value === null) return param.takesNull
  const kind = kindOf(value)
  if (param.type === 'date') return kind === 'date' || kind === 'text'
  return param.type === 'any' || param.type === kind || (param.type === 'whole' && kind === 'number')
}

function compileApplied(node: Node, fn: FormulaFunction, args: Node[], names: Names, state: CompileState): Evaluate {
  const wrong = arityProblem(fn, args.length)
  if (wrong !== null) throw problem(state, node, wrong)
  const compiled = compileArguments(fn, args, 0, names, state, null)
  const [only] = fn.params
  const [argument] = compiled
  if (fn.params.length === 1 && only?.type === 'any' && argument !== undefined) {
    return (run) => {
      const value = argument(run)
      run.place = node
      return fn.run([value], run)
    }
  }
  return (run) => apply(run, node, fn, compiled, undefined)
}

/** What a function is given: a value, or an element's function where it asks for a condition. */
type Supply = (run: Run) => Given

function compileArguments(
  fn: FormulaFunction,
  args: readonly Node[],
  from: number,
  names: Names,
  state: CompileState,
  receiver: FieldPath | null,
): Supply[] {
  let listPath = receiver
  return args.map((arg, index) => {
    const param = fn.params[Math.min(index + from, fn.params.length - 1)]
    if (param?.type === 'each') return compileEach(arg, names, state, listPath)
    if (index + from === 0) listPath = pathOf(arg, names)
    if (param?.type === 'text' && arg.kind === 'literal' && typeof arg.value === 'string' && listPath !== null) {
      rememberField(fn, arg.value, listPath, state)
    }
    return state.compile(arg, names, state)
  })
}

/** Functions such as GetValue name a field by a text. */
function rememberField(fn: FormulaFunction, field: string, path: FieldPath, state: CompileState): void {
  if (!fn.params.some((param) => param.name === 'field')) return
  remember(state, { of: path.of, path: [...path.path, field] })
}

function apply(
  run: Run,
  node: Node,
  fn: FormulaFunction,
  supplies: readonly Supply[],
  receiver: Value | undefined,
): Value {
  const given: Given[] = []
  const from = receiver === undefined ? 0 : 1
  for (let index = 0; index < fn.params.length; index++) {
    const param = fn.params[index]
    if (param === undefined) continue
    if (param.rest) {
      const values = supplies.slice(index - from).map((supply) => plain(supply(run)))
      charge(run, values)
      given.push(values)
      break
    }
    const isReceiver = index === 0 && receiver !== undefined
    const value = isReceiver ? receiver : (supplies[index - from]?.(run) ?? null)
    if (value === null && !param.takesNull) return null
    run.place = node
    given.push(value === null || typeof value === 'function' ? value : argumentOf(value, fn, param, run))
  }
  run.place = node
  charge(run, given)
  const result = fn.run(given, run)
  if (typeof result === 'string') spendText(run, result.length)
  else if (isList(result)) spendList(run, result.length)
  return result
}

/** Every call pays for what it was given, whatever the function does with it. */
function charge(run: Run, given: readonly Given[]): void {
  for (const value of given) {
    if (typeof value === 'string') spendReading(run, value)
    else if (Array.isArray(value)) spend(run, 1 + value.length)
    else spend(run, 1)
  }
}

function plain(given: Given): Value {
  return typeof given === 'function' ? null : given
}
