import { Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Schemas } from '../../api.ts'
import { FaultLine, Mark } from '../../components/mark.tsx'
import { Sheet } from '../../components/page.tsx'
import { When } from '../../components/when.tsx'
import { causeLabel } from '../../record-words.ts'
import { faultTitle } from '../../words/fault-title.ts'
import { t } from '../../words/words.ts'
import { askingRun } from '../issues/asking-run.ts'
import { failingFlows } from './failing-flows.ts'

interface AttentionProps {
  accounts: readonly Schemas['Connection'][]
  flows: readonly Schemas['Flow'][]
  /** Those that are open. */
  issues: readonly Schemas['Issue'][]
  /** Redemptions whose discount no order bears in time. */
  flagged: number
}

const most = 5

/** What needs a person, the worst first. Nothing at all where nothing does. */
export function Attention({ accounts, flows, issues, flagged }: AttentionProps) {
  const stopped = accounts.filter(({ state }) => state === 'stopped')
  const late = accounts.filter(({ arrival }) => arrival.lateSince !== null)
  const halted = flows.filter(({ state }) => state === 'stopped')
  const asking = issues.filter((issue) => askingRun(issue) !== null)
  const failing = failingFlows(flows, issues)
  const unmapped = issues.filter(({ shape }) => shape === 'store')
  const rest = issues.filter(({ shape }) => shape === 'records')
  const lists = [stopped, late, halted, asking, failing, unmapped, rest]
  if (flagged === 0 && lists.every((each) => each.length === 0)) return null
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
        {late.map(({ name, arrival: { lateSince, firstAt } }) => (
          <Need
            key={`l${name}`}
            mark={<Mark tone="amber">{t('Late')}</Mark>}
            says={
              <>
                {firstAt === null
                  ? t('Nothing has come within a day of being connected')
                  : t('Nothing has come for a day longer than it should have')}{' '}
                · <When at={lateSince} />
              </>
            }
          >
            <Link to="/connections/$name" params={{ name }}>
              {name}
            </Link>
          </Need>
        ))}
        {asking.map((issue) => (
          <Need key={`r${issue.id}`} mark={<Mark tone="amber">{t('Asks')}</Mark>} says={issue.reason}>
            <Asking issue={issue} />
          </Need>
        ))}
        {failing.map(({ id, title, flow, reason, lastAt }) => (
          <Need
            key={`i${id}`}
            mark={<Mark tone="amber">{t('Failing')}</Mark>}
            says={
              <>
                {reason} · {flow} · <When at={lastAt} />
              </>
            }
          >
            <Link to="/issues/$id" params={{ id: String(id) }}>
              {faultTitle(title)}
            </Link>
          </Need>
        ))}
        {unmapped.length > 0 && (
          <Need
            mark={<Mark tone="amber">{t('Unmapped')}</Mark>}
            says={unmapped.map(({ connection, field }) => `${connection} ${field}`).join(' · ')}
          >
            <Link to="/loyalty" search={{ tab: 'stores' }}>
              {t(
                '{count, plural, one {Orders come from a key without a store} other {Orders come from # keys without a store}}',
                {
                  count: unmapped.length,
                },
              )}
            </Link>
          </Need>
        )}
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
              {faultTitle(title)}
            </Link>
          </Need>
        ))}
        {flagged > 0 && (
          <Need
            mark={<Mark tone="amber">{t('Loyalty')}</Mark>}
            says={t('The points are taken, and no order bears the discount.')}
          >
            <Link to="/loyalty" search={{ tab: 'redemptions', show: 'flagged' }}>
              {t(
                '{count, plural, one {# redemption was not given at the till} other {# redemptions were not given at the till}}',
                {
                  count: flagged,
                },
              )}
            </Link>
          </Need>
        )}
      </ul>
      {rest.length > most && <Link to="/issues">{t('All {count} issues', { count: rest.length })}</Link>}
    </Sheet>
  )
}

function Asking({ issue }: { issue: Schemas['Issue'] }) {
  const id = askingRun(issue) ?? ''
  return (
    <Link to="/runs/$id" params={{ id }}>
      {t('May run {id} of {flow} go on?', { id, flow: issue.flow ?? '' })}
    </Link>
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
