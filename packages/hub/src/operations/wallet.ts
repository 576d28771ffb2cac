import { randomInt } from 'node:crypto'
import { e164 } from '@trefoil/mapping'
import { inTransaction } from '../db/in-transaction.ts'
import { findCustomer, type Traits } from '../loyalty/sign-ups/find-customer.ts'
import {
  customerInWallet,
  deleteWalletCode,
  deleteWalletSession,
  deleteWalletSessionsOf,
  insertWalletCode,
  insertWalletSession,
  isCodeOpen,
  provenAddress,
  tryWalletCode,
} from '../store/wallet.ts'
import { readSettings } from '../store/workspace-settings.ts'
import type { Hub } from './hub.ts'
import { hashOfSecret, newSecret } from './new-secret.ts'
import { countOrRefuse } from './throttle.ts'

const minute = 60_000
const hour = 60 * minute
export const codeMs = 10 * minute
export const walletMs = 30 * 24 * hour
const mostTries = 5

/** The programme, as its customers see it. */
export interface Programme {
  name: string
  country: string
  /** Whether this hub can send a code at all. */
  canSend: boolean
}

/** Null while the programme is off. */
export async function openProgramme(hub: Hub): Promise<Programme | null> {
  const { loyalty } = await readSettings(hub.db, hub.workspaceId)
  if (!loyalty.isOn) return null
  const { programme, country } = loyalty.signUp
  return { name: programme, country, canSend: hub.mail !== undefined }
}

/** A phone number or an e-mail address, as somebody typed it; null: neither. */
export function traitsFrom(typed: string, country: string): Traits | null {
  if (typed.includes('@')) return { email: typed.toLowerCase() }
  const phone = e164(typed, country)
  return phone === null ? null : { phone }
}

/** What the mail with a code says, in the language of whoever asked. */
export type CodeLetter = (code: string) => { subject: string; text: string }

/**
 * Sends a code to the person's e-mail address, if the hub knows both, and answers the secret that the browser keeps
 * beside it. It is answered alike, and as quickly, whether the person is known or not.
 */
export async function askForCode(
  hub: Hub,
  who: Traits,
  of: { address: string; country: string; letter: CodeLetter },
): Promise<string> {
  const trait = who.phone ?? who.email ?? ''
  await countOrRefuse(hub, [
    { subject: `wallet:address:${of.address}`, free: 40, firstWaitMs: minute, longestWaitMs: hour },
    { subject: `wallet:${hashOfSecret(trait)}`, free: 3, firstWaitMs: minute, longestWaitMs: hour },
  ])
  const { db, workspaceId } = hub
  const customer = await findCustomer(db, workspaceId, { ...who, country: of.country })
  const to = await provenAddress(db, workspaceId, customer?.id ?? 0)
  const secret = newSecret()
  const code = String(randomInt(1_000_000)).padStart(6, '0')
  const hash = hashOfSecret(secret)
  const recordId = to === null ? null : (customer?.id ?? null)
  const expiresAt = new Date(hub.now().getTime() + codeMs)
  await insertWalletCode(db, workspaceId, { hash, recordId, codeHash: hashOfCode(secret, code), expiresAt }, hub.now())
  // Not waited for: how long a mail takes would tell that there is somebody to write to.
  if (to !== null) void sendCode(hub, { ...of.letter(code), to: [to], id: `wallet.${hash.slice(0, 32)}` })
  return secret
}

async function sendCode(hub: Hub, letter: Parameters<NonNullable<Hub['mail']>['send']>[0]): Promise<void> {
  try {
    await hub.mail?.send(letter)
  } catch (error) {
    hub.log.warn('wallet.mail_failed', { reason: error instanceof Error ? error.message : String(error) })
  }
}

/** Whether a browser has a code to type. */
export async function awaitsCode(hub: Hub, secret: string): Promise<boolean> {
  return isCodeOpen(hub.db, hub.workspaceId, hashOfSecret(secret), { now: hub.now(), most: mostTries })
}

/** Lets a customer in. Else how many tries are left with this code; 0: it is over. */
export async function enterWallet(
  hub: Hub,
  secret: string,
  typed: string,
): Promise<{ secret: string } | { left: number }> {
  const { db, workspaceId } = hub
  const hash = hashOfSecret(secret)
  const now = hub.now()
  const tried = await tryWalletCode(db, workspaceId, hash, { now, most: mostTries })
  if (tried === null) return { left: 0 }
  const { recordId, codeHash, tries } = tried
  const isRight = hashOfCode(secret, typed.replaceAll(/\D/g, '')) === codeHash
  if (!isRight || recordId === null) return { left: mostTries - tries }
  const own = newSecret()
  const session = { hash: hashOfSecret(own), recordId, at: now, endedBefore: new Date(now.getTime() - walletMs) }
  const isFirst = await inTransaction(db, async (tx) => {
    if (!(await deleteWalletCode(tx, workspaceId, hash))) return false
    await insertWalletSession(tx, workspaceId, session)
    return true
  })
  if (!isFirst) return { left: 0 }
  hub.log.info('wallet.opened', { record: recordId })
  return { secret: own }
}

/** Whose wallet a browser has open; null: nobody's. */
export async function walletOf(hub: Hub, secret: string): Promise<number | null> {
  const since = new Date(hub.now().getTime() - walletMs)
  return customerInWallet(hub.db, hub.workspaceId, { hash: hashOfSecret(secret), since })
}

export async function leaveWallet(hub: Hub, secret: string, everywhere: boolean): Promise<void> {
  const customer = everywhere ? await walletOf(hub, secret) : null
  if (customer !== null) await deleteWalletSessionsOf(hub.db, hub.workspaceId, customer)
  await deleteWalletSession(hub.db, hub.workspaceId, hashOfSecret(secret))
}

/** Six digits are guessed in no time: beside the browser's secret, which is stored nowhere, they are not. */
function hashOfCode(secret: string, code: string): string {
  return hashOfSecret(`${secret}:${code}`)
}
