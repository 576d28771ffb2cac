import type { Schemas } from '../client/client.ts'
import { exitCodes, Failure } from './exit.ts'
import { show } from './print.ts'
import { answer, reach } from './reach.ts'

interface Options {
  json?: boolean
}

export async function snooze(id: string, options: Options & { for: string }): Promise<void> {
  const until = await untilOf(options.for)
  tell(await answer(reach().POST('/api/v1/issues/{id}/snooze', { params: { path: { id } }, body: { until } })), options)
}

export async function assign(id: string, name: string | undefined, options: Options): Promise<void> {
  const body = { to: name ?? null }
  tell(await answer(reach().POST('/api/v1/issues/{id}/assign', { params: { path: { id } }, body })), options)
}

export async function close(id: string, options: Options): Promise<void> {
  tell(await answer(reach().POST('/api/v1/issues/{id}/close', { params: { path: { id } } })), options)
}

function tell(issue: Schemas['Issue'], options: Options): void {
  show(issue, options, ({ state, snoozedUntil, assignee }) =>
    [
      `Issue ${issue.id} (${issue.title}) is ${state}`,
      snoozedUntil === null ? '' : ` until ${snoozedUntil}`,
      assignee === null ? '' : `, ${assignee} sees to it`,
    ].join(''),
  )
}

const units: Record<string, number> = { m: 60_000, h: 3_600_000, d: 86_400_000 }

/** The instant after so much time; null for none. */
async function untilOf(time: string): Promise<string | null> {
  const [, count, unit = ''] = /^(\d{1,4})([mhd]?)$/.exec(time) ?? []
  const ms = Number(count) * (units[unit] ?? 0)
  if (ms === 0 && Number(count) === 0) return null
  if (!(ms > 0)) throw new Failure(exitCodes.usage, `"${time}" is no length of time: write 30m, 8h or 7d`)
  const { systemClock } = await import('../clock.ts')
  return new Date(systemClock.now().getTime() + ms).toISOString()
}
