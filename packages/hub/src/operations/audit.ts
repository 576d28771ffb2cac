import { inTransaction } from '../db/in-transaction.ts'
import { type Act, appendAct, setActStatus } from '../store/audit.ts'
import type { Hub } from './hub.ts'

/** Writes down what is about to be done, and answers how to write down how it was answered. */
export async function noteAct(hub: Hub, act: Omit<Act, 'at'>): Promise<(status: number) => Promise<void>> {
  const { db, workspaceId, log } = hub
  const id = await inTransaction(db, (tx) => appendAct(tx, workspaceId, { ...act, at: hub.now() }))
  // The act is done and answered: that its answer could not be written down is no reason to fail it.
  return (status) =>
    setActStatus(db, workspaceId, id, status).catch((error: unknown) => {
      log.warn('audit.answer_not_stored', { entry: id, status, reason: String(error) })
    })
}
