import type { Json, JsonObject } from '@trefoil/sdk'
import { z } from 'zod'

const Receipt = z.object({
  v: z.literal(1),
  /** The import jobs that must be over before the outcome is known; none where all but consent is done. */
  jobs: z.array(z.string().min(1)),
  /** Rows that the jobs were given, where there is one job: tells a row by its index. */
  size: z.number().optional(),
  /** The jobs hold another record of the same person; this one waits for their end. */
  late: z.literal(true).optional(),
  /** These went without their phone numbers. */
  phoneless: z.enum(['refused', 'shared']).optional(),
  /** The lists that have asked these people to confirm, '' for the account: what is left is for the others. */
  asked: z.array(z.string()).optional(),
})

/** What is remembered of a write between `upsert` and `settle`. */
export type Receipt = z.infer<typeof Receipt>

export function receiptJson({ v, jobs, size, late, phoneless, asked }: Receipt): JsonObject {
  return {
    v,
    jobs,
    ...(size === undefined ? {} : { size }),
    ...(late === undefined ? {} : { late }),
    ...(phoneless === undefined ? {} : { phoneless }),
    ...(asked === undefined ? {} : { asked }),
  }
}

export function readReceipt(receipt: Json): Receipt {
  return Receipt.parse(receipt)
}
