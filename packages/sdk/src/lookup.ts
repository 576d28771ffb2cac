import type { Session } from './connector.ts'
import type { Json } from './json.ts'

/**
 * A function that formulas call by name and that needs the vendor, a table or a heavy library.
 * The hub gathers the calls of a whole page, asks once, and then maps: a formula never waits.
 */
export interface Lookup<C = unknown, S = unknown> {
  params: LookupParameter[]
  /** One sentence for the reference page and the editor. */
  says: string
  /** Each runs as a test without a session. */
  examples: [call: string, result: Json][]
  /** One answer per call, in order; null where there is none. The session is null in a formula test without a hub. */
  resolve(calls: Json[][], session: Session<C, S> | null): Promise<Json[]>
}

export interface LookupParameter {
  name: string
  type: 'text' | 'whole' | 'any'
  optional?: boolean
}
