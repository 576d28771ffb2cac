import 'uplot/dist/uPlot.min.css'
import { Text, useComputedColorScheme } from '@mantine/core'
import { useEffect, useRef } from 'react'
import UPlot from 'uplot'
import type { Schemas } from '../../api.ts'
import { Sheet } from '../../components/page.tsx'
import { inFull } from '../../components/when.tsx'
import { number, t } from '../../words/words.ts'

interface Point {
  at: number
  read: number
  troubled: number
  seconds: number
}

/** Records, trouble and time of the last runs; each chart has its numbers in a table. */
export function RunCharts({ runs }: { runs: readonly Schemas['Run'][] }) {
  const points = runs
    .filter((run) => run.startedAt !== null)
    .map((run) => ({
      at: Date.parse(run.startedAt ?? '') / 1_000,
      read: run.read,
      troubled: run.outcomes.held + run.outcomes.error,
      seconds: run.finishedAt === null ? 0 : (Date.parse(run.finishedAt) - Date.parse(run.startedAt ?? '')) / 1_000,
    }))
    .reverse()
  return (
    <Sheet title={t('The last {count} runs', { count: points.length })}>
      <div className="charts">
        <Chart title={t('Records read')} points={points} value={({ read }) => read} />
        <Chart title={t('Held or in error')} points={points} value={({ troubled }) => troubled} />
        <Chart title={t('Seconds a run took')} points={points} value={({ seconds }) => seconds} />
      </div>
      <details className="numbers">
        <summary>{t('The same as a table')}</summary>
        <table className="rows" aria-label={t('The last {count} runs', { count: points.length })}>
          <thead>
            <tr>
              <th scope="col">{t('Began')}</th>
              <th scope="col" className="number">
                {t('Records read')}
              </th>
              <th scope="col" className="number">
                {t('Held or in error')}
              </th>
              <th scope="col" className="number">
                {t('Seconds a run took')}
              </th>
            </tr>
          </thead>
          <tbody>
            {points.map((point, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two runs may begin in one millisecond, and the list is only redrawn whole
              <tr key={index}>
                <td>{inFull(new Date(point.at * 1_000).toISOString())}</td>
                <td className="number">{number(point.read)}</td>
                <td className="number">{number(point.troubled)}</td>
                <td className="number">{number(Math.round(point.seconds * 10) / 10)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </Sheet>
  )
}

const height = 110

function Chart({ title, points, value }: { title: string; points: readonly Point[]; value(point: Point): number }) {
  const place = useRef<HTMLDivElement>(null)
  const scheme = useComputedColorScheme('light')
  const xs = points.map((_, index) => index + 1)
  const ys = points.map(value)
  const drawn = JSON.stringify(ys)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the numbers are compared by their text, so that a chart is drawn anew only when they change
  useEffect(() => {
    const element = place.current
    if (element === null) return
    const dim = scheme === 'dark' ? '#a1aaa5' : '#586069'
    const axis = {
      stroke: dim,
      grid: { stroke: scheme === 'dark' ? '#2d3531' : '#e6eae8', width: 1 },
      ticks: { show: false },
    }
    const bars = UPlot.paths.bars?.({ size: [0.7, 24] })
    const chart = new UPlot(
      {
        width: element.clientWidth,
        height,
        legend: { show: false },
        cursor: { show: false },
        scales: {
          x: { time: false, range: [0.4, Math.max(12, xs.length) + 0.6] },
          y: { range: (_, __, max) => [0, Math.max(1, max)] },
        },
        axes: [{ show: false }, { ...axis, size: 44, values: (_, ticks) => ticks.map((tick) => number(tick)) }],
        series: [
          {},
          {
            fill: scheme === 'dark' ? '#2a9d63' : '#18804f',
            width: 0,
            points: { show: false },
            ...(bars === undefined ? {} : { paths: bars }),
          },
        ],
      },
      [xs, ys],
      element,
    )
    const watch = new ResizeObserver(() => chart.setSize({ width: element.clientWidth, height }))
    watch.observe(element)
    return () => {
      watch.disconnect()
      chart.destroy()
    }
  }, [drawn, scheme])
  return (
    <figure className="chart">
      <figcaption>
        <Text size="sm" c="dimmed">
          {title}
        </Text>
      </figcaption>
      <div ref={place} aria-hidden className="chart-place" />
    </figure>
  )
}
