import { advanceRun, finishRun, type RunRow } from '../../store/run.ts'
import { isCounted, pageSelection } from '../../store/run-selection.ts'
import { findStoredSources, pageStoredSources, type StoredSource } from '../../store/stored-source.ts'
import type { Desk, OpenFlow } from '../context.ts'
import { lastId } from '../cursor-part.ts'
import { sideOf } from '../flow-keys.ts'
import { type Ingest, preparePage, storePage } from '../ingest/ingest.ts'
import { makesRoom } from '../make-room.ts'

/**
 * Maps what the source last said once more, after the mapping has changed or what it looks up: no call to the vendor.
 * Of a run with a selection only those that are named. Records that were filtered or in error are not stored; the next listing brings them. Goes on where it was broken off. False: it made
 * room for other work, and is not at its end.
 */
export async function replayStored(desk: Desk, of: Ingest, run: RunRow, limit: number): Promise<boolean> {
  const { flow } = of
  let after = lastId(run.cursor)
  for (;;) {
    const { stored, last, isLast } = await storedBehind(desk, flow, run, { after, limit })
    const page = { ...of, force: true, asStored: true } as const
    after = last ?? after
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

async function storedBehind(
  { db, workspace }: Desk,
  flow: OpenFlow,
  run: RunRow,
  { after, limit }: { after: string; limit: number },
): Promise<{ stored: StoredSource[]; last: string | undefined; isLast: boolean }> {
  if (!isCounted(run.selection)) {
    const stored = await pageStoredSources(db, sideOf(flow), { flowId: flow.id, after, limit })
    return { stored, last: stored.at(-1)?.external_id, isLast: stored.length < limit }
  }
  const ids = await pageSelection(db, workspace, run.id, { after, limit })
  const stored = await findStoredSources(db, sideOf(flow), { externalIds: ids })
  return { stored, last: ids.at(-1), isLast: ids.length < limit }
}
