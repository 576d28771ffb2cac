import type { AlertKind } from '../store/alert.ts'
import type { WorkspaceSettings } from '../store/workspace-settings.ts'

/** What a mail may be sent for at this instant: in quiet hours nothing but what has stopped. */
export function kindsToTell({ kinds, quiet }: WorkspaceSettings['notifications'], now: Date): AlertKind[] {
  return quiet !== null && isWithin(quiet, now) ? kinds.filter((kind) => kind === 'stopped') : [...kinds]
}

/** The hours may go over midnight; where they end as they begin there are none. */
function isWithin({ from, to, zone }: { from: string; to: string; zone: string }, now: Date): boolean {
  const time = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' }).format(now)
  return from <= to ? time >= from && time < to : time >= from || time < to
}
