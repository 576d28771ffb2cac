import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { FlowTabs } from '../../components/flow-tabs.tsx'
import { Page, Sheet } from '../../components/page.tsx'
import { Loaded } from '../../components/states.tsx'
import { flowsQuery } from '../../queries/flows.ts'
import { runsQuery } from '../../queries/runs.ts'
import { t } from '../../words/words.ts'
import { RunRows } from './run-rows.tsx'

const route = getRouteApi('/runs')

export function RunsPage() {
  const { flow } = route.useSearch()
  const navigate = route.useNavigate()
  const flows = useQuery(flowsQuery)
  const runs = useQuery(runsQuery(flow))
  return (
    <Page
      title={t('Runs')}
      actions={
        <Select
          aria-label={t('Of which flow')}
          placeholder={t('All flows')}
          clearable
          clearButtonProps={{ 'aria-label': t('All flows') }}
          value={flow ?? null}
          data={(flows.data?.data ?? []).map(({ name }) => name)}
          onChange={(chosen) => void navigate({ search: { flow: chosen ?? undefined } })}
        />
      }
    >
      <FlowTabs />
      <Sheet flush>
        <Loaded of={runs}>{({ data }) => <RunRows runs={data} />}</Loaded>
      </Sheet>
    </Page>
  )
}
