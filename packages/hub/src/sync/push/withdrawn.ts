import type { ConsentChannel, Target } from '@trefoil/sdk'
import { selectConsentSums, selectEverWithdrawn } from '../../store/consent.ts'
import { standingOf } from '../consent.ts'
import type { Reader } from '../context.ts'
import type { HubWrite } from './sending.ts'

/**
 * Tells each write what its person withdrew, as the ledger has it at this moment: a connector is never left to guess,
 * whatever a mapping asks for. Few have withdrawn anything, so that most pushes ask one cheap statement.
 */
export async function withWithdrawals(
  reader: Reader,
  target: Target,
  writes: readonly { recordId: number; write: HubWrite }[],
): Promise<HubWrite[]> {
  if (target.raisesConsent !== true) return writes.map(({ write }) => write)
  const asked = writes.map(({ recordId }) => recordId)
  const ids = await selectEverWithdrawn(reader.db, reader.workspace, asked)
  if (ids.length === 0) return writes.map(({ write }) => write)
  const withdrawn = new Map<number, ConsentChannel[]>()
  for (const sums of await selectConsentSums(reader.db, reader.workspace, ids)) {
    if (standingOf(sums).state !== 'withdrawn') continue
    withdrawn.set(sums.record_id, [...(withdrawn.get(sums.record_id) ?? []), sums.channel])
  }
  return writes.map(({ recordId, write }) => {
    const channels = withdrawn.get(recordId)
    return channels === undefined ? write : { ...write, withdrawn: channels }
  })
}
