import type { Json, Write } from '@trefoil/sdk'
import type { Ending, Sending } from './sending.ts'

/** One write that a vendor has taken and not answered yet, as it is kept with its receipt. */
export interface PendingWrite {
  sending: Sending
  write: Write
}

export interface NewBatch {
  receipt: Json
  recordIds: number[]
  writes: string
}

/** The accepted writes of a round, one batch per receipt. */
export function batchesOf(endings: Ending[]): NewBatch[] {
  const accepted = endings.filter((ending) => ending.outcome === 'accepted')
  const byReceipt = Map.groupBy(accepted, (ending) => JSON.stringify(ending.receipt))
  return [...byReceipt.values()].map((group) => ({
    receipt: group[0]?.receipt ?? null,
    recordIds: group.map(({ delivery }) => delivery.record_id),
    writes: JSON.stringify(group.map(({ sending, write }) => ({ sending: lean(sending), write }))),
  }))
}

export function readPendingWrites(text: string): PendingWrite[] {
  const writes: PendingWrite[] = JSON.parse(text)
  return writes
}

/** The record's own data is not needed to settle what was sent of it. */
function lean(sending: Sending): Sending {
  return { ...sending, delivery: { ...sending.delivery, data: {}, output: null } }
}
