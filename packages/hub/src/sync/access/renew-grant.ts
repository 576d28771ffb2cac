import { type Connector, Fault, type Json, type Tokens } from '@trefoil/sdk'
import type { Clock } from '../../clock.ts'
import type { Db } from '../../db/database.ts'
import { inTransaction } from '../../db/in-transaction.ts'
import { databaseTrouble } from '../../db/trouble.ts'
import type { Log } from '../../log.ts'
import { type AccessPlace, claimRefresh, dropRefresh, readAccess, storeRefreshed } from '../../store/access.ts'
import { goesOn } from '../stops.ts'
import { type Grant, grantAsJson, grantIn } from './grant.ts'

/** What renewing takes. */
export interface Renewal extends AccessPlace {
  db: Db
  clock: Clock
  log: Log
  vault: { seal(plain: Json): string; open(sealed: string): Json }
  connector: Connector
  /** Asks the vendor. Nothing may break it off once it is under way: its answer is the only one there will be. */
  refresh(grant: Grant): Promise<Tokens>
}

/** Longer than the slowest answer of a vendor that is waited for. */
const refreshSeconds = 90
const lookEveryMs = 100
const patienceMs = 20_000
const storeEveryMs = 500
const storePatienceMs = 60_000

/**
 * Another access token than the one known. One worker in all processes asks the vendor; the others wait for what it
 * stores. A refresher that died leaves nobody the wiser about the refresh token: the next one tries it once more, since
 * a token that was not spent still works, and one that was is refused, which is said.
 */
export async function renewGrant(renewal: Renewal, known: Grant): Promise<Grant> {
  const { db, clock, vault } = renewal
  const refresher = clock.newId()
  const begun = clock.ticks()
  for (;;) {
    const sealed = await readAccess(db, renewal)
    const grant = sealed === null ? null : grantIn(vault.open(sealed))
    if (sealed === null || grant === null) throw replaced(renewal)
    if (grant.tokens.accessToken !== known.tokens.accessToken) return grant
    if (await claimRefresh(db, { ...renewal, refresher, sealed, seconds: refreshSeconds })) {
      return refreshNow(renewal, { refresher, sealed, grant })
    }
    if (clock.ticks() - begun > patienceMs) throw underWay(renewal)
    await clock.sleep(lookEveryMs)
  }
}

async function refreshNow(
  renewal: Renewal,
  { refresher, sealed, grant }: { refresher: string; sealed: string; grant: Grant },
): Promise<Grant> {
  const { db, clock, log, vault, connector, connectionId } = renewal
  try {
    const tokens = await renewal.refresh(grant)
    const next: Grant = { ...grant, tokens, since: clock.now().toISOString() }
    const renewed = vault.seal(grantAsJson(next))
    const isStored = await storeAtLast(renewal, { sealed, renewed })
    log.info('access.renewed', { connection: connectionId, connector: connector.id, endsAt: tokens.endsAt, isStored })
    if (isStored) return next
    throw replaced(renewal)
  } catch (cause) {
    await dropRefresh(db, { ...renewal, refresher })
    throw cause instanceof Fault && cause.kind === 'credentials' ? connectAgain(connector, cause) : cause
  }
}

/** The vendor gives this pair once: where the database is away, it is kept in hand until it can be stored. */
async function storeAtLast(renewal: Renewal, of: { sealed: string; renewed: string }): Promise<boolean> {
  const { clock } = renewal
  const begun = clock.ticks()
  for (;;) {
    try {
      return await store(renewal, of)
    } catch (thrown) {
      if (databaseTrouble(thrown) === null || clock.ticks() - begun > storePatienceMs) throw thrown
      await clock.sleep(storeEveryMs)
    }
  }
}

function store(renewal: Renewal, of: { sealed: string; renewed: string }): Promise<boolean> {
  const { db, clock, workspace, connectionId } = renewal
  const now = clock.now()
  return inTransaction(db, async (tx) => {
    const stored = await storeRefreshed(tx, { ...of, workspace, connectionId, stoppedBy: connectAgainCode }, now)
    const place = { workspace, connectionId, flowId: 0 }
    if (stored?.goesOn === true) await goesOn(tx, place, { shape: 'connection', by: 'passed' }, now)
    return stored !== null
  })
}

const connectAgainCode = 'CONNECT_AGAIN'

function connectAgain({ id, title }: Connector, cause: Fault): Fault {
  return new Fault(
    'credentials',
    `${title} gives no new access: ${cause.message}. Connect the account again under the same name, by signing in ` +
      `(trefoil connect ${id} --oauth); what waits is held until then`,
    { code: connectAgainCode, cause, ...(cause.details.facts === undefined ? {} : { facts: cause.details.facts }) },
  )
}

function replaced({ connector }: Renewal): Fault {
  return new Fault(
    'unavailable',
    `The account at ${connector.title} was connected anew meanwhile: it is opened again`,
    {
      code: 'ACCESS_REPLACED',
    },
  )
}

function underWay({ connector }: Renewal): Fault {
  return new Fault('unavailable', `New access to ${connector.title} is being asked for; the hub tries again`, {
    code: 'REFRESH_UNDER_WAY',
  })
}
