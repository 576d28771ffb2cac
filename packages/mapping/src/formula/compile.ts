/** A formula's text → something that runs. */

import { compileNode } from './compile-node.ts'
import type { CompileState, Evaluate, FieldPath, Names } from './compile-state.ts'
import { compileStatements } from './compile-statements.ts'
import { FormulaError, type Place, Trouble } from './formula-error.ts'
import { hubLookups, type LookupSignature } from './lookups.ts'
import { canonical } from './names.ts'
import { parseFormula } from './parse.ts'
import type { Run, Trace } from './run.ts'
import type { Scope } from './scope.ts'
import type { Value } from './value.ts'
import { makeZone } from './zone.ts'

/** What surrounds all formulas of one kind. */
export interface FormulaEnvironment {
  /** The look-ups that may be called; those of the hub unless told. */
  readonly lookups?: readonly LookupSignature[]
  /** Names of the variables, which hide fields of the same name. */
  readonly variables?: readonly string[]
  /** Where "local" is, by its IANA name; UTC unless told. */
  readonly timeZone?: string
}

/** A formula that was read, checked for its names and made ready to run any number of times. */
export interface Formula {
  readonly text: string
  readonly usesDestination: boolean
  /** Fields of the source, the parent and the destination that it may read. */
  readonly reads: readonly FieldPath[]
  /** Names of the look-ups that it may call. */
  readonly lookups: readonly string[]
  /** Pure and synchronous; throws nothing but a FormulaError, and what `spent` throws. */
  evaluate(scope: Scope, trace?: Trace): Value
}

export function compileFormula(text: string, environment: FormulaEnvironment = {}): Formula {
  const state: CompileState = {
    text,
    zone: guarded(text, nowhere, () => makeZone(environment.timeZone ?? 'UTC')),
    lookups: new Map((environment.lookups ?? hubLookups).map((lookup) => [canonical(lookup.name), lookup])),
    variables: new Set((environment.variables ?? hubVariables).map(canonical)),
    reads: new Map(),
    lookupsUsed: new Set(),
    patterns: new Map(),
    fieldNames: new Map(),
    slots: 0,
    usesDestination: false,
    compile: compileNode,
  }
  const evaluate = compileProgram(state)
  return {
    text,
    usesDestination: state.usesDestination,
    reads: [...state.reads.values()],
    lookups: [...state.lookupsUsed],
    evaluate: (scope, trace) => start(state, evaluate, scope, trace ?? null),
  }
}

/** What the hub tells every formula of itself. */
export const hubVariables = ['SpaceportSystemId', 'SourceTypeName'] as const

const topNames: Names = { locals: new Map(), element: null, elementPath: null, localPaths: new Map() }

function compileProgram(state: CompileState): Evaluate {
  return guarded(state.text, { at: 0, end: state.text.length }, () => {
    const program = parseFormula(state.text)
    if (program.kind === 'expression') return compileNode(program.value, topNames, state)
    return compileStatements(program.statements, topNames, state)
  })
}

function start(state: CompileState, evaluate: Evaluate, scope: Scope, trace: Trace | null): Value {
  const { zone, patterns, fieldNames: names } = state
  const run: Run = { scope, zone, patterns, names, slots: [], steps: 0, characters: 0, depth: 0, place: nowhere, trace }
  try {
    return evaluate(run)
  } catch (cause) {
    throw asFormulaError(cause, state.text, run.place)
  } finally {
    scope.spent?.(run.steps)
  }
}

const nowhere: Place = { at: 0, end: 1 }

function guarded<T>(text: string, place: Place, work: () => T): T {
  try {
    return work()
  } catch (cause) {
    throw asFormulaError(cause, text, place)
  }
}

function asFormulaError(cause: unknown, text: string, place: Place): FormulaError {
  if (cause instanceof FormulaError) return cause
  if (cause instanceof Trouble) return new FormulaError(text, place, cause.message)
  if (cause instanceof RangeError) return new FormulaError(text, place, 'This formula needs more room than it may have')
  return new FormulaError(text, place, 'This part of the formula failed in a way that it should not')
}
