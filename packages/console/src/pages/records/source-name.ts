import type { Schemas } from '../../api.ts'
import { t } from '../../words/words.ts'

/** What a record is sourced from: a connector and a connection have names of their own, a hand has ours. */
export function sourceName({ from, name }: Schemas['SourceName']): string {
  switch (from) {
    case 'loyalty-form':
      return t('Loyalty form')
    case 'by-hand':
      return t('By hand')
    default:
      return name
  }
}
