import { Progress, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Schemas } from '../../api.ts'
import { lasted, Span, When } from '../../components/when.tsx'
import { number, t } from '../../words/words.ts'

type Run = Schemas['Run']

/** Asked for, begun, ended: one line of time, with how far it is and when it will be done. */
export function RunTimeline({ run }: { run: Run }) {
  const { queuedAt, startedAt, finishedAt, state } = run
  const isBraked = state === 'braked'
  return (
    <section className="sheet" aria-label={t('Course of the run')}>
      <ol className="timeline">
        <Stop title={t('Asked for')} isDone>
          <When at={queuedAt} />
        </Stop>
        <Stop title={t('Begun')} isDone={startedAt !== null}>
          {startedAt === null ? (
            t('waits for its turn')
          ) : (
            <>
              {t('after')} <Span from={queuedAt} to={startedAt} />
            </>
          )}
        </Stop>
        {isBraked && (
          <Stop title={t('Stopped at its brakes')} isDone tone="amber">
            {t('waits for a person')}
          </Stop>
        )}
        <Stop title={endWord(run)} isDone={finishedAt !== null}>
          {finishedAt !== null && startedAt !== null ? (
            <>
              {t('took')} <Span from={startedAt} to={finishedAt} />
            </>
          ) : (
            <Estimate run={run} />
          )}
        </Stop>
      </ol>
      {finishedAt === null && !isBraked && run.progress !== null && (
        <div className="run-progress">
          <Progress value={run.progress.percent} size="sm" aria-label={t('Progress')} />
        </div>
      )}
    </section>
  )
}

function endWord({ state }: Run): string {
  if (state === 'failed') return t('Failed')
  return state === 'cancelled' ? t('Cancelled') : t('Done')
}

/** Honest: it says how much is known, and nothing where nothing is. */
function Estimate({ run }: { run: Run }) {
  const { expected, progress, read, state } = run
  if (state === 'braked') return <>{t('after your decision')}</>
  if (expected === null || progress === null) return <>{t('nobody knows yet how many records there are')}</>
  const { etaSeconds, percent } = progress
  return (
    <>
      {t('{read} of about {expected} records, {percent} %', {
        read: number(read),
        expected: number(expected),
        percent,
      })}
      {etaSeconds !== null && `, ${t('{time} to go', { time: lasted(etaSeconds * 1_000) })}`}
    </>
  )
}

function Stop({
  title,
  isDone,
  tone,
  children,
}: {
  title: string
  isDone: boolean
  tone?: 'amber'
  children: ReactNode
}) {
  return (
    <li className={[isDone ? 'stop-done' : '', tone === 'amber' ? 'stop-amber' : ''].filter(Boolean).join(' ')}>
      <Text fw={600} size="sm">
        {title}
      </Text>
      <Text size="sm" c="dimmed" component="div">
        {children}
      </Text>
    </li>
  )
}
