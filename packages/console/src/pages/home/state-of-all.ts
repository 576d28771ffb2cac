import type { Schemas } from '../../api.ts'
import { t } from '../../words/words.ts'

/** How everything stands, in one sentence. */
export function stateOfAll(
  accounts: readonly Schemas['Connection'][],
  flows: readonly Schemas['Flow'][],
  issues: number,
): string {
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
  const connections = t(
    '{count, plural, one {The connection is in step} =2 {Both connections are in step} other {All # connections are in step}}',
    {
      count: accounts.length,
    },
  )
  if (issues === 0) return connections
  return `${connections}; ${t('{count, plural, one {# issue is open} other {# issues are open}}', { count: issues })}`
}
