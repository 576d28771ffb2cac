import { Progress, Text } from '@mantine/core'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { Schemas } from '../../api.ts'
import { outcomeWords } from '../../components/mark.tsx'
import { number, t } from '../../words/words.ts'

const route = getRouteApi('/runs/$id')
const order = ['created', 'updated', 'linked', 'unchanged', 'filtered', 'held', 'error'] as const
const colours = {
  ...{ good: 'var(--good)', amber: 'var(--amber)', stop: 'var(--stop)' },
  ...{ quiet: 'var(--plain)', wait: 'var(--plain)' },
} as const

/** Seven counters that add up to the records read; each narrows the list below. */
export function OutcomeCounters({ run }: { run: Schemas['Run'] }) {
  const { outcome: chosen } = route.useSearch()
  const isOver = run.finishedAt !== null
  return (
    <section className="sheet" aria-label={t('Outcomes')}>
      <div className="run-progress">
        <Text>
          {t('{count, plural, one {# record read} other {# records read}}', { count: run.read })}
          {!isOver && run.state === 'running' && `, ${t('more to come')}`}
        </Text>
        {run.read > 0 && (
          <Progress.Root size="lg" aria-hidden>
            {order.map((outcome) => (
              <Progress.Section
                key={outcome}
                value={(run.outcomes[outcome] / run.read) * 100}
                color={colours[outcomeWords[outcome]?.tone ?? 'quiet']}
              />
            ))}
          </Progress.Root>
        )}
      </div>
      <div className="totals">
        {order.map((outcome) => (
          <Link
            key={outcome}
            to="/runs/$id"
            params={{ id: String(run.id) }}
            search={{ outcome: chosen === outcome ? undefined : outcome }}
            replace
            className={run.outcomes[outcome] === 0 ? 'total total-none' : 'total'}
            aria-current={chosen === outcome ? 'true' : undefined}
          >
            <span className="total-number">{number(run.outcomes[outcome])}</span>
            <span className="total-word">{outcomeWords[outcome]?.label()}</span>
          </Link>
        ))}
      </div>
    </section>
  )
}
