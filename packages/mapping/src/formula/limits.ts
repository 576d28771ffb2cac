/** What a formula may cost. Reached limits end in a FormulaError, never in a slow or a dead process. */
export const limits = {
  sourceLength: 10_000,
  nesting: 64,
  chain: 500,
  nodes: 2_000,
  steps: 100_000,
  textLength: 1_048_576,
  textInAll: 8_388_608,
  listLength: 10_000,
  patternLength: 1_000,
  matchedText: 10_000,
} as const

/** So many characters cost one step to look through, to write, and to compare in a search. */
export const charactersPerStep = { read: 16, written: 64, compared: 4_096 } as const
