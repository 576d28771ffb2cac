/** Conditions and the branches behind them. */
import type { Node } from './ast.ts'
import { type Checking, either, excluder, hiddenAt, isFlag, shapeName, unknown, type Where } from './check-state.ts'
import { assume, noFacts, truthOf } from './facts.ts'
import type { Place } from './formula-error.ts'
import type { Shape } from './shape.ts'

export function expectFlag(node: Node, shape: Shape, checking: Checking): void {
  if (isFlag(shape)) return
  checking.report(node, 'not_boolean', `A condition is true or false, and this is ${shapeName(shape)}`)
}

export function checkTernary(node: Extract<Node, { kind: 'ternary' }>, where: Where, checking: Checking): Shape {
  const known = checkTest(node.test, where, checking, { yes: node.yes, no: node.no, whole: node })
  const hidden = hiddenAt(where)
  const yes = known === false ? null : checking.check(node.yes, after(true), checking)
  const no = known === true ? null : checking.check(node.no, after(false), checking)
  return yes === null || no === null ? (yes ?? no ?? unknown) : either(yes, no)

  function after(holds: boolean): Where {
    return { ...where, facts: assume(node.test, holds, where.facts, hidden) }
  }
}

/** Checks a condition; tells how it always ends, where that is certain, and reports the branch that it cuts off. */
export function checkTest(
  test: Node,
  where: Where,
  checking: Checking,
  branches: { yes: Place; no: Place | null; whole: Place | null },
): boolean | undefined {
  expectFlag(test, checking.check(test, where, checking), checking)
  const hidden = hiddenAt(where)
  const known = truthOf(test, where.facts, hidden)
  if (known === undefined) return undefined
  const live = known ? branches.yes : branches.no
  const dead = known ? branches.no : branches.yes
  const fix =
    branches.whole === null || live === null
      ? undefined
      : {
          title: 'Keep only the branch that is taken',
          at: branches.whole.at,
          end: branches.whole.end,
          text: checking.text.slice(live.at, live.end),
        }
  if (truthOf(test, noFacts, hidden) !== undefined) {
    checking.report(test, 'constant_condition', `This condition is always ${known}`, fix)
  } else if (dead === null) {
    checking.report(test, 'constant_condition', `This condition is always ${known} here`)
  } else {
    const byFilter = truthOf(test, checking.filterFacts, hidden) !== undefined
    checking.report(dead, 'unreachable_branch', `This branch can never be reached: ${excluder(byFilter)}`, fix)
  }
  return known
}
