import { useDebouncedValue } from '@mantine/hooks'
import { closeSpotlight, Spotlight } from '@mantine/spotlight'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Contact, Gift, House, Inbox, Plug, Search, Settings, Waypoints } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { loyaltyWords } from '../pages/loyalty/tab-words.ts'
import { entityWords } from '../pages/records/entity-words.ts'
import { settingsWords } from '../pages/settings/tab-words.ts'
import { connectionsQuery, connectorsQuery } from '../queries/connections.ts'
import { flowsQuery } from '../queries/flows.ts'
import { foundRecordsQuery } from '../queries/records.ts'
import { useMay } from '../queries/session.ts'
import { recordName } from '../record-words.ts'
import { loyaltyTabs, recordEntities, settingsTabs } from '../search-values.ts'
import { t } from '../words/words.ts'

interface Entry {
  id: string
  label: string
  says?: string
  icon: ReactNode
  go(): void
}

/** ⌘K: every place, flow, connection and record by its name. */
export function Palette() {
  const [query, setQuery] = useState('')
  const [words] = useDebouncedValue(query.trim(), 120)
  const navigate = useNavigate()
  const flows = useQuery(flowsQuery)
  const connections = useQuery(connectionsQuery)
  const connectors = useQuery(connectorsQuery)
  const mayConnect = useMay('admin')
  const records = useQuery({ ...foundRecordsQuery(words), enabled: words.length > 1 })

  const places: Entry[] = [
    { id: 'home', label: t('Home'), icon: <House size={16} />, go: () => void navigate({ to: '/' }) },
    ...recordEntities.map((entity) => ({
      id: `records-${entity}`,
      label: entityWords(entity).all,
      says: t('Records'),
      icon: <Contact size={16} />,
      go: () => void navigate({ to: '/records', search: { entity } }),
    })),
    { id: 'flows', label: t('Flows'), icon: <Waypoints size={16} />, go: () => void navigate({ to: '/flows' }) },
    { id: 'runs', label: t('Runs'), icon: <Waypoints size={16} />, go: () => void navigate({ to: '/runs' }) },
    { id: 'issues', label: t('Issues'), icon: <Inbox size={16} />, go: () => void navigate({ to: '/issues' }) },
    ...loyaltyTabs.map((tab) => ({
      id: `loyalty-${tab}`,
      label: loyaltyWords[tab](),
      says: t('Loyalty'),
      icon: <Gift size={16} />,
      go: () => void navigate({ to: '/loyalty', search: { tab } }),
    })),
    {
      id: 'counter',
      label: t('Counter'),
      says: t('Loyalty'),
      icon: <Gift size={16} />,
      go: () => void navigate({ to: '/staff' }),
    },
    {
      id: 'connections',
      label: t('Connections'),
      icon: <Plug size={16} />,
      go: () => void navigate({ to: '/connections' }),
    },
    ...settingsTabs.map((tab) => ({
      id: `settings-${tab}`,
      label: settingsWords[tab](),
      says: t('Settings'),
      icon: <Settings size={16} />,
      go: () => void navigate({ to: '/settings', search: { tab } }),
    })),
    ...(mayConnect ? (connectors.data?.data ?? []) : []).map(({ id, title }) => ({
      id: `connect-${id}`,
      label: t('Connect {title}', { title }),
      icon: <Plug size={16} />,
      go: () => void navigate({ to: '/connect/$connector', params: { connector: id } }),
    })),
    ...(flows.data?.data ?? []).map(({ name }) => ({
      id: `flow-${name}`,
      label: name,
      says: t('Flow'),
      icon: <Waypoints size={16} />,
      go: () => void navigate({ to: '/flows/$name', params: { name } }),
    })),
    ...(connections.data?.data ?? []).map(({ name, label }) => ({
      id: `connection-${name}`,
      label: name,
      says: label,
      icon: <Plug size={16} />,
      go: () => void navigate({ to: '/connections/$name', params: { name } }),
    })),
  ]
  // At once, and what begins with it first: who types quickly presses Enter before a record is found.
  const wanted = query.trim().toLowerCase()
  const begins = ({ label }: Entry) => (label.toLowerCase().startsWith(wanted) ? 0 : 1)
  const fitting = places
    .filter(({ label, says = '' }) => `${label} ${says}`.toLowerCase().includes(wanted))
    .sort((one, other) => begins(one) - begins(other))
  const people: Entry[] = (records.data?.data ?? []).map((record) => ({
    id: `record-${record.id}`,
    label: recordName(record),
    says:
      typeof record.data.emailAddress === 'string'
        ? record.data.emailAddress
        : `${entityWords(record.entity).one} ${record.id}`,
    icon: <Contact size={16} />,
    go: () => void navigate({ to: '/records/$id', params: { id: String(record.id) } }),
  }))

  return (
    <Spotlight.Root query={query} onQueryChange={setQuery} scrollable maxHeight={420} shortcut={['mod + K']}>
      <Spotlight.Search
        placeholder={t('A customer, a flow, a place …')}
        aria-label={t('Search')}
        onKeyDown={({ key }) => {
          // The list was drawn anew since the last key, and with it went what was chosen.
          if (key !== 'Enter' || document.querySelector('[data-action][data-selected]') !== null) return
          const [first] = [...fitting, ...people]
          first?.go()
          closeSpotlight()
        }}
        leftSection={<Search size={18} aria-hidden />}
      />
      <Spotlight.ActionsList>
        <Group label={t('Places')} entries={fitting} />
        <Group label={t('Records')} entries={people} />
        {people.length + fitting.length === 0 && <Spotlight.Empty>{t('Nothing is called that')}</Spotlight.Empty>}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  )
}

function Group({ label, entries }: { label: string; entries: Entry[] }) {
  if (entries.length === 0) return null
  return (
    <Spotlight.ActionsGroup label={label}>
      {entries.map((entry) => (
        <Spotlight.Action
          key={entry.id}
          label={entry.label}
          description={entry.says ?? ''}
          leftSection={entry.icon}
          onClick={entry.go}
        />
      ))}
    </Spotlight.ActionsGroup>
  )
}
