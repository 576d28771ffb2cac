import { Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Schemas } from '../../api.ts'
import { Explanation } from '../../components/explanation.tsx'
import { FaultLine, Mark, OutcomeMark } from '../../components/mark.tsx'
import { Loaded } from '../../components/states.tsx'
import { When } from '../../components/when.tsx'
import { fieldAt, fieldText } from '../../field-text.ts'
import { explainQuery, flowQuery, traceQuery } from '../../queries/flows.ts'
import { useMay } from '../../queries/session.ts'
import { faultTitle } from '../../words/fault-title.ts'
import { t } from '../../words/words.ts'

/** Retrieve, map, write, deliver: what happened to one record at each step. */
export function Trace({ run, outcome }: { run: Schemas['Run']; outcome: Schemas['Outcome'] }) {
  const which = outcome.externalId !== null ? { externalId: outcome.externalId } : { recordId: outcome.recordId ?? 0 }
  const flow = useQuery(flowQuery(run.flow))
  const mayAsk = useMay('operator')
  const live = useQuery({ ...traceQuery(run.flow, which), enabled: mayAsk, retry: false })
  return (
    <div className="stack">
      <div className="trace-head">
        <OutcomeMark outcome={outcome.outcome} />
        <Title order={3}>{faultTitle(outcome.title)}</Title>
        <Text size="sm">{outcome.description}</Text>
        <Text size="sm" className="resolution">
          {outcome.resolution}
        </Text>
        <Text size="sm" c="dimmed">
          {outcome.reason}
        </Text>
        <Text size="sm" c="dimmed">
          <When at={outcome.at} />
          {outcome.recordId !== null && (
            <>
              {' · '}
              <Link to="/records/$id" params={{ id: String(outcome.recordId) }}>
                {t('The record, its history and its deliveries')}
              </Link>
            </>
          )}
          {outcome.url !== null && (
            <>
              {' · '}
              <a href={outcome.url} target="_blank" rel="noreferrer">
                {t('Open it at the vendor')}
                <span className="unseen"> {t('(opens another page)')}</span>
              </a>
            </>
          )}
        </Text>
      </div>
      {mayAsk && live.data === undefined && live.isPending && (
        <Text size="sm" c="dimmed" role="status">
          {t('Asking {connection} for the record as it is now …', { connection: flow.data?.connection ?? '' })}
        </Text>
      )}
      {live.error !== null && <FaultLine fault={{ message: live.error.message }} />}
      {flow.data !== undefined &&
        (live.data !== undefined ? (
          <Steps trace={live.data} flow={flow.data} />
        ) : (
          (!mayAsk || live.isError) && <Stored flow={flow.data} which={which} />
        ))}
    </div>
  )
}

/** Without the vendor: the record as it was stored, through the rules of today. */
function Stored({
  flow,
  which,
}: {
  flow: Schemas['FlowInFull']
  which: { externalId: string } | { recordId: number }
}) {
  const explained = useQuery({ ...explainQuery(flow.name, which), retry: false })
  return (
    <ol className="trace">
      <Stop title={t('Map')} says={t('what is stored of it, by the rules of today')}>
        <Loaded of={explained}>{(found) => <Explanation explained={found} flow={flow} source={found.source} />}</Loaded>
      </Stop>
    </ol>
  )
}

function Steps({ trace, flow }: { trace: Schemas['Trace']; flow: Schemas['FlowInFull'] }) {
  const { retrieve, map, children, write } = trace
  const isIn = flow.direction === 'to_hub'
  const currency = map.fields.find(({ path }) => path === 'currency')?.value
  const text = (field: string, value: unknown) =>
    fieldText(isIn ? fieldAt(flow.entity, field) : undefined, value, currency)
  return (
    <>
      <Text size="sm" c="dimmed">
        {t('Taken through the flow once more just now. Nothing was written.')}
      </Text>
      <ol className="trace">
        <Stop
          title={isIn ? t('Retrieve') : t('Take from the hub')}
          says={isIn ? t('from {where}', { where: retrieve.from }) : t('the record as it stands')}
        >
          <Requests requests={retrieve.requests} />
          <details>
            <summary>{t('What came, without secrets and personal values')}</summary>
            <pre className="json">{JSON.stringify(retrieve.source, null, 2)}</pre>
          </details>
        </Stop>
        <Stop title={t('Map')} says={t('each field by its rule')}>
          <Explanation explained={map} flow={flow} source={retrieve.source} />
          {children.length > 0 && (
            <ul className="list">
              {children.map(({ list, id, mapping, outcome, reason }, index) => (
                <li key={`${list}${id ?? index}`}>
                  <Mark tone={outcome === 'error' ? 'stop' : outcome === 'mapped' ? 'good' : 'quiet'}>
                    {childWords[outcome]()}
                  </Mark>
                  <span>
                    {list} <code>{id ?? `#${index + 1}`}</code> · {mapping}
                  </span>
                  {reason !== null && (
                    <Text size="sm" c="dimmed">
                      {reason}
                    </Text>
                  )}
                </li>
              ))}
            </ul>
          )}
        </Stop>
        <Stop
          title={isIn ? t('Write to the hub') : t('Deliver')}
          says={isIn ? t('what would change') : t('to {where}', { where: write.to })}
        >
          <OutcomeMark outcome={write.outcome} />
          {write.reasons.map(({ code, message }) => (
            <Text key={code} size="sm">
              {message}{' '}
              <Text span size="xs" c="dimmed" ff="monospace">
                {code}
              </Text>
            </Text>
          ))}
          <Changes changes={write.changes} text={text} />
          <Requests requests={write.requests} />
        </Stop>
      </ol>
    </>
  )
}

const childWords: Record<Schemas['Trace']['children'][number]['outcome'], () => string> = {
  mapped: () => t('Mapped'),
  filtered: () => t('Filtered'),
  error: () => t('Error'),
  kept: () => t('Kept as it was'),
  removed: () => t('Removed'),
}

function Requests({ requests }: { requests: Schemas['Trace']['retrieve']['requests'] }) {
  if (requests.length === 0) return null
  return (
    <ul className="requests" aria-label={t('Requests')}>
      {requests.map(({ request, status, ms }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same request may be sent twice, and the list is only redrawn whole
        <li key={index}>
          <code>{request}</code>
          <span className={status === null || status >= 400 ? 'bad-number' : 'quiet'}>
            {status ?? t('no answer')} · {ms} ms
          </span>
        </li>
      ))}
    </ul>
  )
}

interface ChangesProps {
  changes: Schemas['Trace']['write']['changes']
  text(field: string, value: unknown): string
}

function Changes({ changes, text }: ChangesProps) {
  const fields = Object.entries(changes)
  if (fields.length === 0) return null
  return (
    <dl className="diff">
      {fields.map(([field, { old, new: now }]) => (
        <div key={field}>
          <dt>{field}</dt>
          {old !== undefined && (
            <dd>
              <del>{text(field, old)}</del>
            </dd>
          )}
          {now !== undefined && (
            <dd>
              <ins>{text(field, now)}</ins>
            </dd>
          )}
        </div>
      ))}
    </dl>
  )
}

function Stop({ title, says, children }: { title: string; says: string; children: ReactNode }) {
  return (
    <li>
      <Title order={3}>
        {title} <span className="quiet">{says}</span>
      </Title>
      {children}
    </li>
  )
}
