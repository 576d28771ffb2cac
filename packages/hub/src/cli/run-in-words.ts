import type { Schemas } from '../client/client.ts'
import { sheet, table } from './print.ts'

export type Run = Schemas['Run']

export const outcomeNames = ['created', 'updated', 'unchanged', 'linked', 'filtered', 'held', 'error'] as const

/** `12 created, 3 filtered`: those that are not zero. */
export function countsInWords({ state, outcomes }: Pick<Run, 'state' | 'outcomes'>): string {
  const parts = outcomeNames.filter((name) => outcomes[name] > 0).map((name) => `${outcomes[name]} ${name}`)
  if (parts.length > 0) return parts.join(', ')
  return state === 'done' ? 'nothing to do' : 'none'
}

/** `20 %, 40 s left`; null where it is over or nobody knows. */
function progressInWords({ state, progress, expected }: Run): string | null {
  if (progress === null || state === 'done' || state === 'cancelled' || state === 'failed') return null
  const { percent, etaSeconds } = progress
  const left =
    etaSeconds === null
      ? ''
      : `, about ${etaSeconds < 120 ? `${etaSeconds} s` : `${Math.round(etaSeconds / 60)} min`} left`
  return `${percent} % of about ${expected}${left}`
}

export function runInWords(run: Run): string {
  return sheet([
    ['run', run.id],
    ['flow', run.flow],
    ['kind', run.kind],
    ['state', run.state],
    ['read', run.read],
    ['progress', progressInWords(run)],
    ['outcomes', countsInWords(run)],
    ['trouble', typeof run.fault?.message === 'string' ? run.fault.message : null],
    ['asked by', run.actor],
    ['began', run.startedAt],
    ['ended', run.finishedAt],
  ])
}

/** What the error catalogue says of each kind of reason, once. */
export function codesInWords(outcomes: readonly Schemas['Outcome'][]): string {
  const kinds = new Map(outcomes.map((outcome) => [`${outcome.code} ${outcome.title}`, outcome]))
  return [...kinds.values()]
    .map(
      ({ code, title, description, resolution }) => `${code}: ${title}\n  ${description}\n  What to do: ${resolution}`,
    )
    .join('\n')
}

/** The reason, and both records field by field. */
export function comparedInWords(outcome: Schemas['ComparedOutcome']): string {
  const { externalId, url, reason, incoming, holder } = outcome
  const names = [...new Set([...Object.keys(incoming ?? {}), ...Object.keys(holder?.data ?? {})])]
  const rows = names
    .map((name) => [name, shown(incoming?.[name]), shown(holder?.data[name])])
    .filter(([, ours, theirs]) => ours !== null || theirs !== null)
  const head = ['field', `incoming ${externalId ?? ''}`.trim(), holder === null ? 'in the hub' : `hub id ${holder.id}`]
  return [
    `${outcome.outcome}: ${reason}`,
    codesInWords([outcome]),
    ...(url === null ? [] : [url]),
    ...(rows.length === 0 ? [] : [table(head, rows)]),
  ].join('\n\n')
}

function shown(value: unknown): string | null {
  if (value === undefined || value === null || typeof value === 'object') return null
  return String(value)
}
