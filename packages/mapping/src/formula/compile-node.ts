/** Expressions → closures, one for each node of the tree. */
import type { Node } from './ast.ts'
import { castTo } from './cast.ts'
import { compileCall, compileMember, compileMethod } from './compile-call.ts'
import { type CompileState, type Evaluate, type Names, pathOf, problem, remember } from './compile-state.ts'
import { isWhole, negate } from './decimal.ts'
import { formatted } from './format.ts'
import { Trouble } from './formula-error.ts'
import { canonical, type FieldName, fieldName, getOwn } from './names.ts'
import { arithmetic, compare, condition, equal, joined, plus, text, truth } from './operators.ts'
import { partOfText } from './part-of-text.ts'
import { nameOf, type Run, spendList } from './run.ts'
import { isList, isNumber, isRecord, kindName, kindOf, type Value } from './value.ts'

export function compileNode(node: Node, names: Names, state: CompileState): Evaluate {
  switch (node.kind) {
    case 'literal': {
      const { value } = node
      return () => value
    }
    case 'name':
      return compileName(node, names, state)
    case 'member':
      return compileMember(node, names, state)
    case 'index':
      return compileIndex(node, names, state)
    case 'call':
      return compileCall(node, names, state)
    case 'method':
      return compileMethod(node, names, state)
    case 'unary':
      return compileUnary(node, names, state)
    case 'binary':
      return compileBinary(node, names, state)
    case 'ternary':
      return compileTernary(node, names, state)
    case 'list':
      return compileList(node, names, state)
    case 'template':
      return compileTemplate(node, names, state)
    case 'cast': {
      const of = compileNode(node.of, names, state)
      return (run) => {
        const value = of(run)
        run.place = node
        return castTo(node.type, value)
      }
    }
    case 'lambda':
      throw problem(state, node, 'A lambda stands only where a function asks for a condition')
  }
}

type Of<K extends Node['kind']> = Extract<Node, { kind: K }>

function compileName(node: Of<'name'>, names: Names, state: CompileState): Evaluate {
  const slot = names.locals.get(node.name)
  if (slot !== undefined) return (run) => run.slots[slot] ?? null
  const key = canonical(node.name)
  if (key === 'parent') return ({ scope }) => scope.parent
  if (key === 'destinationvalue') {
    state.usesDestination = true
    return ({ scope }) => scope.destination
  }
  const name = fieldName(node.name)
  if (state.variables.has(key)) return ({ scope }) => getOwn(scope.variables, name) ?? null
  const path = pathOf(node, names)
  if (path !== null && path.path.length > 0) remember(state, path)
  const { element } = names
  if (key === 'this') return element === null ? ({ scope }) => scope.source : (run) => run.slots[element] ?? null
  if (element !== null) return (run) => elementField(run, element, name)
  const written = [node.name] as const
  return (run) => {
    const found = getOwn(run.scope.source, name)
    const value = found === undefined ? (getOwn(run.scope.variables, name) ?? null) : found
    if (run.trace !== null) run.trace.read(written, value)
    return value
  }
}

/** A field of the element that a condition looks at; `it` is the element itself where it is no record. */
function elementField(run: Run, slot: number, name: FieldName): Value {
  const element = run.slots[slot] ?? null
  if (!isRecord(element) && name.canonical === 'it') return element
  const found = isRecord(element) ? getOwn(element, name) : undefined
  return found === undefined ? (getOwn(run.scope.variables, name) ?? null) : found
}

function compileIndex(node: Of<'index'>, names: Names, state: CompileState): Evaluate {
  const of = compileNode(node.of, names, state)
  const index = compileNode(node.index, names, state)
  return (run) => {
    const [value, at] = [of(run), index(run)]
    run.place = node
    return elementAt(run, value, at)
  }
}

/** Beyond the end there is nothing: null. */
function elementAt(run: Run, value: Value, at: Value): Value {
  if (value === null || at === null) return null
  if (isRecord(value) && typeof at === 'string') return getOwn(value, nameOf(run, at)) ?? null
  if (isNumber(at) && isWhole(at) && (isList(value) || typeof value === 'string')) {
    const position = Number(at)
    if (position < 0 || position >= value.length) return null
    return isList(value) ? (value[position] ?? null) : partOfText(value, position, position + 1)
  }
  throw new Trouble(
    `[ ] takes a list or a text and a whole number, or a record and a name; this is ${describe(value)} and ${describe(at)}`,
  )
}

function describe(value: Value): string {
  return kindName[kindOf(value)]
}

function compileUnary(node: Of<'unary'>, names: Names, state: CompileState): Evaluate {
  const of = compileNode(node.of, names, state)
  if (node.op === '!') {
    return (run) => {
      const value = of(run)
      if (typeof value === 'boolean') return !value
      run.place = node
      return !truth(value)
    }
  }
  return (run) => {
    const value = of(run)
    run.place = node
    if (value === null) return null
    if (!isNumber(value)) throw new Trouble(`${node.op} takes a number, and this is ${describe(value)}`)
    return node.op === '-' ? negate(value) : value
  }
}

function compileBinary(node: Of<'binary'>, names: Names, state: CompileState): Evaluate {
  const left = compileNode(node.left, names, state)
  const right = compileNode(node.right, names, state)
  const { op } = node
  const both = (apply: (run: Run, a: Value, b: Value) => Value): Evaluate => {
    return (run) => {
      const a = left(run)
      const b = right(run)
      run.place = node
      return apply(run, a, b)
    }
  }
  switch (op) {
    case '&&':
      return (run) => condition(run, node.left, left) && condition(run, node.right, right)
    case '||':
      return (run) => condition(run, node.left, left) || condition(run, node.right, right)
    case '??':
      return (run) => left(run) ?? right(run)
    case '==':
      return both(equal)
    case '!=':
      return both((run, a, b) => !equal(run, a, b))
    case '<':
      return both((run, a, b) => compare(run, a, b) === -1)
    case '>':
      return both((run, a, b) => compare(run, a, b) === 1)
    case '<=':
      return both((run, a, b) => (compare(run, a, b) ?? 1) !== 1)
    case '>=':
      return both((run, a, b) => (compare(run, a, b) ?? -1) !== -1)
    case '+':
      return both(plus)
    default:
      return both((_, a, b) => arithmetic(op, a, b))
  }
}

function compileTernary(node: Of<'ternary'>, names: Names, state: CompileState): Evaluate {
  const test = compileNode(node.test, names, state)
  const yes = compileNode(node.yes, names, state)
  const no = compileNode(node.no, names, state)
  return (run) => {
    const isTrue = condition(run, node.test, test)
    if (run.trace !== null) run.trace.branch(node.test, isTrue ? 'then' : 'else')
    return isTrue ? yes(run) : no(run)
  }
}

function compileList(node: Of<'list'>, names: Names, state: CompileState): Evaluate {
  const items = node.items.map((item) => compileNode(item, names, state))
  return (run) => {
    spendList(run, items.length)
    return items.map((item) => item(run))
  }
}

function compileTemplate(node: Of<'template'>, names: Names, state: CompileState): Evaluate {
  const parts = node.parts.map((part): Evaluate => {
    if (typeof part === 'string') return () => part
    const value = compileNode(part.value, names, state)
    const { format } = part
    if (format === null) return value
    return (run) => {
      const given = value(run)
      run.place = node
      return formatted(given, format)
    }
  })
  return (run) => {
    let result = ''
    for (const part of parts) {
      const value = part(run)
      run.place = node
      result = joined(run, result, text(value))
    }
    return result
  }
}
