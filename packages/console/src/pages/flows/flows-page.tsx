import { useQuery } from '@tanstack/react-query'
import { ButtonLink } from '../../components/button-link.tsx'
import { FlowTabs } from '../../components/flow-tabs.tsx'
import { May } from '../../components/may.tsx'
import { Page, Sheet } from '../../components/page.tsx'
import { Empty, Loaded } from '../../components/states.tsx'
import { connectionsQuery } from '../../queries/connections.ts'
import { flowsQuery } from '../../queries/flows.ts'
import { t } from '../../words/words.ts'
import { FlowRows } from './flow-rows.tsx'
import { NewFlow } from './new-flow.tsx'

/** What goes where. */
export function FlowsPage() {
  const flows = useQuery(flowsQuery)
  const connections = useQuery(connectionsQuery)
  return (
    <Page
      title={t('Flows')}
      actions={
        <May needs="editor">
          <NewFlow />
        </May>
      }
    >
      <FlowTabs />
      <Sheet flush>
        <Loaded of={flows}>
          {({ data }) =>
            data.length === 0 ? (
              <Empty title={t('No flows yet')} says={t('Use a ready flow: it stands on the page of its connection.')}>
                <ButtonLink to="/connections" variant="default">
                  {t('To the connections')}
                </ButtonLink>
              </Empty>
            ) : (
              <FlowRows flows={data} accounts={connections.data?.data ?? []} />
            )
          }
        </Loaded>
      </Sheet>
    </Page>
  )
}
