import type { Json } from '@trefoil/sdk'

/** A field of a cursor that the hub itself made. */
export function partOf(cursor: Json, name: string): Json | undefined {
  const isPlace = typeof cursor === 'object' && cursor !== null && !Array.isArray(cursor)
  return isPlace ? cursor[name] : undefined
}

/** The id behind which a run goes on. */
export function lastId(cursor: Json): string {
  const after = partOf(cursor, 'after')
  return typeof after === 'string' ? after : ''
}
