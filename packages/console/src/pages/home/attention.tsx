import { Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Schemas } from '../../api.ts'
import { FaultLine, Mark } from '../../components/mark.tsx'
import { Sheet } from '../../components/page.tsx'
import { When } from '../../components/when.tsx'
import { causeLabel } from '../../record-words.ts'
import { t } from '../../words/words.ts'

interface AttentionProps {
  accounts: readonly Schemas['Connection'][]
  flows: readonly Schemas['Flow'][]
  issues: readonly Schemas['Issue'][]
  /** Runs that stopped at their brakes. */
  braked: readonly Schemas['Run'][]
}

const most = 5

/** What needs a person, the worst first. Nothing at all where nothing does. */
export function Attention({ accounts, flows, issues, braked }: AttentionProps) {
  const stopped = accounts.filter(({ state }) => state === 'stopped')
  const halted = flows.filter(({ state }) => state === 'stopped')
  // What stopped as a whole stands above them already.
  const rest = issues.filter(({ shape }) => shape === 'records')
  if (stopped.length + halted.length + braked.length + rest.length === 0) return null
  return (
    <Sheet title={t('Needs a person')}>
      <ul className="needs">
        {stopped.map(({ name, fault }) => (
          <Need key={`c${name}`} mark={<Mark tone="stop">{t('Stopped')}</Mark>} says={<FaultLine fault={fault} />}>
            <Link to="/connections/$name" params={{ name }}>
              {name}
            </Link>
          </Need>
        ))}
        {halted.map(({ name, fault }) => (
          <Need key={`f${name}`} mark={<Mark tone="stop">{t('Stopped')}</Mark>} says={<FaultLine fault={fault} />}>
            <Link to="/flows/$name" params={{ name }}>
              {name}
            </Link>
          </Need>
        ))}
        {braked.map(({ id, flow, fault }) => (
          <Need
            key={`r${id}`}
            mark={<Mark tone="amber">{t('Asks')}</Mark>}
            says={typeof fault?.message === 'string' ? fault.message : null}
          >
            <Link to="/runs/$id" params={{ id: String(id) }}>
              {t('May run {id} of {flow} go on?', { id: String(id), flow })}
            </Link>
          </Need>
        ))}
        {rest.slice(0, most).map(({ id, title, field, records, lastAt, flow }) => (
          <Need
            key={`i${id}`}
            mark={<Mark tone="amber">{t('Issue')}</Mark>}
            says={
              <>
                {field !== null && field !== '' && `${causeLabel(field)} · `}
                {t('{count, plural, one {# record} other {# records}}', { count: records })}
                {flow !== null && ` · ${flow}`} · <When at={lastAt} />
              </>
            }
          >
            <Link to="/issues/$id" params={{ id: String(id) }}>
              {title}
            </Link>
          </Need>
        ))}
      </ul>
      {rest.length > most && <Link to="/issues">{t('All {count} issues', { count: rest.length })}</Link>}
    </Sheet>
  )
}

function Need({ mark, says, children }: { mark: ReactNode; says: ReactNode; children: ReactNode }) {
  return (
    <li>
      {mark}
      <div>
        {children}
        <Text size="sm" c="dimmed" component="div">
          {says}
        </Text>
      </div>
    </li>
  )
}
