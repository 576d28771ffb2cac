import type { JsonObject } from '@trefoil/sdk'
import { traitsFollowerName } from '../loyalty/people/traits-follower.ts'
import { balanceOf } from '../loyalty/points/ledger.ts'
import { isFlagged, offerOf } from '../loyalty/rewards/offer.ts'
import { type Customer, findCustomers } from '../store/customer.ts'
import { listRedemptions, type Redemption } from '../store/redemption.ts'
import { listRewards, type Reward } from '../store/reward.ts'
import { readSettings } from '../store/workspace-settings.ts'
import { readFavouriteStore } from './favourite-store.ts'
import type { Actor, Hub } from './hub.ts'
import { reasonNotToUndo } from './redemptions.ts'
import { Refusal } from './refusal.ts'
import { requireLiveRecord } from './require-record.ts'

/** Enough of a customer to tell them from another: who stands at the counter reads along. */
export interface CustomerAtCounter {
  id: number
  name: string
  customerNumber: string | null
  /** The first letter and the host. */
  email: string | null
  /** The last four digits. */
  phone: string | null
  balance: number
}

export interface Counter {
  customer: CustomerAtCounter
  favouriteStore: string | null
  isOn: boolean
  /** All that are on offer, the cheapest first. */
  rewards: Reward[]
  /** The last ones, the newest first. */
  redemptions: { redemption: Redemption; isFlagged: boolean; canUndo: boolean }[]
}

const mostFound = 20
const lastShown = 10

export async function findAtCounter(hub: Hub, q: string): Promise<CustomerAtCounter[]> {
  const found = await findCustomers(hub.db, hub.workspaceId, { q, limit: mostFound, follower: traitsFollowerName })
  return withBalances(hub, found)
}

export async function customerAtCounter(hub: Hub, id: number, actor: Actor): Promise<Counter> {
  const record = await requireLiveRecord(hub, id)
  if (record.entity !== 'Customer') throw new Refusal('unknown', 'unknown_record', `The hub id ${id} is no customer's`)
  const now = hub.now()
  const [{ loyalty }, [customer], { favourite }, rewards, redemptions] = await Promise.all([
    readSettings(hub.db, hub.workspaceId),
    withBalances(hub, [record]),
    readFavouriteStore(hub, id),
    listRewards(hub.db, hub.workspaceId, false),
    listRedemptions(hub.db, hub.workspaceId, { customers: [id] }, { before: null, limit: lastShown }),
  ])
  if (customer === undefined) throw new Error(`The customer ${id} has no balance`)
  return {
    customer,
    favouriteStore: favourite?.name ?? null,
    isOn: loyalty.isOn,
    rewards: rewards.filter((reward) => offerOf(reward, now) === 'open'),
    redemptions: redemptions.map((redemption) => ({
      redemption,
      isFlagged: isFlagged(redemption, loyalty.applyWithinHours, now),
      canUndo: reasonNotToUndo(redemption, actor, now) === null,
    })),
  }
}

async function withBalances(hub: Hub, customers: readonly Customer[]): Promise<CustomerAtCounter[]> {
  const ids = customers.map(({ id }) => id)
  const balances = await balanceOf(hub.db, hub.workspaceId, ids)
  return customers.map(({ id, data }) => ({
    id,
    name: nameOf(data),
    customerNumber: textOf(data.customerNumber),
    email: maskedEmail(textOf(data.emailAddress)),
    phone: maskedPhone(data),
    balance: balances.get(id) ?? 0,
  }))
}

export function nameOf(customer: JsonObject): string {
  const name = [customer.firstName, customer.lastName].map(textOf).filter((part) => part !== null)
  return name.length > 0 ? name.join(' ') : (textOf(customer.company) ?? '')
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null
}

function maskedEmail(email: string | null): string | null {
  const [, first, host] = /^(.).*@(.+)$/u.exec(email ?? '') ?? []
  return first === undefined ? null : `${first}…@${host}`
}

function maskedPhone({ addresses }: JsonObject): string | null {
  const phones = Array.isArray(addresses) ? addresses.map(phoneOf).filter((phone) => phone.length >= 6) : []
  const [phone] = phones
  return phone === undefined ? null : `…${phone.slice(-4)}`
}

function phoneOf(address: unknown): string {
  if (address === null || typeof address !== 'object' || !('phoneNumber' in address)) return ''
  return typeof address.phoneNumber === 'string' ? address.phoneNumber.replaceAll(/\D/g, '') : ''
}
