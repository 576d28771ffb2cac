/** One change of the vendor's state: what a test counts to prove that nothing was written twice or lost. */
export interface Effect {
  /** Counts from 1. */
  n: number
  /** ISO 8601, by the simulator's clock. */
  at: string
  /** What happened, like `customer.create`. */
  kind: string
  /** The vendor's id of what was changed. */
  id: string
  /** `api`: through the vendor's API. `person`: by a person at the till, in a mail, or in the vendor's console. */
  by: 'api' | 'person'
  /** What was written, as far as it helps a reader of the log. */
  detail?: unknown
}

/** An append-only log of effects. */
export interface EffectLog {
  record(kind: string, id: string, by: 'api' | 'person', detail?: unknown): void
  /** Those with a number above `n`. */
  after(n: number): Effect[]
}

export function createEffectLog(now: () => Date): EffectLog {
  const effects: Effect[] = []
  return {
    record: (kind, id, by, detail) => {
      const effect: Effect = { n: effects.length + 1, at: now().toISOString(), kind, id, by }
      if (detail !== undefined) effect.detail = detail
      effects.push(effect)
    },
    after: (n) => effects.slice(Math.max(0, n)),
  }
}
