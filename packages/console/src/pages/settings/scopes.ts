import type { Schemas } from '../../api.ts'
import { t } from '../../words/words.ts'

export type Scope = NonNullable<Schemas['MakeApiKeyInput']['scopes']>[number]

/** The parts of the API, as people call them. */
export const scopeWords: Record<Scope, () => string> = {
  records: () => t('Customers'),
  flows: () => t('Flows'),
  runs: () => t('Runs'),
  issues: () => t('Issues'),
  connections: () => t('Connections'),
  connectors: () => t('Connectors'),
  recipes: () => t('Ready flows'),
  loyalty: () => t('Loyalty'),
  settings: () => t('Settings'),
  health: () => t('State of the hub'),
  people: () => t('People'),
  keys: () => t('API keys'),
}

export const scopeNames: readonly Scope[] = [
  ...(['records', 'flows', 'runs', 'issues', 'connections'] as const),
  ...(['connectors', 'recipes', 'loyalty', 'settings', 'health', 'people', 'keys'] as const),
]

export function scopeWord(scope: string): string {
  const known = scopeNames.find((each) => each === scope)
  return known === undefined ? scope : scopeWords[known]()
}
