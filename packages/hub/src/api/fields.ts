import { z } from 'zod'

/** Shapes that several resources share. */
export const AnyObject = z.record(z.string(), z.unknown())
export const Instant = z.iso.datetime()
export const nameParam = z.strictObject({ name: z.string().min(1).max(63) })

const idHint = 'a hub id is a whole number, as in 55260'

/** An id of the hub in an address. */
export const idParam = z.strictObject({
  id: z
    .string()
    .regex(/^[1-9]\d{0,14}$/, idHint)
    .transform(Number),
})

/** An id of the hub in a body: a number, or its digits. */
export const HubId = z.union([z.int(idHint).positive(idHint), z.string().regex(/^[1-9]\d{0,14}$/, idHint)], {
  error: idHint,
})

export function instant(at: Date): string {
  return at.toISOString()
}

export function instantOrNull(at: Date | null): string | null {
  return at === null ? null : at.toISOString()
}

/** Fields as a caller gives them. `z.json()` alone would be a schema that names itself, which OpenAPI tools refuse. */
export const GivenFields = z.record(z.string().min(1), z.unknown().pipe(z.json()))
