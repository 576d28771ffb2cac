import { t } from '../../words/words.ts'

const words: Record<string, () => string> = {
  poll: () => t('Polled'),
  full: () => t('Full read'),
  touched: () => t('Touched by another record'),
  webhook: () => t('Webhook'),
  manual: () => t('By hand'),
  change: () => t('Changes of the hub'),
  replay: () => t('Mapped again'),
  schedule: () => t('By schedule'),
  undo: () => t('Undo of another run'),
  sweep: () => t('Sweep'),
}

/** Why a run began. */
export function kindWord(kind: string): string {
  return words[kind]?.() ?? kind
}
