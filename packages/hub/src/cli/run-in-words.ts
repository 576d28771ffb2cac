import type { Schemas } from '../client/client.ts'
import { sheet } from './print.ts'

export type Run = Schemas['Run']

export const outcomeNames = ['created', 'updated', 'unchanged', 'linked', 'filtered', 'held', 'error'] as const

/** `12 created, 3 filtered`: those that are not zero. */
export function countsInWords(outcomes: Run['outcomes']): string {
  const parts = outcomeNames.filter((name) => outcomes[name] > 0).map((name) => `${outcomes[name]} ${name}`)
  return parts.length === 0 ? 'nothing to do' : parts.join(', ')
}

export function runInWords(run: Run): string {
  return sheet([
    ['run', run.id],
    ['flow', run.flow],
    ['kind', run.kind],
    ['state', run.state],
    ['read', run.read],
    ['outcomes', countsInWords(run.outcomes)],
    ['trouble', typeof run.fault?.message === 'string' ? run.fault.message : null],
    ['asked by', run.actor],
    ['began', run.startedAt],
    ['ended', run.finishedAt],
  ])
}
