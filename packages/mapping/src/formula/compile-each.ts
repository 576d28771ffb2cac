/** Conditions and selections that look at one element: lambdas, and texts in the language itself. */
import type { Node } from './ast.ts'
import { type CompileState, type Evaluate, type FieldPath, type Names, withLocal } from './compile-state.ts'
import { conditionTree, madeConditionTree } from './condition-tree.ts'
import { Trouble } from './formula-error.ts'
import type { Each } from './function.ts'
import { type Run, spend, spendReading } from './run.ts'
import { countNodes } from './walk.ts'

/** Conditions made while a formula runs are not forgotten at once: this many of each call are kept. */
const keptConditions = 50
const deepestConditions = 4

export function compileEach(
  node: Node,
  names: Names,
  state: CompileState,
  path: FieldPath | null,
): (run: Run) => Each | null {
  const slot = state.slots++
  if (node.kind === 'lambda') {
    const body = state.compile(node.body, withLocal(names, node.param, slot, path), state)
    return eachOf(body, slot, countNodes(node.body))
  }
  // In a text a bare name is a field of the element, whatever the formula around it calls its own.
  const inside: Names = { ...names, locals: new Map(), localPaths: new Map(), element: slot, elementPath: path }
  if (node.kind === 'literal' && typeof node.value === 'string') {
    const tree = conditionTree(node.value, node, state)
    return eachOf(state.compile(tree, inside, state), slot, countNodes(tree))
  }
  return compileWhileRunning(node, state.compile(node, names, state), slot, inside, state)
}

function eachOf(body: Evaluate, slot: number, cost: number): (run: Run) => Each {
  return (run) => (element) => {
    spend(run, cost)
    const before = run.slots[slot] ?? null
    run.slots[slot] = element
    const result = body(run)
    run.slots[slot] = before
    return result
  }
}

/** The condition is put together by the formula itself: `"City == \"" + City + "\""`. */
function compileWhileRunning(
  node: Node,
  condition: Evaluate,
  slot: number,
  names: Names,
  state: CompileState,
): (run: Run) => Each | null {
  const kept = new Map<string, (run: Run) => Each>()
  return (run) => {
    const text = condition(run)
    run.place = node
    if (text === null) return null
    if (typeof text !== 'string') throw new Trouble('A condition is a text or a lambda')
    spendReading(run, text)
    let made = kept.get(text)
    if (made === undefined) {
      made = compileText(text, node, slot, names, state)
      spend(run, text.length)
      if (kept.size >= keptConditions) kept.clear()
      kept.set(text, made)
    }
    const each = made(run)
    return (element) => {
      if (++run.depth > deepestConditions) throw new Trouble('Conditions that make conditions nest too deep')
      const result = each(element)
      run.depth--
      return result
    }
  }
}

function compileText(text: string, node: Node, slot: number, names: Names, state: CompileState): (run: Run) => Each {
  const own: CompileState = { ...state, reads: new Map(), lookupsUsed: new Set(), slots: state.slots + 1 }
  const tree = madeConditionTree(text, node, state)
  const body = own.compile(tree, names, own)
  return eachOf(body, slot, countNodes(tree))
}
