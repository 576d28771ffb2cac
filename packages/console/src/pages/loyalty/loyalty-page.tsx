import { getRouteApi, Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { HelpFoot } from '../../components/help-foot.tsx'
import { Page } from '../../components/page.tsx'
import { type LoyaltyTab, loyaltyTabs } from '../../search-values.ts'
import { t } from '../../words/words.ts'
import { Merges } from './merges.tsx'
import { Orders } from './orders.tsx'
import { Points } from './points.tsx'
import { Redemptions } from './redemptions.tsx'
import { Rewards } from './rewards.tsx'
import { SignUps } from './sign-ups.tsx'
import { Stores } from './stores.tsx'
import { loyaltyWords } from './tab-words.ts'

const route = getRouteApi('/loyalty')

/** The loyalty programme, part by part. */
export function LoyaltyPage() {
  const { tab = 'stores' } = route.useSearch()
  return (
    <Page title={t('Loyalty')}>
      <nav className="tabs" aria-label={t('Loyalty')}>
        {loyaltyTabs.map((each) => (
          <Link
            key={each}
            to="/loyalty"
            search={{ tab: each }}
            aria-current={each === tab ? 'page' : undefined}
            ref={each === tab ? intoView : undefined}
          >
            {loyaltyWords[each]()}
          </Link>
        ))}
      </nav>
      {screens[tab]}
      <HelpFoot page="loyalty" />
    </Page>
  )
}

/** On a phone the chosen tab may lie beside the edge. */
function intoView(tab: HTMLAnchorElement | null): void {
  tab?.scrollIntoView({ block: 'nearest', inline: 'center' })
}

const screens: Record<LoyaltyTab, ReactNode> = {
  stores: <Stores />,
  points: <Points />,
  orders: <Orders />,
  rewards: <Rewards />,
  redemptions: <Redemptions />,
  'sign-ups': <SignUps />,
  merges: <Merges />,
}
