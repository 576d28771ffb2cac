import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import type { Schemas } from '../../api.ts'
import { outcomeWords } from '../../components/mark.tsx'
import { Sheet } from '../../components/page.tsx'
import { Loaded, Waiting } from '../../components/states.tsx'
import { lasted } from '../../components/when.tsx'
import { activityQuery } from '../../queries/settings.ts'
import { activitySpans } from '../../search-values.ts'
import { number, t } from '../../words/words.ts'

const TimeBars = lazy(async () => ({ default: (await import('./time-bars.tsx')).TimeBars }))

const route = getRouteApi('/')
const hoursOf = { hours: 3, day: 24, week: 168 } as const
const words = {
  hours: () => t('3 hours'),
  day: () => t('24 hours'),
  week: () => t('7 days'),
} as const

/** What happened in the last hours: records, how they ended, and how long it took. */
export function Activity() {
  const { span = 'day' } = route.useSearch()
  const activity = useQuery(activityQuery(hoursOf[span]))
  return (
    <Sheet
      title={t('What happened')}
      actions={
        <nav className="span-choice" aria-label={t('Time shown')}>
          {activitySpans.map((each) => (
            <Link
              key={each}
              to="/"
              search={{ span: each }}
              resetScroll={false}
              aria-current={each === span ? 'true' : undefined}
            >
              {words[each]()}
            </Link>
          ))}
        </nav>
      }
    >
      <Loaded of={activity} waiting={<Waiting lines={4} />}>
        {(found) => (
          <>
            <Totals slices={found.slices} />
            <Suspense fallback={<Waiting lines={4} />}>
              <Charts activity={found} />
            </Suspense>
          </>
        )}
      </Loaded>
    </Sheet>
  )
}

type Slice = Schemas['Activity']['slices'][number]

const shown = ['created', 'updated', 'linked', 'unchanged', 'filtered', 'held', 'error'] as const

/** The seven ways in which records end, over the whole span. */
function Totals({ slices }: { slices: readonly Slice[] }) {
  return (
    <ul className="totals" aria-label={t('How records ended')}>
      {shown.map((outcome) => {
        const count = sumOf(slices, (slice) => slice[outcome])
        return (
          <li key={outcome} className={count === 0 ? 'total total-none' : 'total'}>
            <span className="total-number">{number(count)}</span>
            <span className="total-word">{outcomeWords[outcome]?.label()}</span>
          </li>
        )
      })}
    </ul>
  )
}

function Charts({ activity }: { activity: Schemas['Activity'] }) {
  const { slices, since, sliceSeconds } = activity
  const byStart = new Map(slices.map((slice) => [Date.parse(slice.from), slice]))
  const first = Date.parse(since)
  const starts = Array.from({ length: sliceCount }, (_, index) => new Date(first + index * sliceSeconds * 1_000))
  const over = (value: (slice: Slice) => number | null) =>
    starts.map((start) => {
      const slice = byStart.get(start.getTime())
      return slice === undefined ? 0 : value(slice)
    })
  const changed = (slice: Slice) => slice.created + slice.updated + slice.linked
  const same = (slice: Slice) => slice.unchanged + slice.filtered
  const troubled = (slice: Slice) => slice.held + slice.error
  const longest = Math.max(0, ...slices.map(({ longestSeconds }) => longestSeconds ?? 0))
  const trouble = sumOf(slices, troubled)
  return (
    <div className="charts">
      <TimeBars
        title={t('Records read')}
        sum={number(sumOf(slices, ({ read }) => read))}
        starts={starts}
        inWords={number}
        series={[{ word: t('Read'), colour: '--good', values: over(({ read }) => read) }]}
      />
      <TimeBars
        title={t('How records ended')}
        sum={trouble === 0 ? t('no trouble') : t('{count} in trouble', { count: number(trouble) })}
        starts={starts}
        inWords={number}
        series={[
          { word: t('Held or in error'), colour: '--stop', values: over(troubled) },
          { word: t('Changed'), colour: '--good', values: over(changed) },
          { word: t('As it was'), colour: '--plain', values: over(same) },
        ]}
      />
      <TimeBars
        title={t('Lag, from asked for to done')}
        sum={longest === 0 ? '—' : t('{time} at the most', { time: lasted(longest * 1_000) })}
        starts={starts}
        inWords={(value) => lasted(value * 1_000)}
        series={[{ word: t('Longest'), colour: '--plain', values: over(({ longestSeconds }) => longestSeconds) }]}
      />
    </div>
  )
}

const sliceCount = 48

function sumOf(slices: readonly Slice[], value: (slice: Slice) => number): number {
  return slices.reduce((sum, slice) => sum + value(slice), 0)
}
