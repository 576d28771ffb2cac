import type { Schemas } from '../../api.ts'
import { number, t } from '../../words/words.ts'

/** How many records a flow takes at present. */
export type Pace = Schemas['Activity']['rates'][number]

export function paceOf(rates: readonly Pace[]): ReadonlyMap<string, Pace> {
  return new Map(rates.map((rate) => [rate.flow, rate]))
}

export function paceWords(pace: Pace | undefined): string {
  if (pace === undefined || pace.lastHour === 0) return t('nothing in the last hour')
  if (pace.perMinute > 0) return t('{count} a minute', { count: number(pace.perMinute) })
  return t('{count} in the last hour', { count: number(pace.lastHour) })
}
