import { Button, Drawer, Text } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { Schemas } from '../../api.ts'
import { OutcomeMark } from '../../components/mark.tsx'
import { More } from '../../components/more.tsx'
import { type Column, Rows } from '../../components/rows.tsx'
import { Empty, Loaded } from '../../components/states.tsx'
import { outcomesQuery, useLastOutcomes } from '../../queries/runs.ts'
import { t } from '../../words/words.ts'
import { Trace } from './trace.tsx'

const route = getRouteApi('/runs/$id')
const named = ['created', 'updated', 'unchanged', 'linked', 'filtered', 'held', 'error'] as const

type Outcome = Schemas['Outcome']

/** Why records ended as they did, one by one, down to the trace of each. */
export function OutcomeList({ run }: { run: Schemas['Run'] }) {
  const { outcome, trace } = route.useSearch()
  const navigate = route.useNavigate()
  const isOver = run.finishedAt !== null
  const chosen = named.find((each) => each === outcome)
  const list = useInfiniteQuery(outcomesQuery(String(run.id), chosen, isOver))
  useLastOutcomes(String(run.id), isOver)
  const open = (shown: string | undefined) => void navigate({ search: (before) => ({ ...before, trace: shown }) })
  return (
    <Loaded of={list}>
      {({ pages }) => {
        const rows = pages.flatMap(({ data }) => data)
        const traced = rows.find(({ id }) => String(id) === trace)
        return (
          <>
            {rows.length === 0 ? (
              <Empty
                title={
                  isOver ? t('No record of this run has a reason to tell') : t('No record has a reason to tell so far')
                }
                says={t(
                  'What was created, updated or found unchanged is counted above and stands on the page of its record.',
                )}
              />
            ) : (
              <Rows
                label={t('Outcomes')}
                columns={columns((id) => open(String(id)))}
                items={rows}
                keyOf={({ id }) => id}
              />
            )}
            <More of={list} m="md" />
            <Drawer
              opened={traced !== undefined}
              onClose={() => open(undefined)}
              position="right"
              size="lg"
              title={t('The way of this record')}
              closeButtonProps={{ 'aria-label': t('Close') }}
            >
              {traced !== undefined && <Trace run={run} outcome={traced} />}
            </Drawer>
          </>
        )
      }}
    </Loaded>
  )
}

function columns(open: (id: number) => void): Column<Outcome>[] {
  return [
    { head: t('Outcome'), cell: ({ outcome }) => <OutcomeMark outcome={outcome} /> },
    {
      head: t('Record'),
      cell: ({ recordId, externalId }) =>
        recordId === null ? (
          <code>{externalId ?? '—'}</code>
        ) : (
          <Link to="/records/$id" params={{ id: String(recordId) }}>
            <code>{externalId ?? `#${recordId}`}</code>
          </Link>
        ),
    },
    {
      head: t('Reason'),
      cell: ({ reason, code }) => (
        <>
          {reason}{' '}
          <Text span size="xs" c="dimmed" ff="monospace">
            {code}
          </Text>
        </>
      ),
    },
    {
      head: t('Trace'),
      isAction: true,
      cell: ({ id, externalId }) => (
        <Button size="compact-sm" variant="default" onClick={() => open(id)}>
          {t('Trace')}
          <span className="unseen"> {externalId ?? id}</span>
        </Button>
      ),
    },
  ]
}
