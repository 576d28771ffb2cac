import { Fault, type Json } from '@trefoil/sdk'
import { z } from 'zod'

/** The cursor that a source wrote earlier; null begins anew. What another version or another hand wrote is refused. */
export function readCursor<T>(schema: z.ZodType<T>, cursor: Json, source: string): T {
  const read = schema.safeParse(cursor)
  if (read.success) return read.data
  throw new Fault(
    'invalid',
    `The cursor of Clover's ${source} is not one that this version wrote: ${shown(cursor)} (${z.prettifyError(read.error)}). ` +
      'Reset the source to read it from the beginning',
    { code: 'CURSOR_UNREADABLE', facts: { source } },
  )
}

/** A cursor in a message: cut, as a spoiled one may be anything. */
export function shown(cursor: Json): string {
  const text = JSON.stringify(cursor)
  return text.length <= 120 ? text : `${text.slice(0, 120)}…`
}
