import { type Outcome, writeEach as tellEach, type Write } from '@trefoil/sdk'
import type { z } from 'zod'
import { atOnce } from './in-parallel.ts'

/** Each write ends for itself: one that cannot be read, or that Clover refuses, leaves the others alone. */
export function writeEach<T>(
  writes: Write[],
  schema: z.ZodType<T>,
  put: (wanted: T, id: string | null, write: Write) => Promise<Outcome>,
): Promise<Outcome[]> {
  return tellEach(writes, { schema, taker: 'Clover', atOnce }, (wanted, write) => put(wanted, write.id, write))
}
