import { advanceRun, finishRun, type RunRow } from '../../store/run.ts'
import { pageStoredSources } from '../../store/stored-source.ts'
import type { Desk } from '../context.ts'
import { lastId } from '../cursor-part.ts'
import { sideOf } from '../flow-keys.ts'
import { type Ingest, preparePage, storePage } from '../ingest/ingest.ts'
import { makesRoom } from '../make-room.ts'

/**
 * Maps what the source last said once more, after the mapping has changed: no call to the vendor. Records that were
 * filtered or in error are not stored; the next listing brings them. Goes on where it was broken off. False: it made
 * room for other work, and is not at its end.
 */
export async function replayStored(desk: Desk, of: Ingest, run: RunRow, limit: number): Promise<boolean> {
  const { flow } = of
  let after = lastId(run.cursor)
  for (;;) {
    const stored = await pageStoredSources(desk.db, sideOf(flow), { flowId: flow.id, after, limit })
    const page = { ...of, force: true, asStored: true } as const
    const isLast = stored.length < limit
    after = stored.at(-1)?.external_id ?? after
    const prepared = await preparePage(
      desk,
      page,
      stored.map((row) => row.source),
    )
    await storePage(desk, page, prepared, async (tx, counts) => {
      await advanceRun(tx, desk.workspace, run.id, counts, { v: 1, after })
      if (isLast) await finishRun(tx, desk.workspace, run.id, 'done', null)
    })
    if (isLast) desk.log.info('replay.done', { flow: flow.name, run: run.id })
    if (isLast) return true
    if (await makesRoom(desk, flow)) return false
  }
}
