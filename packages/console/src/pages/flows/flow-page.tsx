import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import type { Schemas } from '../../api.ts'
import { FaultLine } from '../../components/mark.tsx'
import { Page } from '../../components/page.tsx'
import { Loaded, Waiting } from '../../components/states.tsx'
import { flowQuery } from '../../queries/flows.ts'
import { flowTabs } from '../../search-values.ts'
import { t } from '../../words/words.ts'
import { entityWords } from '../records/entity-words.ts'
import { FlowActions } from './flow-actions.tsx'
import { FlowOverview } from './flow-overview.tsx'
import { FlowText } from './flow-text.tsx'
import { Versions } from './versions.tsx'

const MappingEditor = lazy(async () => ({ default: (await import('./mapping/mapping-editor.tsx')).MappingEditor }))

const route = getRouteApi('/flows/$name')

/** One flow: what it does, by which rules, and how it goes. */
export function FlowPage() {
  const { name } = route.useParams()
  const flow = useQuery(flowQuery(name))
  return <Loaded of={flow}>{(found) => <Flow flow={found} />}</Loaded>
}

function Flow({ flow }: { flow: Schemas['FlowInFull'] }) {
  const { tab = 'overview' } = route.useSearch()
  const title = typeof flow.definition.title === 'string' ? flow.definition.title : flow.name
  return (
    <Page
      title={title}
      back={{ to: '/flows', label: t('Flows') }}
      says={
        <>
          {entityWords(flow.entity).all}
          {': '}
          {flow.direction === 'to_hub' ? '' : 'Trefoil → '}
          <Link to="/connections/$name" params={{ name: flow.connection }}>
            {flow.connection}
          </Link>
          {flow.direction === 'to_hub' ? ' → Trefoil' : ''} · <code>{flow.name}</code>
        </>
      }
      actions={<FlowActions flow={flow} />}
    >
      <FaultLine fault={flow.fault} />
      <nav className="tabs" aria-label={title}>
        {flowTabs.map((each) => (
          <Link
            key={each}
            to="/flows/$name"
            params={{ name: flow.name }}
            search={{ tab: each }}
            aria-current={each === tab ? 'page' : undefined}
          >
            {words[each]()}
          </Link>
        ))}
      </nav>
      {tab === 'overview' && <FlowOverview flow={flow} />}
      {tab === 'mapping' && (
        <Suspense fallback={<Waiting />}>
          <MappingEditor flow={flow} />
        </Suspense>
      )}
      {tab === 'versions' && <Versions flow={flow} />}
      {tab === 'page' && <FlowText name={flow.name} />}
    </Page>
  )
}

const words = {
  overview: () => t('Overview'),
  mapping: () => t('Mapping'),
  versions: () => t('Versions'),
  page: () => t('Description'),
} as const
