import { z } from 'zod'
import { longestList, type Row } from './read-list.ts'

/** How far a listing has come: how many rows, and the id of the row before the next one. */
export const place = z.object({ offset: z.int().min(0), last: z.string().optional() })

export type Place = z.output<typeof place>

/** Some rows, and the place after them; null at the end of the list. */
export interface Stretch {
  rows: Row[]
  next: Place | null
}

/**
 * The next rows of a list that is paged by offset while people edit it.
 *
 * A row that goes away from an earlier page moves all later ones up, and the one at the edge would never be seen. So
 * each call begins one row early: if that row is no longer the one that was last, the list has moved, and a stretch of
 * it is read again. Rows may come twice, which costs a comparison; rows that were there all along are not lost.
 */
export async function readOn(
  read: (offset: number, limit: number) => Promise<Row[]>,
  from: Place,
  limit: number,
): Promise<Stretch> {
  const most = Math.max(1, Math.min(limit, longestList))
  if (from.offset > 0 && from.last !== undefined) {
    const asked = Math.min(most + 1, longestList)
    const [edge, ...rows] = await read(from.offset - 1, asked)
    if (edge !== undefined && idOf(edge) === from.last) return after(from, rows, rows.length + 1 < asked)
  }
  const back = from.last === undefined ? 0 : Math.min(Math.floor(most / 2), longestStepBack)
  const start = Math.max(0, from.offset - back)
  const rows = await read(start, most)
  return after({ offset: start }, rows, rows.length < most)
}

/** Rows that may go away between two calls without a loss. */
const longestStepBack = 200

function after(from: Place, rows: Row[], isEnd: boolean): Stretch {
  const last = rows.at(-1)
  const next = last === undefined ? from : { offset: from.offset + rows.length, last: idOf(last) }
  return { rows, next: isEnd ? null : next }
}

function idOf(row: Row): string {
  return typeof row.id === 'string' ? row.id : ''
}
