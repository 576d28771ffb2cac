/** Statements: the same questions, one after the other. */
import type { Statement } from './ast.ts'
import { checkTest } from './check-condition.ts'
import { type Checking, hiddenAt, shapeName, unknown, type Where, withLocal } from './check-state.ts'
import { assume } from './facts.ts'

/** Whether the statements always end in a return. */
export function checkStatements(statements: readonly Statement[], top: Where, checking: Checking): boolean {
  let where = top
  for (const [index, statement] of statements.entries()) {
    if (statement.kind === 'declare') {
      where = withLocal(where, statement.name, checking.check(statement.value, where, checking))
      continue
    }
    const returns = checkStatement(statement, where, checking)
    const next = statements[index + 1]
    if (returns && next !== undefined) {
      const place = { at: next.at, end: statements.at(-1)?.end ?? next.end }
      const fix = { title: 'Remove it', text: '', ...place }
      checking.report(place, 'unreachable_branch', 'This can never be reached: everything before it returns', fix)
      return true
    }
    if (returns) return true
    // Behind `if (x) return …;` x is false.
    if (statement.kind === 'if' && statement.no === null && alwaysReturns(statement.yes)) {
      where = { ...where, facts: assume(statement.test, false, where.facts, hiddenAt(where)) }
    }
  }
  return false
}

function checkStatement(statement: Statement, where: Where, checking: Checking): boolean {
  switch (statement.kind) {
    case 'return':
      checking.check(statement.value, where, checking)
      return true
    case 'block':
      return checkStatements(statement.statements, where, checking)
    case 'declare':
      return checkStatements([statement], where, checking)
    case 'assign':
      checking.check(statement.value, where, checking)
      return false
    case 'if':
      return checkIf(statement, where, checking)
    case 'foreach': {
      const list = checking.check(statement.list, where, checking)
      if (list.type !== 'list' && list.type !== 'any') {
        checking.report(statement.list, 'type_mismatch', `foreach goes through a list, and this is ${shapeName(list)}`)
      }
      const element = list.type === 'list' ? list.of : unknown
      checkStatement(statement.body, withLocal(where, statement.name, element), checking)
      return false
    }
  }
}

function checkIf(statement: Extract<Statement, { kind: 'if' }>, where: Where, checking: Checking): boolean {
  const { test, yes, no } = statement
  const known = checkTest(test, where, checking, { yes, no, whole: no === null ? null : statement })
  const hidden = hiddenAt(where)
  const after = (holds: boolean) => ({ ...where, facts: assume(test, holds, where.facts, hidden) })
  const yesReturns = known === false || checkStatement(yes, after(true), checking)
  if (no === null) return yesReturns && known === true
  const noReturns = known === true || checkStatement(no, after(false), checking)
  return yesReturns && noReturns
}

function alwaysReturns(statement: Statement): boolean {
  if (statement.kind === 'return') return true
  if (statement.kind === 'block') return statement.statements.some(alwaysReturns)
  return statement.kind === 'if' && statement.no !== null && alwaysReturns(statement.yes) && alwaysReturns(statement.no)
}
