import { Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Schemas } from '../../api.ts'
import { Explanation } from '../../components/explanation.tsx'
import { OutcomeMark } from '../../components/mark.tsx'
import { Loaded } from '../../components/states.tsx'
import { When } from '../../components/when.tsx'
import { explainQuery, flowQuery } from '../../queries/flows.ts'
import { t } from '../../words/words.ts'

/** Retrieve, map, write, deliver: what happened to one record at each step. */
export function Trace({ run, outcome }: { run: Schemas['Run']; outcome: Schemas['Outcome'] }) {
  const flow = useQuery(flowQuery(run.flow))
  const which = outcome.externalId !== null ? { externalId: outcome.externalId } : { recordId: outcome.recordId ?? 0 }
  const explained = useQuery({ ...explainQuery(run.flow, which), retry: false })
  const isIn = flow.data?.direction !== 'from_hub'
  return (
    <ol className="trace">
      <Stop title={isIn ? t('Retrieve') : t('Take from the hub')}>
        <Text size="sm">
          {isIn
            ? t('Read from {connection} under the id {id}', {
                connection: flow.data?.connection ?? '…',
                id: outcome.externalId ?? '—',
              })
            : t('Version wanted by {flow}', { flow: run.flow })}
          {' · '}
          <When at={outcome.at} />
        </Text>
      </Stop>
      <Stop title={t('Map')}>
        <Loaded of={explained}>{(found) => <Explanation explained={found} />}</Loaded>
      </Stop>
      <Stop title={isIn ? t('Write to the hub') : t('Deliver')}>
        <OutcomeMark outcome={outcome.outcome} />
        <Text size="sm">{outcome.reason}</Text>
        {outcome.recordId !== null && (
          <Link to="/records/$id" params={{ id: String(outcome.recordId) }}>
            {t('The record, its history and its deliveries')}
          </Link>
        )}
        {outcome.facts !== null && <pre className="json">{JSON.stringify(outcome.facts, null, 2)}</pre>}
      </Stop>
    </ol>
  )
}

function Stop({ title, children }: { title: string; children: ReactNode }) {
  return (
    <li>
      <Title order={3}>{title}</Title>
      {children}
    </li>
  )
}
