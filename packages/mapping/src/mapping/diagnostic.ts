import type { Json } from '../json.ts'
import type { Path } from './mapping-error.ts'

/** Something about a definition that a person should know before it runs. */
export interface FlowDiagnostic {
  code: string
  /** `error`: it cannot be used; `warning`: it will surprise somebody; `hint`: it could be said better. */
  severity: 'error' | 'warning' | 'hint'
  message: string
  path: Path
  /** Where in the formula's text. */
  range?: { line: number; column: number; length: number }
  /** What would put it right: the value to set at the path. */
  fix?: { path: Path; value: Json; says: string }
}
