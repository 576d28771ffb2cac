import { Fault, type Outcome, type Write } from '@trefoil/sdk'
import type { z } from 'zod'
import { atOnce, inParallel } from './in-parallel.ts'

/** Each write ends for itself: one that cannot be read, or that Clover refuses, leaves the others alone. */
export function writeEach<T>(
  writes: Write[],
  schema: z.ZodType<T>,
  put: (wanted: T, id: string | null, write: Write) => Promise<Outcome>,
): Promise<Outcome[]> {
  return inParallel(writes, atOnce, async (write) => {
    try {
      return await put(wantedOf(schema, write.data), write.id, write)
    } catch (fault) {
      if (fault instanceof Fault) return { status: 'failed', fault }
      throw fault
    }
  })
}

/** What a mapping made may be too long for Clover, or of another kind. */
function wantedOf<T>(schema: z.ZodType<T>, data: unknown): T {
  const read = schema.safeParse(data)
  if (read.success) return read.data
  const [issue] = read.error.issues
  const field = (issue?.path ?? []).map(String).join('.')
  throw new Fault('invalid', `Clover cannot take ${field === '' ? 'this' : field}: ${issue?.message ?? 'unreadable'}`, {
    ...(field === '' ? {} : { field }),
    cause: read.error,
  })
}
