import type { settingsTabs } from '../../search-values.ts'
import { t } from '../../words/words.ts'

/** What the parts of the settings are called, on their tabs and in the palette. */
export const settingsWords: Record<(typeof settingsTabs)[number], () => string> = {
  people: () => t('People'),
  keys: () => t('API keys'),
  notifications: () => t('Notifications'),
  rules: () => t('Rules'),
  retention: () => t('Retention'),
  audit: () => t('Audit log'),
  hub: () => t('This hub'),
  you: () => t('You'),
}
