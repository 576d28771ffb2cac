import type { Schemas } from '../../api.ts'
import { t } from '../../words/words.ts'
import { askingRun } from '../issues/asking-run.ts'
import { failingFlows } from './failing-flows.ts'

interface All {
  accounts: readonly Schemas['Connection'][]
  flows: readonly Schemas['Flow'][]
  /** Those that are open. */
  issues: readonly Schemas['Issue'][]
}

/** How everything stands, in one sentence. */
export function stateOfAll({ accounts, flows, issues }: All): string {
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
  const asking = issues.filter((issue) => askingRun(issue) !== null).length
  if (asking > 0) {
    return t('{count, plural, one {A run waits for your decision} other {# runs wait for your decision}}', {
      count: asking,
    })
  }
  const failing = failingFlows(flows, issues)
  if (failing.length > 0) {
    return t('{count, plural, one {{flow} keeps failing} other {# flows keep failing}}', {
      count: failing.length,
      flow: failing[0]?.flow,
    })
  }
  const late = accounts.filter(({ arrival }) => arrival.lateSince !== null)
  if (late.length > 0) {
    return t('{count, plural, one {Nothing comes from {name}} other {Nothing comes from # connections}}', {
      count: late.length,
      name: late[0]?.name,
    })
  }
  const connections = t(
    '{count, plural, one {The connection is in step} =2 {Both connections are in step} other {All # connections are in step}}',
    { count: accounts.length },
  )
  if (issues.length === 0) return connections
  return `${connections}; ${t('{count, plural, one {# issue is open} other {# issues are open}}', { count: issues.length })}`
}
