import { table } from '../print.ts'
import { outcomeNames, type Run } from '../run-in-words.ts'

/** What a flow did over all its runs. */
export interface FlowReport {
  flow: string
  read: number
  outcomes: Run['outcomes']
  sum: number
  seconds: number
  rate: number
}

export function reportFlow(flow: string, runs: readonly Run[]): FlowReport {
  const outcomes = { created: 0, updated: 0, unchanged: 0, linked: 0, filtered: 0, held: 0, error: 0 }
  for (const run of runs) for (const name of outcomeNames) outcomes[name] += run.outcomes[name]
  const read = runs.reduce((total, run) => total + run.read, 0)
  const sum = outcomeNames.reduce((total, name) => total + outcomes[name], 0)
  const began = Math.min(...runs.flatMap(({ startedAt }) => (startedAt === null ? [] : [Date.parse(startedAt)])))
  const ended = Math.max(...runs.flatMap(({ finishedAt }) => (finishedAt === null ? [] : [Date.parse(finishedAt)])))
  const seconds = Number.isFinite(ended - began) ? Math.max(0.001, (ended - began) / 1_000) : 0
  return { flow, read, outcomes, sum, seconds, rate: seconds === 0 ? 0 : Math.round(read / seconds) }
}

export function reportsInWords(reports: readonly FlowReport[]): string {
  return table(
    ['flow', 'read', ...outcomeNames, 'sum', 'seconds', 'records/s'],
    reports.map((report) => [
      report.flow,
      report.read,
      ...outcomeNames.map((name) => report.outcomes[name]),
      report.sum,
      Number(report.seconds.toFixed(1)),
      report.rate,
    ]),
  )
}
