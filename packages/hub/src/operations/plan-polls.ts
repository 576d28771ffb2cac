import type { FlowDefinition } from '@trefoil/mapping'
import type { Tx } from '../db/database.ts'
import type { Flow } from '../store/flow.ts'
import { ensurePoll, restPolls } from '../store/poll.ts'
import { hourFrom, nextTimeOf, readBy, scheduledSources } from '../sync/pull/triggers.ts'
import type { Hub } from './hub.ts'

/**
 * A source is listed for the first time when its next time comes: the first full run is asked for by a person. One that
 * the definition names no more is left alone.
 */
export async function planPolls(hub: Hub, tx: Tx, flow: Flow, definition: FlowDefinition): Promise<void> {
  if (definition.direction !== 'to_hub') return
  const of = { endpoint: definition.endpoint, definition }
  for (const each of scheduledSources(of)) {
    const now = hub.now()
    const next = nextTimeOf(of, each.source, now)
    await ensurePoll(tx, hub.workspaceId, flow.id, { ...each, first: next, next, hourFrom: hourFrom(each, now) })
  }
  await restPolls(tx, hub.workspaceId, flow.id, readBy(of))
}
