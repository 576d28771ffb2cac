import { lineAndColumn, type Place } from './formula-error.ts'

export type DiagnosticCode =
  | 'unreadable'
  | 'unknown_field'
  | 'unlisted_field'
  | 'unknown_function'
  | 'wrong_arity'
  | 'type_mismatch'
  | 'not_boolean'
  | 'filter_not_boolean'
  | 'constant_condition'
  | 'unreachable_branch'

/** One finding about a formula that was not run. */
export interface Diagnostic {
  readonly code: DiagnosticCode
  /** An error would fail or do nothing sensible for every record; a warning is probably not meant. */
  readonly severity: 'error' | 'warning'
  /** Offsets in the text, the end not included. */
  readonly at: number
  readonly end: number
  readonly line: number
  readonly column: number
  readonly message: string
  readonly fix?: Fix
}

/** An edit that settles the finding. */
export interface Fix {
  readonly title: string
  readonly at: number
  readonly end: number
  readonly text: string
}

const warnings: ReadonlySet<DiagnosticCode> = new Set(['constant_condition', 'unreachable_branch', 'unlisted_field'])

export function diagnose(text: string, place: Place, code: DiagnosticCode, message: string, fix?: Fix): Diagnostic {
  const { at, end } = place
  const severity = warnings.has(code) ? 'warning' : 'error'
  const found = { code, severity, at, end, ...lineAndColumn(text, at), message } as const
  return fix === undefined ? found : { ...found, fix }
}
