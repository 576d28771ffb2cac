import { type ActivitySlice, selectActivity, selectRates } from '../store/activity.ts'
import type { Hub } from './hub.ts'

interface Activity {
  since: Date
  sliceSeconds: number
  slices: ActivitySlice[]
  rates: { flow: string; lastHour: number; perMinute: number; isRunning: boolean }[]
}

const slicesInAll = 48

/** The last hours in 48 slices, which begin at round times so that they do not move from one look to the next. */
export async function readActivity(hub: Hub, hours: number): Promise<Activity> {
  const now = hub.now()
  const sliceSeconds = (hours * 3_600) / slicesInAll
  const ms = sliceSeconds * 1_000
  const since = new Date((Math.floor(now.getTime() / ms) - slicesInAll + 1) * ms)
  const [slices, rates] = await Promise.all([
    selectActivity(hub.db, hub.workspaceId, { since, sliceSeconds }),
    selectRates(hub.db, hub.workspaceId, now),
  ])
  return {
    since,
    sliceSeconds,
    slices,
    rates: rates.map(({ flow, lastHour, lastMinutes, isRunning }) => {
      return { flow, lastHour, perMinute: Math.round(lastMinutes / 0.5) / 10, isRunning }
    }),
  }
}
