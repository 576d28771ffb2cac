import type { JsonObject } from '@trefoil/sdk'
import type { Db, Tx } from '../../db/database.ts'
import { selectCustomersByDigits, selectKnownByPhone } from '../../store/customer-phone.ts'
import { selectRecords } from '../../store/record.ts'
import { selectKeyHolders } from '../../store/record-key.ts'
import { readSettings } from '../../store/workspace-settings.ts'
import { traitsFollowerName } from '../people/traits-follower.ts'
import { phonesOf } from './phones-of.ts'

/** Who somebody says they are. */
export interface Traits {
  /** E.164. */
  phone?: string | undefined
  email?: string | undefined
}

/** The one customer with this phone, else with this e-mail address; null: none, or several who share a phone alone. */
export async function findCustomer(
  db: Db | Tx,
  workspace: number,
  of: Traits & { country: string },
): Promise<{ id: number; data: JsonObject } | null> {
  const { phone, email, country } = of
  const byEmail = email === undefined ? undefined : await customerOfEmail(db, workspace, email)
  const byPhone = phone === undefined ? [] : await customersOfPhone(db, workspace, { phone, country })
  // Of a family with one phone the e-mail address tells who it is.
  if (byPhone.length > 1) return byPhone.find(({ id }) => id === byEmail?.id) ?? null
  return byPhone[0] ?? byEmail ?? null
}

/** Who has this e-mail address. */
export async function customerOfEmail(
  db: Db | Tx,
  workspace: number,
  email: string,
): Promise<{ id: number; data: JsonObject } | undefined> {
  const values = [email.trim().toLowerCase()]
  const [holder] = await selectKeyHolders(db, workspace, 'Customer', { name: 'emailAddress', values })
  return holder === undefined
    ? undefined
    : (await selectRecords(db, workspace, [holder.record_id])).get(holder.record_id)
}

async function customersOfPhone(
  db: Db | Tx,
  workspace: number,
  { phone, country }: { phone: string; country: string },
) {
  const { identity } = await readSettings(db, workspace)
  const asked = { phone, follower: traitsFollowerName, mostSince: 1_000 }
  const known = identity.traits.includes('phone') ? await selectKnownByPhone(db, workspace, asked) : null
  const digits = phone.replaceAll(/\D/g, '').slice(-7)
  const near = known ?? (await selectCustomersByDigits(db, workspace, digits))
  return near.filter(({ data }) => phonesOf(data, country).includes(phone))
}
