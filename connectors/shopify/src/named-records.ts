import { inParallel, type Session } from '@trefoil/sdk'
import { gidOf, isId } from './gid.ts'

/** Calls under way at the same time: more are of no use where points set the pace. */
export const atOnce = 3

/** Records by their ids, so many a call; what Shopify does not know is 'gone'. */
export async function namedRecords<T>(
  session: Session,
  of: { type: string; most: number; read(gids: string[]): Promise<T[]>; key(record: T): string },
  ids: string[],
): Promise<Map<string, T | 'gone'>> {
  const asked = chunksOf([...new Set(ids)].filter(isId), of.most)
  const found = await inParallel(asked, atOnce, (chunk) => of.read(chunk.map((id) => gidOf(of.type, id))))
  const records = new Map(found.flat().map((record) => [of.key(record), record]))
  session.signal.throwIfAborted()
  return new Map(ids.map((id) => [id, records.get(id) ?? 'gone']))
}

export function chunksOf<T>(list: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, at) => list.slice(at * size, (at + 1) * size))
}
