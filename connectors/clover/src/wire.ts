import { inPlace, type Log } from '@trefoil/sdk'
import { z } from 'zod'
import type { Row } from './read-list.ts'

/** Every list inside of an object comes wrapped; absent unless it was expanded. */
export function wireList<T extends z.ZodType>(element: T) {
  return z.looseObject({ elements: z.array(element) }).nullish()
}

/** Milliseconds since 1970, as far as a date can hold them. */
export const wireInstant = z.int().min(-8_640_000_000_000_000).max(8_640_000_000_000_000).nullish()

export function instant(milliseconds: number | null): string | null {
  return milliseconds === null ? null : new Date(milliseconds).toISOString()
}

/** Which of the three marks a list bears differs; that it shows deleted rows at all is not documented. */
export function isDeleted(row: Row): boolean {
  return row.deleted === true || row.isDeleted === true || typeof row.deletedTime === 'number'
}

/**
 * Reads rows of Clover's. A field of a shape that Clover does not promise is left out and said in the log, as
 * `clover.<kind>.fields-left-out`: one odd field keeps no record away.
 */
export function readerOf<T>(wire: z.ZodType<T>, kind: string): (row: Row, log: Log) => { read: T; leftOut: string[] } {
  const readWire = inPlace(wire)
  return (row, log) => {
    const right = readWire(row)
    if (right.success) return { read: right.data, leftOut: [] }
    const leftOut = [...new Set(right.error.issues.map((issue) => String(issue.path[0])))]
    log.warn(`clover.${kind}.fields-left-out`, { id: String(row.id), fields: leftOut })
    return { read: wire.parse(without(row, leftOut)), leftOut }
  }
}

function without(row: Row, fields: string[]): Row {
  return Object.fromEntries(Object.entries(row).filter(([name]) => !fields.includes(name)))
}
