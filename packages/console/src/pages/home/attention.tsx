import { Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { Schemas } from '../../api.ts'
import { FaultLine, Mark } from '../../components/mark.tsx'
import { Sheet } from '../../components/page.tsx'
import { When } from '../../components/when.tsx'
import { t } from '../../words/words.ts'

interface AttentionProps {
  accounts: readonly Schemas['Connection'][]
  flows: readonly Schemas['Flow'][]
  issues: readonly Schemas['Issue'][]
}

/** What needs a person, the worst first. Nothing at all where nothing does. */
export function Attention({ accounts, flows, issues }: AttentionProps) {
  const stopped = accounts.filter(({ state }) => state === 'stopped')
  const halted = flows.filter(({ state }) => state === 'stopped')
  if (stopped.length + halted.length + issues.length === 0) return null
  return (
    <Sheet title={t('Needs a person')}>
      <ul className="list">
        {stopped.map(({ name, fault }) => (
          <li key={`c${name}`}>
            <Mark tone="stop">{t('Stopped')}</Mark>
            <Link to="/connections/$name" params={{ name }}>
              {name}
            </Link>
            <FaultLine fault={fault} />
          </li>
        ))}
        {halted.map(({ name, fault }) => (
          <li key={`f${name}`}>
            <Mark tone="stop">{t('Stopped')}</Mark>
            <Link to="/flows/$name" params={{ name }}>
              {name}
            </Link>
            <FaultLine fault={fault} />
          </li>
        ))}
        {issues.slice(0, 5).map(({ id, title, records, lastAt }) => (
          <li key={`i${id}`}>
            <Mark tone="amber">{t('Issue')}</Mark>
            <Link to="/issues/$id" params={{ id: String(id) }}>
              {title}
            </Link>
            <Text size="sm" c="dimmed">
              {t('{count, plural, one {# record} other {# records}}', { count: records })} · <When at={lastAt} />
            </Text>
          </li>
        ))}
      </ul>
      {issues.length > 5 && <Link to="/issues">{t('All {count} issues', { count: issues.length })}</Link>}
    </Sheet>
  )
}
