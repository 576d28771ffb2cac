import type { z } from 'zod'
import { Fault } from './fault.ts'
import { inParallel } from './in-parallel.ts'
import type { Outcome, Write } from './target.ts'

/** How a vendor is told that takes one record at a time. */
export interface Teller<T> {
  schema: z.ZodType<T>
  /** Who is told, as messages begin: 'Clover'. */
  taker: string
  /** Of a write that does not have the shape. */
  code?: string
  /** Under way at the same time. The next one is begun when one has ended, and whatever it signs is fresh then. */
  atOnce: number
}

/** Each write ends for itself: one that cannot be read, or that the vendor refuses, leaves the others alone. */
export function writeEach<T>(
  writes: Write[],
  teller: Teller<T>,
  put: (wanted: T, write: Write) => Promise<Outcome>,
): Promise<Outcome[]> {
  return inParallel(writes, teller.atOnce, async (write) => {
    try {
      return await put(wantedOf(teller, write.data), write)
    } catch (fault) {
      if (fault instanceof Fault) return { status: 'failed', fault }
      throw fault
    }
  })
}

/** What a mapping made may be too long for the vendor, or of another kind. */
function wantedOf<T>({ schema, taker, code }: Teller<T>, data: unknown): T {
  const read = schema.safeParse(data)
  if (read.success) return read.data
  const [issue] = read.error.issues
  const field = (issue?.path ?? []).map(String).join('.')
  throw new Fault(
    'invalid',
    `${taker} cannot take ${field === '' ? 'this' : field}: ${issue?.message ?? 'unreadable'}`,
    {
      ...(code === undefined ? {} : { code }),
      ...(field === '' ? {} : { field }),
      cause: read.error,
    },
  )
}
