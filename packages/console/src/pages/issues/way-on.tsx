import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { RotateCw } from 'lucide-react'
import type { Schemas } from '../../api.ts'
import { ButtonLink } from '../../components/button-link.tsx'
import { May } from '../../components/may.tsx'
import { tell, tellTrouble } from '../../components/told.ts'
import { flowQuery } from '../../queries/flows.ts'
import { useReplay } from '../../queries/issues.ts'
import { t } from '../../words/words.ts'
import { askingRun } from './asking-run.ts'

type Issue = Schemas['Issue']

/** What helps against an issue: its records are tried again, and what stands as a whole is mended where it stands. */
export function WayOn({ issue }: { issue: Issue }) {
  const { shape, connection, flow } = issue
  const run = askingRun(issue)
  if (run !== null) {
    return (
      <ButtonLink to="/runs/$id" params={{ id: run }}>
        {t('Decide about run {run}', { run })}
      </ButtonLink>
    )
  }
  if (shape === 'connection' && connection !== null) {
    return (
      <ButtonLink to="/connections/$name" params={{ name: connection }}>
        {t('Give {name} new credentials', { name: connection })}
      </ButtonLink>
    )
  }
  if (shape === 'flow' && flow !== null) return <FlowOn issue={issue} flow={flow} />
  if (shape === 'store') {
    return (
      <ButtonLink to="/loyalty" search={{ tab: 'stores' }}>
        {t('Map it to a store')}
      </ButtonLink>
    )
  }
  return shape === 'records' ? <TryAgain issue={issue} /> : null
}

/** A flow that stopped is let go on. One that goes on trying has nothing to be let: it can be looked at. */
function FlowOn({ issue, flow }: { issue: Issue; flow: string }) {
  const state = useQuery(flowQuery(flow)).data?.state
  const replay = useReplay(String(issue.id))
  if (state === undefined) return null
  if (state === 'enabled') {
    return (
      <ButtonLink to="/flows/$name" params={{ name: flow }} variant="default">
        {t('See the flow')}
      </ButtonLink>
    )
  }
  return (
    <May needs="operator">
      <Button
        loading={replay.isPending}
        onClick={() =>
          replay.mutate(null, { onSuccess: () => tell(t('{flow} goes on', { flow })), onError: tellTrouble })
        }
      >
        {t('Let the flow go on')}
      </Button>
    </May>
  )
}

function TryAgain({ issue }: { issue: Issue }) {
  const replay = useReplay(String(issue.id))
  return (
    <May needs="operator">
      <Button
        leftSection={<RotateCw size={15} aria-hidden />}
        loading={replay.isPending}
        onClick={() =>
          replay.mutate(null, {
            onSuccess: ({ records }) =>
              tell(t('{count, plural, one {# record is} other {# records are}} tried again', { count: records })),
            onError: tellTrouble,
          })
        }
      >
        {issue.records > 1 ? t('Try all {count} again', { count: issue.records }) : t('Try again')}
      </Button>
    </May>
  )
}
