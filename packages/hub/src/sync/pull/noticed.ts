import type { Tx } from '../../db/database.ts'
import { deleteNotices, selectNotices, settleInbox } from '../../store/inbox.ts'
import { postponePoll } from '../../store/poll.ts'
import type { Desk } from '../context.ts'
import { lookAgain } from './touched.ts'
import type { Pull } from './watched.ts'

/** Records that are read at once for what the vendor's webhooks said. */
const noticesAtOnce = 500

/**
 * Reads what webhooks named: a notice is a hint, and only what the vendor answers is believed. A notice of a source that
 * touches this one lets that source be listed now. False: it was, and the flow is to be looked at again.
 */
export async function pullNoticed(desk: Desk, pull: Pull): Promise<boolean> {
  const { id: flowId, workspace, connectionId, endpoint } = pull.flow
  let isDone = true
  for (;;) {
    const notices = await selectNotices(desk.db, workspace, flowId, noticesAtOnce)
    if (notices.length === 0 || desk.signal.aborted) return isDone
    const ids = notices.filter(({ source }) => source === endpoint).map((notice) => notice.external_id)
    const others = new Set(notices.flatMap(({ source }) => (source === endpoint ? [] : [source])))
    const settled = async (tx: Tx) => {
      await deleteNotices(tx, workspace, flowId, notices)
      await settleInbox(tx, workspace, connectionId)
      for (const source of others) await postponePoll(tx, workspace, flowId, { source, nextAt: desk.clock.now() })
    }
    if (others.size > 0) isDone = false
    // They come by their age.
    const since = notices[0]?.at
    await lookAgain(desk, pull, { ids, kind: 'webhook', actor: `webhook:${endpoint}`, since }, settled)
  }
}
