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

export function without(row: Row, fields: string[]): Row {
  return Object.fromEntries(Object.entries(row).filter(([name]) => !fields.includes(name)))
}
