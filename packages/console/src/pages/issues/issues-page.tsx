import { Button, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { CircleCheck, RotateCw } from 'lucide-react'
import type { Schemas } from '../../api.ts'
import { Mark } from '../../components/mark.tsx'
import { May } from '../../components/may.tsx'
import { Page, Sheet } from '../../components/page.tsx'
import { type Column, Rows } from '../../components/rows.tsx'
import { Empty, Loaded } from '../../components/states.tsx'
import { tell, tellTrouble } from '../../components/told.ts'
import { When } from '../../components/when.tsx'
import { issuesQuery, useReplayAll } from '../../queries/issues.ts'
import { issueFilters } from '../../search-values.ts'
import { faultTitle } from '../../words/fault-title.ts'
import { number, t } from '../../words/words.ts'

const route = getRouteApi('/issues')

/** What did not arrive, by cause. */
export function IssuesPage() {
  const { show = 'open' } = route.useSearch()
  const issues = useQuery(issuesQuery(show === 'retrying' ? 'open' : show))
  const replay = useReplayAll()
  return (
    <Page
      title={t('Issues')}
      actions={
        <May needs="operator">
          <Button
            variant="default"
            leftSection={<RotateCw size={15} aria-hidden />}
            loading={replay.isPending}
            disabled={(issues.data?.data.length ?? 0) === 0 || show === 'closed'}
            onClick={() =>
              replay.mutate(undefined, {
                onSuccess: ({ records }) =>
                  tell(t('{count, plural, one {# record is} other {# records are}} tried again', { count: records })),
                onError: tellTrouble,
              })
            }
          >
            {t('Try all again')}
          </Button>
        </May>
      }
    >
      <nav className="tabs" aria-label={t('Issues')}>
        {issueFilters.map((filter) => (
          <Link key={filter} to="/issues" search={{ show: filter }} aria-current={filter === show ? 'page' : undefined}>
            {words[filter]()}
          </Link>
        ))}
      </nav>
      <Sheet flush>
        <Loaded of={issues}>
          {({ data }) => {
            const shown = data.filter(({ retrying }) => show !== 'retrying' || retrying > 0)
            return shown.length === 0 ? (
              <Empty
                icon={<CircleCheck size={28} aria-hidden className="good" />}
                title={show === 'open' ? t('Everything arrived') : t('Nothing here')}
                says={show === 'open' ? t('What does not arrive stands here, with what to do about it.') : ''}
              />
            ) : (
              <Rows label={t('Issues')} columns={columns(shown)} items={shown} keyOf={({ id }) => id} />
            )
          }}
        </Loaded>
      </Sheet>
    </Page>
  )
}

const words = {
  open: () => t('Open'),
  retrying: () => t('Tried again by themselves'),
  snoozed: () => t('Snoozed'),
  closed: () => t('Closed'),
} as const

/** State and assignee stand there where they tell one issue from another. */
function columns(shown: readonly Schemas['Issue'][]): Column<Schemas['Issue']>[] {
  const isRetried = shown.some(({ retrying }) => retrying > 0)
  const isAssigned = shown.some(({ assignee }) => assignee !== null)
  return [
    {
      head: t('Cause'),
      isWide: true,
      cell: ({ id, title, reason }) => (
        <>
          <Link to="/issues/$id" params={{ id: String(id) }}>
            {faultTitle(title)}
          </Link>
          <Text size="sm" c="dimmed" lineClamp={2}>
            {reason}
          </Text>
        </>
      ),
    },
    {
      head: t('Where'),
      cell: ({ flow, connection }) => <span className="in-one-line">{flow ?? connection ?? '—'}</span>,
      isDeskOnly: true,
    },
    {
      head: t('Records'),
      // What stopped as a whole is about none of them.
      cell: ({ records, shape }) => (shape === 'records' ? number(records) : '—'),
      isNumber: true,
    },
    ...(isRetried
      ? [
          {
            head: t('State'),
            cell: ({ retrying }: Schemas['Issue']) =>
              retrying > 0 ? <Mark tone="wait">{t('Tried again')}</Mark> : <Mark tone="amber">{t('Open')}</Mark>,
            isDeskOnly: true,
          },
        ]
      : []),
    ...(isAssigned
      ? [{ head: t('Seen to by'), cell: ({ assignee }: Schemas['Issue']) => assignee ?? '—', isDeskOnly: true }]
      : []),
    { head: t('Last'), cell: ({ lastAt }) => <When at={lastAt} /> },
  ]
}
