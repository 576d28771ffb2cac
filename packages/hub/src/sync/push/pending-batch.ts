import { promisify } from 'node:util'
import { constants, deflate, inflate } from 'node:zlib'
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
  /** The pending writes as JSON, compressed, in base64. */
  writes: string
}

const compress = promisify(deflate)
const expand = promisify(inflate)

/** The accepted writes of a round, one batch per receipt. */
export function batchesOf(endings: Ending[]): Promise<NewBatch[]> {
  const accepted = endings.filter((ending) => ending.outcome === 'accepted')
  const byReceipt = Map.groupBy(accepted, (ending) => JSON.stringify(ending.receipt))
  return Promise.all(
    Array.from(byReceipt.values(), async (group) => ({
      receipt: group[0]?.receipt ?? null,
      recordIds: group.map(({ delivery }) => delivery.record_id),
      writes: await packed(group.map(({ sending, write }) => ({ sending: lean(sending), write }))),
    })),
  )
}

/** What is stored, logged ahead and read back is a tenth of the text. */
async function packed(writes: PendingWrite[]): Promise<string> {
  const bytes: Buffer = await compress(JSON.stringify(writes), { level: constants.Z_BEST_SPEED })
  return bytes.toString('base64')
}

export async function readPendingWrites(text: string): Promise<PendingWrite[]> {
  const bytes: Buffer = await expand(Buffer.from(text, 'base64'))
  const writes: PendingWrite[] = JSON.parse(bytes.toString())
  return writes
}

/** To settle a write, what was sent is enough: neither the record's data nor the mapping's output is needed again. */
function lean(sending: Sending): Sending {
  return { ...sending, output: {}, delivery: { ...sending.delivery, data: {}, output: null } }
}
