import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import './home.css'
import { Page, Sheet } from '../../components/page.tsx'
import { Loaded, Waiting } from '../../components/states.tsx'
import { connectionsQuery } from '../../queries/connections.ts'
import { flowsQuery } from '../../queries/flows.ts'
import { openIssuesQuery } from '../../queries/issues.ts'
import { waitingRedemptionsQuery } from '../../queries/rewards.ts'
import { runsQuery } from '../../queries/runs.ts'
import { t } from '../../words/words.ts'
import { Activity } from './activity.tsx'
import { Attention } from './attention.tsx'
import { FirstSteps } from './first-steps.tsx'
import { RecentRuns } from './recent-runs.tsx'
import { stateOfAll } from './state-of-all.ts'

const FlowMap = lazy(async () => ({ default: (await import('./flow-map.tsx')).FlowMap }))

/** Is everything in step, and what needs a person? */
export function HomePage() {
  const connections = useQuery(connectionsQuery)
  const flows = useQuery(flowsQuery)
  const issues = useQuery(openIssuesQuery)
  const runs = useQuery(runsQuery(undefined, 100))
  const waiting = useQuery(waitingRedemptionsQuery)
  return (
    <Loaded
      of={connections}
      waiting={
        <Page title={t('Home')}>
          <Waiting />
        </Page>
      }
    >
      {({ data: accounts }) => {
        const allFlows = flows.data?.data ?? []
        const allRuns = runs.data?.data ?? []
        const open = issues.data?.data ?? []
        const isFresh = accounts.length < 2 || allFlows.length === 0 || allRuns.length === 0
        return (
          <Page
            title={t('Home')}
            says={<span className="home-state">{stateOfAll({ accounts, flows: allFlows, issues: open })}</span>}
          >
            {isFresh && flows.data !== undefined && runs.data !== undefined && (
              <FirstSteps accounts={accounts} flows={allFlows} hasRun={allRuns.some(({ read }) => read > 0)} />
            )}
            <Attention accounts={accounts} flows={allFlows} issues={open} flagged={waiting.data?.flagged ?? 0} />
            {accounts.length > 0 && (
              <>
                <Sheet title={t('What goes where')} flush>
                  <Suspense fallback={<div className="map" />}>
                    <FlowMap accounts={accounts} flows={allFlows} issues={open} />
                  </Suspense>
                </Sheet>
                {allRuns.length > 0 && <Activity />}
                <RecentRuns runs={allRuns.slice(0, 6)} />
              </>
            )}
          </Page>
        )
      }}
    </Loaded>
  )
}
