import { Fault, type Json } from '@trefoil/sdk'
import { z } from 'zod'

/** The cursor that a source wrote earlier. What another version or another hand wrote is refused. */
export function readCursor<T>(schema: z.ZodType<T>, cursor: Json, source: string): T {
  const read = schema.safeParse(cursor)
  if (read.success) return read.data
  throw unreadable(cursor, source, `is not one that this version wrote (${z.prettifyError(read.error)})`)
}

export function unreadable(cursor: Json, source: string, why: string): Fault {
  const text = JSON.stringify(cursor)
  // Cut, as a spoiled one may be anything.
  const shown = text.length <= 120 ? text : `${text.slice(0, 120)}…`
  return new Fault(
    'invalid',
    `The cursor of Shopify's ${source} ${why}: ${shown}. Reset the source to read it from the beginning`,
    { code: 'CURSOR_UNREADABLE', facts: { source } },
  )
}
