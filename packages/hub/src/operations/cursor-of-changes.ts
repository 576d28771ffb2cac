import { lastDrawnChange } from '../store/change-feed.ts'
import type { Hub } from './hub.ts'
import { Refusal } from './refusal.ts'

/** Refuses a cursor that this database never gave: whoever waited behind it would wait for ever. */
export async function assertGiven(hub: Hub, after: number): Promise<void> {
  const last = await lastDrawnChange(hub.db)
  if (after <= last) return
  const detail = `the last change of this hub is ${last}, so the cursor is of another one, or of this one before it was restored from a backup: read the records anew, then follow from ${last}`
  throw new Refusal('conflict', 'cursor_ahead', `No change is numbered ${after} yet: ${detail}`, {
    facts: { after, last },
    problems: [{ pointer: '/after', detail }],
  })
}
