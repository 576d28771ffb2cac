import { Button, Menu, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { ChevronDown } from 'lucide-react'
import type { Schemas } from '../../api.ts'
import { now } from '../../clock.ts'
import { Mark } from '../../components/mark.tsx'
import { May } from '../../components/may.tsx'
import { Page, Sheet } from '../../components/page.tsx'
import { Loaded } from '../../components/states.tsx'
import { tellTrouble } from '../../components/told.ts'
import { When } from '../../components/when.tsx'
import { issueQuery, useAssign, useClose, useSnooze } from '../../queries/issues.ts'
import { sessionQuery } from '../../queries/session.ts'
import { faultTitle } from '../../words/fault-title.ts'
import { t } from '../../words/words.ts'
import { Members } from './members.tsx'
import { WayOn } from './way-on.tsx'

const route = getRouteApi('/issues/$id')

/** What happened, what to do, and the button that does it. */
export function IssuePage() {
  const { id } = route.useParams()
  const issue = useQuery(issueQuery(id))
  return <Loaded of={issue}>{(found) => <Issue issue={found} />}</Loaded>
}

function Issue({ issue }: { issue: Schemas['Issue'] }) {
  const { shape, state, title, description, resolution, reason, code, flow, connection, records, total } = issue
  const { firstAt, lastAt } = issue
  return (
    <Page
      title={faultTitle(title)}
      back={{ to: '/issues', label: t('Issues') }}
      mark={<StateMark issue={issue} />}
      says={
        <>
          {flow !== null && (
            <Link to="/flows/$name" params={{ name: flow }}>
              {flow}
            </Link>
          )}
          {flow === null && connection !== null && (
            <Link to="/connections/$name" params={{ name: connection }}>
              {connection}
            </Link>
          )}{' '}
          · <code>{code}</code> · {t('first')} <When at={firstAt} /> · {t('last')} <When at={lastAt} />
          {issue.assignee !== null && ` · ${t('with {name}', { name: issue.assignee })}`}
        </>
      }
      actions={
        state === 'closed' ? undefined : (
          <>
            <May needs="operator">
              <Decisions issue={issue} />
            </May>
            <WayOn issue={issue} />
          </>
        )
      }
    >
      <div className="columns columns-even">
        <Sheet title={t('What happened')}>
          <Text>{description}</Text>
          {records === 0 && (
            <Text c="dimmed" mt="xs">
              {reason}
            </Text>
          )}
        </Sheet>
        <Sheet title={t('What to do')}>
          <Text className="resolution">{resolution}</Text>
        </Sheet>
      </div>
      {shape === 'records' && (
        <Sheet
          title={
            records === 0
              ? t('Every record has passed')
              : t('{records} of {total} records have not passed yet', { records, total })
          }
          flush
        >
          <Members issue={issue} />
        </Sheet>
      )}
    </Page>
  )
}

function StateMark({ issue: { shape, state, closedBy, snoozedUntil } }: { issue: Schemas['Issue'] }) {
  if (state === 'closed') {
    if (closedBy !== 'passed') return <Mark tone="good">{t('Closed')}</Mark>
    return (
      <Mark tone="good">
        {shape === 'records' && t('Closed by itself: the last record passed')}
        {shape === 'store' && t('Closed by itself: no orders are without a store there')}
        {shape !== 'records' && shape !== 'store' && t('Closed by itself: it works again')}
      </Mark>
    )
  }
  if (state === 'snoozed') {
    return (
      <Mark tone="quiet">
        {snoozedUntil === null ? (
          t('Snoozed')
        ) : (
          <>
            {t('Snoozed, back')} <When at={snoozedUntil} />
          </>
        )}
      </Mark>
    )
  }
  return <Mark tone="amber">{t('Open')}</Mark>
}

const day = 86_400_000

/** Whose it is, and whether it stands in the list. */
function Decisions({ issue }: { issue: Schemas['Issue'] }) {
  const id = String(issue.id)
  const snooze = useSnooze(id)
  const assign = useAssign(id)
  const close = useClose(id)
  const me = useQuery(sessionQuery).data?.person?.name ?? null
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" rightSection={<ChevronDown size={15} aria-hidden />}>
          {t('More')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {issue.assignee === null ? (
          <Menu.Item onClick={() => assign.mutate(me, { onError: tellTrouble })}>{t('I see to it')}</Menu.Item>
        ) : (
          <Menu.Item onClick={() => assign.mutate(null, { onError: tellTrouble })}>
            {t('Take it from {name}', { name: issue.assignee })}
          </Menu.Item>
        )}
        {issue.snoozedUntil === null ? (
          <Menu.Item onClick={() => snooze.mutate(new Date(now() + day).toISOString(), { onError: tellTrouble })}>
            {t('Snooze until tomorrow')}
          </Menu.Item>
        ) : (
          <Menu.Item onClick={() => snooze.mutate(null, { onError: tellTrouble })}>{t('Back into the list')}</Menu.Item>
        )}
        <Menu.Item onClick={() => close.mutate(undefined, { onError: tellTrouble })}>{t('Close it')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
