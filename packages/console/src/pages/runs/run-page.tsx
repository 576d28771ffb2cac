import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { Schemas } from '../../api.ts'
import { ActorName } from '../../components/actor-name.tsx'
import { FaultLine, RunMark } from '../../components/mark.tsx'
import { Page, Sheet } from '../../components/page.tsx'
import { Loaded } from '../../components/states.tsx'
import { runQuery } from '../../queries/runs.ts'
import { t } from '../../words/words.ts'
import { BrakeDecision } from './brake-decision.tsx'
import { kindWord } from './kind-word.ts'
import { OutcomeCounters } from './outcome-counters.tsx'
import { OutcomeList } from './outcome-list.tsx'
import { RunActions } from './run-actions.tsx'
import { RunTimeline } from './run-timeline.tsx'
import './runs.css'

const route = getRouteApi('/runs/$id')

/** One run: how far it is, how its records ended, and why. */
export function RunPage() {
  const { id } = route.useParams()
  const run = useQuery(runQuery(id))
  return (
    <Loaded of={run}>
      {(found) => (
        <Page
          title={t('Run {id}', { id })}
          back={{ to: '/runs', label: t('Runs') }}
          mark={<RunMark state={found.state} />}
          says={<Story run={found} />}
          actions={<RunActions run={found} />}
        >
          {found.state === 'braked' ? <BrakeDecision run={found} /> : <FaultLine fault={found.fault} />}
          <RunTimeline run={found} />
          <OutcomeCounters run={found} />
          <Sheet title={t('Records with a reason')} flush>
            <OutcomeList run={found} />
          </Sheet>
        </Page>
      )}
    </Loaded>
  )
}

function Story({ run }: { run: Schemas['Run'] }) {
  const { flow, kind, actor } = run
  return (
    <>
      <Link to="/flows/$name" params={{ name: flow }}>
        {flow}
      </Link>
      {' · '}
      {kindWord(kind)} · {t('asked by')} <ActorName actor={actor} />
    </>
  )
}
