import 'uplot/dist/uPlot.min.css'
import { useComputedColorScheme } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import UPlot from 'uplot'
import { clockTime, inFull } from '../../components/when.tsx'
import { t } from '../../words/words.ts'

/** One kind of bar: its word, its colour as a name of the style sheet, and its value in every slice. */
export interface Bars {
  word: string
  colour: '--good' | '--stop' | '--plain'
  values: readonly (number | null)[]
}

interface TimeBarsProps {
  title: string
  /** What the whole span comes to, in a word or two. */
  sum: string
  /** When each slice begins. */
  starts: readonly Date[]
  /** Stand on each other, the first at the foot. */
  series: readonly Bars[]
  inWords(value: number): string
}

const height = 120

/** Bars over time. The slice under the pointer is told in words, and everything stands in a table as well. */
export function TimeBars({ title, sum, starts, series, inWords }: TimeBarsProps) {
  const place = useRef<HTMLDivElement>(null)
  const scheme = useComputedColorScheme('light')
  const [shown, setShown] = useState<number | null>(null)
  const told = shown === null ? undefined : starts[shown]
  const drawn = JSON.stringify([starts[0], series, scheme])
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is drawn is compared by its text, so that a chart is drawn anew only when it changes
  useEffect(() => {
    const element = place.current
    if (element === null) return
    const chart = draw(element, starts, series, inWords, setShown)
    const watch = new ResizeObserver(() => chart.setSize({ width: element.clientWidth, height }))
    watch.observe(element)
    return () => {
      watch.disconnect()
      chart.destroy()
    }
  }, [drawn])
  return (
    <figure className="chart">
      <figcaption>
        <span className="chart-title">{title}</span>
        <span className="chart-sum">{sum}</span>
      </figcaption>
      <div ref={place} aria-hidden className="chart-place" />
      <div className="legend">
        {told === undefined || shown === null
          ? series.map(({ word, colour }) => <Key key={word} word={word} colour={colour} />)
          : [
              <span key="at" className="quiet">
                {clockTime(told)}
              </span>,
              ...series.map(({ word, colour, values }) => (
                <Key key={word} word={`${word} ${inWords(values[shown] ?? 0)}`} colour={colour} />
              )),
            ]}
      </div>
      <details className="numbers">
        <summary>
          {t('As a table')}
          <span className="unseen"> {title}</span>
        </summary>
        <Numbers title={title} starts={starts} series={series} inWords={inWords} />
      </details>
    </figure>
  )
}

function Key({ word, colour }: { word: string; colour: Bars['colour'] }) {
  return (
    <span className="legend-key">
      <span className={`legend-mark legend${colour}`} aria-hidden />
      {word}
    </span>
  )
}

/** Only slices in which something happened: the others would be a page of noughts. */
function Numbers({ title, starts, series, inWords }: Pick<TimeBarsProps, 'title' | 'starts' | 'series' | 'inWords'>) {
  const busy = starts
    .map((start, index) => ({ start, values: series.map(({ values }) => values[index] ?? 0) }))
    .filter(({ values }) => values.some((value) => value > 0))
  if (busy.length === 0) return <p className="quiet">{t('Nothing in this time')}</p>
  return (
    <table className="rows" aria-label={title}>
      <thead>
        <tr>
          <th scope="col">{t('From')}</th>
          {series.map(({ word }) => (
            <th key={word} scope="col" className="number">
              {word}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {busy.map(({ start, values }) => (
          <tr key={start.getTime()}>
            <td>
              <time dateTime={start.toISOString()} title={inFull(start.toISOString())}>
                {clockTime(start)}
              </time>
            </td>
            {values.map((value, index) => (
              <td key={series[index]?.word} className="number" data-head={series[index]?.word}>
                {inWords(value)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function draw(
  element: HTMLElement,
  starts: readonly Date[],
  series: readonly Bars[],
  inWords: (value: number) => string,
  show: (slice: number | null) => void,
): UPlot {
  const style = getComputedStyle(element)
  const colour = (name: string) => style.getPropertyValue(name).trim()
  const axis = {
    stroke: colour('--mantine-color-dimmed'),
    font: '11px system-ui, sans-serif',
    grid: { stroke: colour('--line'), width: 1 },
    ticks: { show: false },
  }
  const bars = UPlot.paths.bars?.({ size: [0.75, 16], align: 1 })
  const xs = starts.map((start) => start.getTime() / 1_000)
  const step = (xs[1] ?? 1) - (xs[0] ?? 0)
  // The tallest first, so that each shorter one stands before it.
  const tops = series.map((_, index) =>
    xs.map((__, slice) => series.slice(0, index + 1).reduce((sum, { values }) => sum + (values[slice] ?? 0), 0)),
  )
  const top = Math.max(0, ...(tops.at(-1) ?? []))
  return new UPlot(
    {
      width: element.clientWidth,
      height,
      // To the right there is room for half of a time that stands under the last bar.
      padding: [8, 18, 0, 0],
      legend: { show: false },
      cursor: { y: false, points: { show: false }, drag: { x: false, y: false } },
      scales: {
        x: { range: [xs[0] ?? 0, (xs.at(-1) ?? 0) + step] },
        y: { range: [0, top === 0 ? 1 : top * 1.08] },
      },
      axes: [
        {
          ...axis,
          grid: { show: false },
          size: 22,
          space: 70,
          values: (_, ticks) => ticks.map((tick) => clockTime(new Date(tick * 1_000), 'short')),
        },
        {
          ...axis,
          size: 52,
          space: 34,
          values: (_, ticks) => ticks.map((tick) => (top === 0 && tick > 0 ? '' : inWords(tick))),
        },
      ],
      series: [
        {},
        ...series
          .map(({ colour: name }) => ({
            fill: colour(name),
            width: 0,
            points: { show: false },
            ...(bars === undefined ? {} : { paths: bars }),
          }))
          .reverse(),
      ],
      hooks: { setCursor: [(chart) => show(chart.cursor.idx ?? null)] },
    },
    [xs, ...tops.reverse()],
    element,
  )
}
