import { getRouteApi, Link } from '@tanstack/react-router'
import { Page } from '../../components/page.tsx'
import { settingsTabs } from '../../search-values.ts'
import { t } from '../../words/words.ts'
import { Keys } from './keys.tsx'
import { People } from './people.tsx'
import { You } from './you.tsx'

const route = getRouteApi('/settings')

export function SettingsPage() {
  const { tab = 'people' } = route.useSearch()
  return (
    <Page title={t('Settings')}>
      <nav className="tabs" aria-label={t('Settings')}>
        {settingsTabs.map((each) => (
          <Link key={each} to="/settings" search={{ tab: each }} aria-current={each === tab ? 'page' : undefined}>
            {words[each]()}
          </Link>
        ))}
      </nav>
      {tab === 'people' && <People />}
      {tab === 'keys' && <Keys />}
      {tab === 'you' && <You />}
    </Page>
  )
}

const words = {
  people: () => t('People'),
  keys: () => t('API keys'),
  you: () => t('You'),
} as const
