import { hostOf } from '@trefoil/clover'
import { type CheckReport, Fault, type Session } from '@trefoil/sdk'
import { type CloverCredentials, cloverCredentials } from './credentials.ts'
import { merchantPath } from './merchant-path.ts'
import { europeanElements, readProbes, writeProbes } from './permissions.ts'
import { readList } from './read-list.ts'
import { type CloverSettings, placeOf } from './settings.ts'

type CloverSession = Session<CloverCredentials, CloverSettings>

/** Reads one thing of each kind, then writes to things that are not there: permission by permission. */
export async function check(session: CloverSession): Promise<CheckReport> {
  const { merchantId } = cloverCredentials.parse(session.credentials)
  const reads = await Promise.all(Object.entries(readProbes).map((each) => probeRead(session, ...each)))
  if (!reads.some((each) => each.state === 'granted')) throw worthless(session, reads)
  const writes = await Promise.all(Object.entries(writeProbes).map((each) => probeWrite(session, ...each)))
  const permissions = Object.fromEntries([...reads, ...writes].map(({ permission, state }) => [permission, state]))
  return {
    account: merchantId,
    label: reads.find((each) => each.permission === 'MERCHANT_R')?.name ?? merchantId,
    permissions:
      session.settings.environment === 'eu' && permissions.CUSTOMERS_R === 'granted'
        ? { ...permissions, ...(await europeanSight(session)) }
        : permissions,
  }
}

interface Probe {
  permission: string
  state: CheckReport['permissions'][string]
  name?: string
  fault?: Fault
}

async function probeRead(session: CloverSession, permission: string, path: string): Promise<Probe> {
  try {
    const reply = await session.http.get(merchantPath(session) + path, path === '' ? {} : { query: { limit: 1 } })
    const name = path === '' ? nameIn(reply.json) : undefined
    return { permission, state: 'granted', ...(name === undefined ? {} : { name }) }
  } catch (cause) {
    return refusal(permission, cause)
  }
}

async function probeWrite(session: CloverSession, permission: string, path: string): Promise<Probe> {
  try {
    // Asked again after a cut it reaches nothing again.
    await session.http.post(merchantPath(session) + path, {}, { repeatable: true })
    return { permission, state: 'unknown' }
  } catch (cause) {
    const isPastTheDoor = cause instanceof Fault && (cause.kind === 'missing' || cause.kind === 'invalid')
    return isPastTheDoor ? { permission, state: 'granted' } : refusal(permission, cause)
  }
}

function refusal(permission: string, cause: unknown): Probe {
  if (!(cause instanceof Fault)) throw cause
  const isRefused = cause.kind === 'credentials' || cause.kind === 'permission'
  return { permission, state: isRefused ? 'missing' : 'unknown', fault: cause }
}

/**
 * What is withheld is left out of the customers, or shown empty: then nobody can say whether it is withheld or was
 * never there.
 */
async function europeanSight(session: CloverSession): Promise<CheckReport['permissions']> {
  const expand = Object.values(europeanElements).join(',')
  const rows = await readList(session, 'CUSTOMERS_R', [
    ['expand', expand],
    ['limit', '100'],
  ])
  return Object.fromEntries(
    Object.entries(europeanElements).map(([permission, element]) => {
      const shown = rows.flatMap((row) => (element in row ? [row[element]] : []))
      if (shown.some(holdsSomething)) return [permission, 'granted']
      return [permission, rows.length > 0 && shown.length === 0 ? 'missing' : 'unknown']
    }),
  )
}

function holdsSomething(list: unknown): boolean {
  if (typeof list !== 'object' || list === null || !('elements' in list)) return false
  return Array.isArray(list.elements) && list.elements.length > 0
}

function worthless(session: CloverSession, probes: Probe[]): Fault {
  const faults = probes.flatMap((each) => (each.fault === undefined ? [] : [each.fault]))
  const trouble = faults.find((fault) => fault.kind !== 'credentials' && fault.kind !== 'permission')
  // Where some reads did not come through at all, nothing is known about the token yet.
  if (trouble !== undefined && trouble.kind !== 'missing') return trouble
  const { environment } = session.settings
  const [first] = faults
  const { status, requestId } = first?.details.facts ?? {}
  return new Fault(
    'credentials',
    `Clover refused every read (${String(status ?? 'no status')}) of merchant ${session.credentials.merchantId} in environment "${environment}" ` +
      `(${hostOf('platform', placeOf(session.settings))}). It does not say which of these is wrong: the merchant id (the 13 characters at the end ` +
      'of the dashboard address, and the one that the token was made for), the API token (Account & Setup, API Tokens; it ' +
      'may be revoked or expired, and it needs at least one read permission), or the environment (a sandbox token is worth ' +
      'nothing in production, and each region has its own)',
    {
      cause: first,
      facts: { ...(status === undefined ? {} : { status }), ...(requestId === undefined ? {} : { requestId }) },
    },
  )
}

function nameIn(merchant: unknown): string | undefined {
  if (typeof merchant !== 'object' || merchant === null || !('name' in merchant)) return undefined
  return typeof merchant.name === 'string' && merchant.name.trim() !== '' ? merchant.name : undefined
}
