import { Button, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Download } from 'lucide-react'
import type { Schemas } from '../../api.ts'
import { FlowMark, Mark } from '../../components/mark.tsx'
import { Sheet } from '../../components/page.tsx'
import { type Column, Rows } from '../../components/rows.tsx'
import { Empty, Loaded } from '../../components/states.tsx'
import { lasted, When } from '../../components/when.tsx'
import { useMay } from '../../queries/session.ts'
import { statusQuery, systemQuery } from '../../queries/settings.ts'
import { number, t } from '../../words/words.ts'

/** The machine room: what runs here, on what, how far behind it is, and a file for whoever helps. */
export function ThisHub() {
  const system = useQuery(systemQuery)
  const status = useQuery(statusQuery)
  return (
    <>
      <Sheet title={t('State')}>
        <Loaded of={status}>{(found) => <State status={found} />}</Loaded>
      </Sheet>
      <Loaded of={system}>
        {(found) => (
          <>
            <Sheet title={t('How far behind')} flush>
              {found.flows.length === 0 ? (
                <Empty title={t('No flow yet')} says={t('Connect an account and use a ready flow.')} />
              ) : (
                <Rows
                  label={t('How far behind')}
                  columns={lagColumns()}
                  items={found.flows}
                  keyOf={({ flow }) => flow}
                />
              )}
            </Sheet>
            <Machine system={found} />
          </>
        )}
      </Loaded>
      <Help />
    </>
  )
}

function State({ status }: { status: Schemas['Status'] }) {
  if (status.status === 'ok') return <Mark tone="good">{t('What is due moves, and nothing is stopped')}</Mark>
  return (
    <ul className="list">
      {status.stopped.map((what) => (
        <li key={what}>
          <Mark tone="stop">{t('Stopped')}</Mark> {what}
        </li>
      ))}
      {status.stalls.map(({ flow, step, since }) => (
        <li key={`${flow}${step}`}>
          <Mark tone="amber">{t('Does not move')}</Mark>
          <Link to="/flows/$name" params={{ name: flow }}>
            {flow}
          </Link>
          <Text size="sm" c="dimmed">
            {step} · <When at={since} />
          </Text>
        </li>
      ))}
    </ul>
  )
}

type Lag = Schemas['System']['flows'][number]

function lagColumns(): Column<Lag>[] {
  return [
    {
      head: t('Flow'),
      cell: ({ flow }) => (
        <Link to="/flows/$name" params={{ name: flow }}>
          {flow}
        </Link>
      ),
    },
    { head: t('State'), cell: ({ state }) => <FlowMark state={state} /> },
    { head: t('Due'), cell: ({ due }) => number(due), isNumber: true },
    {
      head: t('Behind'),
      cell: ({ lagSeconds }) => (lagSeconds === 0 ? t('nothing waits') : lasted(lagSeconds * 1_000)),
      isNumber: true,
    },
    { head: t('Last run'), cell: ({ lastRunAt }) => <When at={lastRunAt} /> },
  ]
}

function Machine({ system }: { system: Schemas['System'] }) {
  const { database, workers } = system
  const engine = database.engine === 'pglite' ? t('embedded PostgreSQL') : 'PostgreSQL'
  return (
    <Sheet title={t('Machine')}>
      <dl className="facts">
        <div className="fact">
          <dt>Trefoil</dt>
          <dd>
            {system.version} · Node {system.node.replace('v', '')}
          </dd>
        </div>
        <div className="fact">
          <dt>{t('Running since')}</dt>
          <dd>
            <When at={system.startedAt} />
          </dd>
        </div>
        <div className="fact">
          <dt>{t('Database')}</dt>
          <dd>
            {engine} {database.version} · {number(Math.ceil(database.bytes / 1_048_576))} MiB ·{' '}
            {t('{count, plural, one {# migration} other {# migrations}}', { count: database.migrations })}
          </dd>
        </div>
        <div className="fact">
          <dt>{t('Workers')}</dt>
          <dd>
            {workers.length === 0 ? (
              <Mark tone="amber">{t('none: nothing that is due is done')}</Mark>
            ) : (
              <ul className="workers">
                {workers.map(({ host, pid, seenAt }) => (
                  <li key={`${host}${pid}`}>
                    <code>
                      {host}/{pid}
                    </code>{' '}
                    <span className="quiet">
                      {t('heard')} <When at={seenAt} />
                    </span>
                  </li>
                ))}
              </ul>
            )}
          </dd>
        </div>
      </dl>
    </Sheet>
  )
}

function Help() {
  const mayDownload = useMay('admin')
  return (
    <Sheet title={t('Ask for help')}>
      <div className="stack narrow">
        <Text size="sm">
          {t(
            'One file with versions, states, counters and codes. No secret, no setting of a connection and nothing about a customer is in it; look before you send it.',
          )}
        </Text>
        <div className="row-actions">
          {mayDownload ? (
            <Button
              component="a"
              href="/api/v1/diagnostics"
              download
              variant="default"
              leftSection={<Download size={15} aria-hidden />}
            >
              {t('Download the diagnostic bundle')}
            </Button>
          ) : (
            <Text size="sm" c="dimmed">
              {t('An admin can download it.')}
            </Text>
          )}
        </div>
      </div>
    </Sheet>
  )
}
