import type { JsonObject } from '../json.ts'
import type { Answers } from './answers.ts'

/** All that a formula may see. Nothing else exists for it. */
export interface Scope {
  /** Bare names, without regard to case and underscores. */
  source: JsonObject
  /** Parent.X */
  parent: JsonObject | null
  /** DestinationValue.X: null on add. */
  destination: JsonObject | null
  /** SpaceportSystemId, SourceTypeName, … */
  variables: JsonObject
  answers: Answers
  now: Date
  /** Told how many steps each formula took; what it throws ends all, for whoever pays for many formulas at once. */
  spent?: ((steps: number) => void) | undefined
}
