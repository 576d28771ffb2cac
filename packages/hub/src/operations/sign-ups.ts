import { type SentForm, takeSignUp } from '../loyalty/sign-ups/take-sign-up.ts'
import { type CustomerDelivery, deliveriesOfCustomers, listSignUps, type SignUpRow } from '../store/sign-up.ts'
import { readSettings, type WorkspaceSettings } from '../store/workspace-settings.ts'
import type { Hub } from './hub.ts'
import { hashOfSecret } from './new-secret.ts'
import { countOrRefuse } from './throttle.ts'

const minute = 60_000
const hour = 60 * minute

/** The form as it stands: null while it is not open. */
export async function openForm(hub: Hub): Promise<WorkspaceSettings['loyalty']['signUp'] | null> {
  const { loyalty } = await readSettings(hub.db, hub.workspaceId)
  return loyalty.isOn && loyalty.signUp.isOpen ? loyalty.signUp : null
}

/**
 * Takes a sign-up. Answers nothing of who it is: whether the shop knew the person is nobody's business but its own. From
 * one address, as that of a shop's own network, come many; of one person few.
 */
export async function receiveSignUp(hub: Hub, form: SentForm, of: { address: string; country: string }): Promise<void> {
  const { phone, email } = form
  const who = [phone, email].filter((each) => each !== undefined)
  await countOrRefuse(hub, [
    { subject: `sign-up:address:${of.address}`, free: 40, firstWaitMs: minute, longestWaitMs: hour },
    ...who.map((each) => {
      const subject = `sign-up:${hashOfSecret(each.toLowerCase())}`
      return { subject, free: 3, firstWaitMs: 5 * minute, longestWaitMs: 24 * hour }
    }),
  ])
  const { db, workspaceId: workspace, wake } = hub
  const { id, recordId } = await takeSignUp({ db, workspace, country: of.country, now: hub.now(), wake }, form)
  hub.log.info('sign_up.taken', { signUp: id, record: recordId })
}

/** A sign-up and what became of it at each destination. */
export interface SignUpView extends SignUpRow {
  deliveries: CustomerDelivery[]
}

/** The newest first. */
export async function signUpPage(hub: Hub, page: { before: number | null; limit: number }): Promise<SignUpView[]> {
  const rows = await listSignUps(hub.db, hub.workspaceId, page)
  const ids = [...new Set(rows.map(({ recordId }) => recordId))]
  const deliveries = Map.groupBy(await deliveriesOfCustomers(hub.db, hub.workspaceId, ids), (each) => each.recordId)
  return rows.map((row) => ({ ...row, deliveries: deliveries.get(row.recordId) ?? [] }))
}
