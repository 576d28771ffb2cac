import { Button, Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { CirclePause } from 'lucide-react'
import { useState } from 'react'
import type { Schemas } from '../../api.ts'
import { AskFirst } from '../../components/ask-first.tsx'
import { tellTrouble } from '../../components/told.ts'
import { useReleaseRun } from '../../queries/runs.ts'
import { useMay } from '../../queries/session.ts'
import { number, t } from '../../words/words.ts'
import { CancelRun } from './cancel-run.tsx'

/** A run that its brakes stopped: what it would do, and the two ways on. */
export function BrakeDecision({ run }: { run: Schemas['Run'] }) {
  const id = String(run.id)
  const release = useReleaseRun(id)
  const mayDecide = useMay('operator')
  const [isAsking, setAsking] = useState(false)
  const { count, linked, percent, limit } = figuresOf(run.fault)
  const what = whatOf(run.fault?.code)
  return (
    <section className="sheet brake" aria-label={t('Waits for your decision')}>
      <CirclePause size={22} aria-hidden />
      <div className="stack">
        <div>
          <Title order={2}>
            {t('{count} of {linked} linked records {what}', { count: number(count), linked: number(linked), what })}
          </Title>
          <Text size="sm">
            {t(
              'That is {percent} %; a run may do so with {limit} % before it asks. Nothing of this part was written. What it wrote before stays.',
              { percent, limit },
            )}
          </Text>
        </div>
        <div className="brake-bar" aria-hidden>
          <span className="brake-share" style={{ width: `${Math.min(100, percent)}%` }} />
          <span className="brake-limit" style={{ left: `${Math.min(100, limit)}%` }} />
        </div>
        <Text size="sm">
          {t('Look first whether this was meant:')}{' '}
          <Link to="/flows/$name" params={{ name: run.flow }} search={{ tab: 'mapping' }}>
            {t('try the flow on real records')}
          </Link>
          {', '}
          <Link to="/flows/$name" params={{ name: run.flow }} search={{ tab: 'versions' }}>
            {t('what changed in its rules')}
          </Link>
          {'.'}
        </Text>
        {mayDecide ? (
          <div className="row-actions">
            <CancelRun id={id} />
            <Button onClick={() => setAsking(true)}>{t('Let it go on')}</Button>
          </div>
        ) : (
          <Text size="sm" c="dimmed">
            {t('An operator decides.')}
          </Text>
        )}
      </div>
      <AskFirst
        isAsking={isAsking}
        title={t('Let run {id} go on?', { id })}
        says={t('{count} records or more {what}, and its brakes will not stop it again.', {
          count: number(count),
          what,
        })}
        leave={t('Not yet')}
        act={t('Let it go on')}
        isPending={release.isPending}
        close={() => setAsking(false)}
        go={() => release.mutate(undefined, { onSuccess: () => setAsking(false), onError: tellTrouble })}
      />
    </section>
  )
}

/** The figures of the brake, as the fault holds them. */
function figuresOf(fault: Record<string, unknown> | null) {
  const facts: Record<string, unknown> = Object.fromEntries(Object.entries(fault?.facts ?? {}))
  const figure = (name: string) => (typeof facts[name] === 'number' ? facts[name] : 0)
  return { count: figure('count'), linked: figure('linked'), percent: figure('percent'), limit: figure('limit') }
}

function whatOf(code: unknown): string {
  if (code === 'BRAKE_DELETED') return t('would be taken for deleted')
  if (code === 'BRAKE_ZEROED') return t('would have their stock set to zero')
  return t('would be changed')
}
