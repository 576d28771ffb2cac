import type { Json } from '@trefoil/sdk'
import type { Ending, HubWrite, Sending } from './sending.ts'

/** One write that a vendor has taken and not answered yet, as it is kept with its receipt. */
export interface PendingWrite {
  sending: Sending
  write: HubWrite
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

/** To settle a write, what was sent is enough: neither the record's data nor the mapping's output is needed again. */
function lean(sending: Sending): Sending {
  return { ...sending, output: {}, delivery: { ...sending.delivery, data: {}, output: null } }
}
