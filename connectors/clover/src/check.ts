import { type CheckReport, Fault, type Session } from '@trefoil/sdk'
import { type CloverCredentials, cloverCredentials } from './credentials.ts'
import { merchantPath, readable } from './read-list.ts'
import { type CloverSettings, hosts } from './settings.ts'

/**
 * Reads one thing of each kind. There is no call that lists a token's permissions, and none that shows a permission
 * to write without writing, so only reads are proved.
 */
export async function check(session: Session<CloverCredentials, CloverSettings>): Promise<CheckReport> {
  const { merchantId } = cloverCredentials.parse(session.credentials)
  const probes = await Promise.all(
    [['MERCHANT_R', ''] as const, ...Object.entries(readable)].map(async ([permission, path]) => ({
      permission,
      ...(await probe(session, path)),
    })),
  )
  if (!probes.some((each) => each.state === 'granted')) throw worthless(session, probes)
  return {
    account: merchantId,
    label: probes.find((each) => each.permission === 'MERCHANT_R')?.name ?? merchantId,
    permissions: Object.fromEntries(probes.map(({ permission, state }) => [permission, state])),
  }
}

interface Probe {
  state: CheckReport['permissions'][string]
  name?: string
  fault?: Fault
}

async function probe(session: Session<CloverCredentials, CloverSettings>, path: string): Promise<Probe> {
  try {
    const reply = await session.http.get(merchantPath(session) + path, path === '' ? {} : { query: { limit: 1 } })
    const name = path === '' ? nameIn(reply.json) : undefined
    return { state: 'granted', ...(name === undefined ? {} : { name }) }
  } catch (cause) {
    if (!(cause instanceof Fault)) throw cause
    const isRefused = cause.kind === 'credentials' || cause.kind === 'permission'
    return { state: isRefused ? 'missing' : 'unknown', fault: cause }
  }
}

function worthless(session: Session<CloverCredentials, CloverSettings>, probes: Probe[]): Fault {
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
      `(${hosts[environment]}). It does not say which of these is wrong: the merchant id (the 13 characters at the end ` +
      'of the dashboard address), the API token (Account & Setup, API Tokens; it needs at least one read permission), ' +
      'or the environment (a sandbox token is worth nothing in production, and each region has its own)',
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
