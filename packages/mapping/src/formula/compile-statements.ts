/** Statements → closures. Undefined: nothing was returned yet. */
import type { Statement } from './ast.ts'
import { type CompileState, type Evaluate, type Names, pathOf, problem, withLocal } from './compile-state.ts'
import { Trouble } from './formula-error.ts'
import { nearNames } from './names.ts'
import { arithmetic, condition, plus } from './operators.ts'
import { type Run, spend } from './run.ts'
import { isList, kindName, kindOf, type Value } from './value.ts'

type Step = (run: Run) => Value | undefined

/** A body that returns nothing gives null. */
export function compileStatements(statements: readonly Statement[], names: Names, state: CompileState): Evaluate {
  const body = compileSequence(statements, names, state)
  return (run) => body(run) ?? null
}

function compileSequence(statements: readonly Statement[], names: Names, state: CompileState): Step {
  let inside = names
  const steps = statements.map((statement): Step => {
    if (statement.kind !== 'declare') return compileStatement(statement, inside, state)
    const value = state.compile(statement.value, inside, state)
    const slot = state.slots++
    if (inside.locals.has(statement.name)) {
      throw problem(state, statement, `${statement.name} is there already`)
    }
    inside = withLocal(inside, statement.name, slot, pathOf(statement.value, inside))
    return (run) => {
      run.slots[slot] = value(run)
      return undefined
    }
  })
  return (run) => {
    for (const step of steps) {
      const result = step(run)
      if (result !== undefined) return result
    }
    return undefined
  }
}

function compileStatement(statement: Statement, names: Names, state: CompileState): Step {
  switch (statement.kind) {
    case 'return':
      return state.compile(statement.value, names, state)
    case 'block':
      return compileSequence(statement.statements, names, state)
    case 'if':
      return compileIf(statement, names, state)
    case 'assign':
      return compileAssign(statement, names, state)
    case 'foreach':
      return compileForeach(statement, names, state)
    case 'declare':
      return compileSequence([statement], names, state)
  }
}

function compileIf(statement: Extract<Statement, { kind: 'if' }>, names: Names, state: CompileState): Step {
  const { test } = statement
  const isTrue = state.compile(test, names, state)
  const yes = compileStatement(statement.yes, names, state)
  const no = statement.no === null ? null : compileStatement(statement.no, names, state)
  return (run) => {
    const taken = condition(run, test, isTrue)
    if (run.trace !== null) run.trace.branch(test, taken ? 'then' : 'else')
    return taken ? yes(run) : no?.(run)
  }
}

function compileAssign(statement: Extract<Statement, { kind: 'assign' }>, names: Names, state: CompileState): Step {
  const slot = names.locals.get(statement.name)
  if (slot === undefined) {
    const near = nearNames(statement.name, names.locals.keys())
    throw problem(state, statement, `${statement.name} is no variable of this formula; begin with var`, near)
  }
  const value = state.compile(statement.value, names, state)
  const { op } = statement
  return (run) => {
    const right = value(run)
    const left = run.slots[slot] ?? null
    run.place = statement
    if (op === '=') run.slots[slot] = right
    else if (op === '+=') run.slots[slot] = plus(run, left, right)
    else run.slots[slot] = arithmetic(op === '-=' ? '-' : op === '*=' ? '*' : '/', left, right)
    return undefined
  }
}

function compileForeach(statement: Extract<Statement, { kind: 'foreach' }>, names: Names, state: CompileState): Step {
  const list = state.compile(statement.list, names, state)
  const slot = state.slots++
  const inside = withLocal(names, statement.name, slot, pathOf(statement.list, names))
  const body = compileStatement(statement.body, inside, state)
  // Each part of the body may run once for each element.
  const cost = Math.max(1, Math.ceil((statement.body.end - statement.body.at) / 4))
  return (run) => {
    const items = list(run)
    run.place = statement
    if (items === null) return undefined
    if (!isList(items)) throw new Trouble(`foreach goes through a list, and this is ${kindName[kindOf(items)]}`)
    for (const item of items) {
      spend(run, cost)
      run.slots[slot] = item
      const result = body(run)
      if (result !== undefined) return result
    }
    return undefined
  }
}
