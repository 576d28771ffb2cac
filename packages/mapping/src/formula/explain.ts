/** A formula told as it happened: the value, the branches taken, the inputs read. */
import type { Json } from '../json.ts'
import type { Formula } from './compile.ts'
import { FormulaError } from './formula-error.ts'
import { canonical } from './names.ts'
import type { Trace } from './run.ts'
import type { Scope } from './scope.ts'
import { toJson } from './to-json.ts'

export interface FormulaExplanation {
  /** Absent where the formula failed. */
  readonly value?: Json
  readonly error?: FormulaError
  /** The conditions in the order in which they were asked. */
  readonly branches: readonly { condition: string; at: number; end: number; taken: 'then' | 'else' }[]
  /** The fields that were read, each once, by the names as they are written. */
  readonly inputs: readonly { path: string; value: Json }[]
}

export function explainFormula(formula: Formula, scope: Scope): FormulaExplanation {
  const branches: { condition: string; at: number; end: number; taken: 'then' | 'else' }[] = []
  const inputs = new Map<string, { path: string; value: Json }>()
  const trace: Trace = {
    branch: ({ at, end }, taken) => branches.push({ condition: formula.text.slice(at, end), at, end, taken }),
    read: (names, value) => {
      const path = names.join('.')
      inputs.set(canonical(path), { path, value: toJson(value) ?? null })
    },
  }
  try {
    const value = toJson(formula.evaluate(scope, trace)) ?? null
    return { value, branches, inputs: [...inputs.values()] }
  } catch (cause) {
    if (cause instanceof FormulaError) return { error: cause, branches, inputs: [...inputs.values()] }
    throw cause
  }
}
