import type { Schemas } from '../../api.ts'
import { t } from '../../words/words.ts'

interface All {
  accounts: readonly Schemas['Connection'][]
  flows: readonly Schemas['Flow'][]
  /** How many are open. */
  issues: number
  runs: readonly Schemas['Run'][]
}

/** How everything stands, in one sentence. */
export function stateOfAll({ accounts, flows, issues, runs }: All): string {
  if (accounts.length === 0) return t('Nothing is connected yet')
  const troubled = [
    ...accounts.filter(({ state }) => state !== 'active'),
    ...flows.filter(({ state }) => state === 'stopped'),
  ]
  const [first] = troubled
  if (first !== undefined) {
    return troubled.length === 1
      ? t('{name} has stopped', { name: first.name })
      : t('{count, plural, one {# thing has stopped} other {# things have stopped}}', { count: troubled.length })
  }
  const braked = runs.filter(({ state }) => state === 'braked').length
  if (braked > 0) {
    return t('{count, plural, one {A run waits for your decision} other {# runs wait for your decision}}', {
      count: braked,
    })
  }
  const connections = t(
    '{count, plural, one {The connection is in step} =2 {Both connections are in step} other {All # connections are in step}}',
    { count: accounts.length },
  )
  if (issues === 0) return connections
  return `${connections}; ${t('{count, plural, one {# issue is open} other {# issues are open}}', { count: issues })}`
}
