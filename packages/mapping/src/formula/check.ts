/** Checking a formula before any record is there: against the shapes of what it will see. */
import type { Program } from './ast.ts'
import { checkNode } from './check-node.ts'
import { type Checking, isFlag, unknown } from './check-state.ts'
import { checkStatements } from './check-statements.ts'
import { compileFormula, type FormulaEnvironment, hubVariables } from './compile.ts'
import { type Diagnostic, diagnose } from './diagnostic.ts'
import { assume, type Facts, noFacts, nothingHidden, truthOf } from './facts.ts'
import { FormulaError } from './formula-error.ts'
import { hubLookups } from './lookups.ts'
import { canonical } from './names.ts'
import { parseFormula } from './parse.ts'
import type { Shape } from './shape.ts'

/** What a formula will see, as far as it is known. What is not given is not checked. */
export interface CheckEnvironment extends FormulaEnvironment {
  readonly source?: Shape
  readonly parent?: Shape
  readonly destination?: Shape
  /** The filter of the mapping in which the formula stands: it runs only where the filter is true. */
  readonly filter?: string
  /** A filter must be true or false. */
  readonly use?: 'value' | 'filter'
}

export function checkFormula(text: string, environment: CheckEnvironment = {}): Diagnostic[] {
  const program = readProgram(text)
  if ('code' in program) return [program]
  const found: Diagnostic[] = []
  const checking: Checking = {
    text,
    report: (place, code, message, fix) => {
      const isKnown = found.some((one) => one.at === place.at && one.end === place.end && one.code === code)
      if (!isKnown) found.push(diagnose(text, place, code, message, fix))
    },
    source: environment.source ?? unknown,
    parent: environment.parent ?? unknown,
    destination: environment.destination ?? unknown,
    lookups: new Map((environment.lookups ?? hubLookups).map((lookup) => [canonical(lookup.name), lookup])),
    variables: environment.variables ?? hubVariables,
    filterFacts: factsOf(environment.filter),
    check: checkNode,
  }
  const top = { locals: new Map(), element: null, facts: checking.filterFacts } as const
  if (program.kind === 'statements') checkStatements(program.statements, top, checking)
  else {
    const shape = checkNode(program.value, top, checking)
    if (environment.use === 'filter') checkFilter(program, shape, checking)
  }
  return found.some((one) => one.severity === 'error') ? found : [...found, ...problemOf(text, environment)]
}

function checkFilter(program: Extract<Program, { kind: 'expression' }>, shape: Shape, checking: Checking): void {
  const { value } = program
  if (!isFlag(shape)) {
    checking.report(value, 'filter_not_boolean', 'A filter is true or false, and this is neither')
  }
  const always = truthOf(value, noFacts, nothingHidden)
  if (always !== undefined) checking.report(value, 'constant_condition', `This filter is always ${always}`)
}

/** What is certain wherever the filter let a record pass. */
function factsOf(filter: string | undefined): Facts {
  if (filter === undefined) return noFacts
  const program = readProgram(filter)
  return 'code' in program || program.kind !== 'expression'
    ? noFacts
    : assume(program.value, true, noFacts, nothingHidden)
}

function readProgram(text: string): Program | Diagnostic {
  try {
    return parseFormula(text)
  } catch (cause) {
    return unreadable(text, cause)
  }
}

/** What only the compiler sees: variables that were never declared, lambdas in the wrong place. */
function problemOf(text: string, environment: FormulaEnvironment): Diagnostic[] {
  try {
    compileFormula(text, environment)
    return []
  } catch (cause) {
    return [unreadable(text, cause)]
  }
}

function unreadable(text: string, cause: unknown): Diagnostic {
  if (!(cause instanceof FormulaError)) throw cause
  return diagnose(text, { at: cause.at, end: cause.at + cause.length }, 'unreadable', cause.sentence)
}
