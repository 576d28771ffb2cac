import { language, t } from '../../words/words.ts'

const units: Record<string, string> = { s: 'second', m: 'minute', h: 'hour', d: 'day' }

/** `15m` → `every 15 minutes`; a cron expression stands as it is. */
export function scheduleWords(schedule: string): string {
  const [, amount, unit = ''] = /^(\d+)([smhd])$/.exec(schedule) ?? []
  const name = units[unit]
  if (amount === undefined || name === undefined) return t('by the schedule {cron}', { cron: schedule })
  const format = new Intl.NumberFormat(language(), { style: 'unit', unit: name, unitDisplay: 'long' })
  return t('every {time}', { time: format.format(Number(amount)) })
}

/** The name by which the hub keeps the time of the nightly look at everything. */
export const sweepOf = ':sweep'
