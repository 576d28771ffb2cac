import type { Json, Page, Source } from '@trefoil/sdk'
import { findUnstorable } from '../../db/storable.ts'
import { unstorableAnswer } from '../consequences.ts'
import type { Desk } from '../context.ts'

/** Records that one page may hold: what Clover hands out at once, and one transaction of the hub. */
export const pageSize = 1_000

/** Asks for a page. Where it ends must be kept with it: a place that cannot be stored would cost the page every time. */
export async function readPage(desk: Desk, source: Source, cursor: Json): Promise<Page<unknown, Json>> {
  const page = await source.pull(desk.session, { cursor, limit: pageSize })
  const found = findUnstorable(page.cursor)
  if (found !== null) throw unstorableAnswer(`${source.title}: the source names a place in its list`, found)
  return page
}
