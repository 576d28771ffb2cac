import { Cron } from 'croner'

/** Why a schedule cannot be kept, in words; null: it can. */
export function scheduleTrouble(schedule: string, zone = 'UTC'): string | null {
  if (/^0*[1-9]\d*[smhd]$/.test(schedule)) return null
  try {
    const next = new Cron(schedule, { timezone: zone, paused: true }).nextRun(new Date(0))
    return next === null ? `"${schedule}" never comes` : null
  } catch (error) {
    const why = error instanceof Error ? error.message.replace(/^CronPattern: /, '') : String(error)
    return `"${schedule}" is no schedule (${why}): write an interval such as 15m, or five fields such as "0 3 * * *"`
  }
}
