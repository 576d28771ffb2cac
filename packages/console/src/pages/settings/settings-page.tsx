import { getRouteApi, Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { HelpFoot } from '../../components/help-foot.tsx'
import { Page, Sheet } from '../../components/page.tsx'
import { Forbidden } from '../../components/states.tsx'
import { useMay } from '../../queries/session.ts'
import { settingsTabs } from '../../search-values.ts'
import { t } from '../../words/words.ts'
import { Audit } from './audit.tsx'
import { Keys } from './keys.tsx'
import { Notifications } from './notifications.tsx'
import { People } from './people.tsx'
import { Retention } from './retention.tsx'
import { Rules } from './rules.tsx'
import { settingsWords } from './tab-words.ts'
import { ThisHub } from './this-hub.tsx'
import { You } from './you.tsx'

const route = getRouteApi('/settings')

export function SettingsPage() {
  const { tab = 'people' } = route.useSearch()
  return (
    <Page title={t('Settings')}>
      <nav className="tabs" aria-label={t('Settings')}>
        {settingsTabs.map((each) => (
          <Link
            key={each}
            to="/settings"
            search={{ tab: each }}
            aria-current={each === tab ? 'page' : undefined}
            ref={each === tab ? intoView : undefined}
          >
            {settingsWords[each]()}
          </Link>
        ))}
      </nav>
      {screens[tab]}
      <HelpFoot page={helpOf[tab]} />
    </Page>
  )
}

/** On a phone the chosen tab may lie beside the edge. */
function intoView(tab: HTMLAnchorElement | null): void {
  tab?.scrollIntoView({ block: 'nearest', inline: 'center' })
}

function OwnersKeys() {
  if (useMay('owner')) return <Keys />
  return (
    <Sheet>
      <Forbidden says={t('Keys are an owner’s: ask one for a key, or for the role.')} />
    </Sheet>
  )
}

function OwnersAudit() {
  if (useMay('owner')) return <Audit />
  return (
    <Sheet>
      <Forbidden says={t('The audit log is an owner’s: ask one to look, or for the role.')} />
    </Sheet>
  )
}

/** The how-to page that tells of each. */
const helpOf: Record<(typeof settingsTabs)[number], string> = {
  people: 'sign-in',
  keys: 'use-the-api',
  notifications: 'settings',
  rules: 'settings',
  retention: 'settings',
  audit: 'settings',
  hub: 'settings',
  you: 'sign-in',
}

const screens: Record<(typeof settingsTabs)[number], ReactNode> = {
  people: <People />,
  keys: <OwnersKeys />,
  notifications: <Notifications />,
  rules: <Rules />,
  retention: <Retention />,
  audit: <OwnersAudit />,
  hub: <ThisHub />,
  you: <You />,
}
