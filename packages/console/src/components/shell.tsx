import { ActionIcon, Button, Menu, Text } from '@mantine/core'
import { openSpotlight } from '@mantine/spotlight'
import { useQuery } from '@tanstack/react-query'
import { Link, Outlet } from '@tanstack/react-router'
import { CircleUser, Contact, Gift, House, Inbox, LogOut, Plug, Search, Settings, Waypoints } from 'lucide-react'
import type { ReactNode } from 'react'
import { openIssuesQuery } from '../queries/issues.ts'
import { sessionQuery, useSignOut } from '../queries/session.ts'
import { t } from '../words/words.ts'
import { LanguageChoice, SchemeChoice } from './choices.tsx'
import { Palette } from './palette.tsx'

/** The frame of every screen: places on the left, on a phone at the bottom. */
export function Shell() {
  const issues = useQuery(openIssuesQuery)
  const open = issues.data?.data.length ?? 0
  return (
    <div className="frame">
      <a className="skip" href="#main">
        {t('Skip to the content')}
      </a>
      <nav className="top" aria-label={t('Shortcuts')}>
        <Link to="/" className="brand">
          <img src="/trefoil.svg" alt="" width={22} height={22} />
          Trefoil
        </Link>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('Search')} onClick={openSpotlight}>
          <Search size={20} aria-hidden />
        </ActionIcon>
        <You compact />
      </nav>
      <nav className="rail" aria-label={t('Places')}>
        <Link to="/" className="brand">
          <img src="/trefoil.svg" alt="" width={24} height={24} />
          Trefoil
        </Link>
        <Button
          className="rail-search"
          variant="default"
          size="xs"
          justify="start"
          leftSection={<Search size={14} aria-hidden />}
          rightSection={<kbd>{isMac ? '⌘K' : 'Ctrl K'}</kbd>}
          onClick={openSpotlight}
        >
          {t('Search')}
        </Button>
        <Place to="/" exact icon={<House size={18} aria-hidden />} label={t('Home')} />
        <Place to="/records" icon={<Contact size={18} aria-hidden />} label={t('Records')} />
        <Place to="/flows" icon={<Waypoints size={18} aria-hidden />} label={t('Flows')} />
        <Place to="/issues" icon={<Inbox size={18} aria-hidden />} label={t('Issues')} count={open} />
        <Place to="/loyalty" icon={<Gift size={18} aria-hidden />} label={t('Loyalty')} isDeskOnly />
        <Place to="/connections" icon={<Plug size={18} aria-hidden />} label={t('Connections')} />
        <Place to="/settings" icon={<Settings size={18} aria-hidden />} label={t('Settings')} isDeskOnly />
        <div className="rail-foot">
          <You />
        </div>
      </nav>
      <main id="main" className="main" tabIndex={-1}>
        <Outlet />
      </main>
      <Palette />
    </div>
  )
}

const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent)

interface PlaceProps {
  to: '/' | '/records' | '/flows' | '/issues' | '/loyalty' | '/connections' | '/settings'
  icon: ReactNode
  label: string
  exact?: boolean
  count?: number
  isDeskOnly?: boolean
}

function Place({ to, icon, label, exact = false, count = 0, isDeskOnly = false }: PlaceProps) {
  return (
    <Link
      to={to}
      className={isDeskOnly ? 'place place-desk' : 'place'}
      activeOptions={{ exact, includeSearch: false }}
      activeProps={{ 'aria-current': 'page' }}
    >
      {icon}
      <span className="place-name">{label}</span>
      {count > 0 && (
        <span className="place-count">
          {count}
          <span className="unseen"> {t('open')}</span>
        </span>
      )}
    </Link>
  )
}

/** Who is signed in, the looks of the console, and the way out. */
function You({ compact = false }: { compact?: boolean }) {
  const { data } = useQuery(sessionQuery)
  const signOut = useSignOut()
  const name = data?.person?.name ?? ''
  return (
    <Menu position={compact ? 'bottom-end' : 'top-start'} width={240} withinPortal>
      <Menu.Target>
        {compact ? (
          <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('Account and settings')}>
            <CircleUser size={20} aria-hidden />
          </ActionIcon>
        ) : (
          <Button
            variant="subtle"
            color="gray"
            size="sm"
            justify="start"
            fullWidth
            leftSection={<CircleUser size={18} aria-hidden />}
          >
            {name}
          </Button>
        )}
      </Menu.Target>
      <Menu.Dropdown>
        <div className="you">
          <Text fw={600}>{name}</Text>
          <Text size="sm" c="dimmed">
            {data?.person?.email}
          </Text>
          <SchemeChoice />
          <LanguageChoice />
        </div>
        <Menu.Divider />
        {/* On a desk it has its place in the rail. */}
        {compact && (
          <Menu.Item component={Link} to="/loyalty" leftSection={<Gift size={16} aria-hidden />}>
            {t('Loyalty')}
          </Menu.Item>
        )}
        <Menu.Item component={Link} to="/settings" leftSection={<Settings size={16} aria-hidden />}>
          {t('Settings')}
        </Menu.Item>
        <Menu.Item leftSection={<LogOut size={16} aria-hidden />} onClick={() => signOut.mutate()}>
          {t('Sign out')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
