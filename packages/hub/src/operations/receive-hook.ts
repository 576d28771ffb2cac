import { createHash, timingSafeEqual } from 'node:crypto'
import type { Json, Notice, RawReply, RawRequest } from '@trefoil/sdk'
import { inTransaction } from '../db/in-transaction.ts'
import { isStorableId, storable } from '../db/storable.ts'
import { type Connection, findConnection } from '../store/connection.ts'
import { findHook, type Hook } from '../store/hook.ts'
import { insertDelivery, insertNotices, keepVerification, settleInbox } from '../store/inbox.ts'
import type { Hub } from './hub.ts'

/** What became of a webhook; thrown are the reasons why it was not heeded. */
type Received = { reply: RawReply }

/** Why a webhook is turned away, with the status that its sender understands. */
export class HookRefused extends Error {
  override readonly name = 'HookRefused'
  readonly status: 400 | 401 | 403 | 404
  readonly code: string
  constructor(status: 400 | 401 | 403 | 404, code: string, message: string) {
    super(message)
    this.status = status
    this.code = code
  }
}

const largestVerification = 4_096

/**
 * Stores a webhook before it is answered, once its connector has found it genuine. It says which records to read again,
 * and nothing of it is believed beyond that.
 */
export async function receiveHook(
  hub: Hub,
  { name, key }: { name: string; key: string },
  request: RawRequest,
): Promise<Received> {
  const connection = await findConnection(hub.db, hub.workspaceId, { name })
  const webhooks = connection === null ? undefined : hub.connectors.get(connection.connector)?.webhooks
  const place = { workspace: hub.workspaceId, connectionId: connection?.id ?? 0 }
  const hook = await findHook(hub.db, place)
  if (connection === null || webhooks === undefined || hook === null || !isSameKey(key, hook.key)) {
    throw new HookRefused(404, 'no_hook', `Nothing here takes webhooks for "${name}"`)
  }
  const bodyHash = createHash('sha256').update(request.body).digest('hex')
  const facts = { connection: name, bodyHash }
  const row = {
    ...{ ...place, bodyHash },
    headers: {},
    body: Buffer.from(request.body).toString('base64'),
  }
  const handshake = request.body.length <= largestVerification ? webhooks.handshake?.(request) : undefined
  if (handshake !== undefined) {
    await keepVerification(hub.db, row)
    hub.log.info('hook.verification', facts)
    return { reply: handshake }
  }
  const secrets = secretsOf(hub, hook)
  if (secrets.length === 0) {
    hub.log.warn('hook.no_secret', facts)
    throw new HookRefused(
      401,
      'no_secret',
      `The connection "${name}" has no secret for webhooks: trefoil connection hook ${name} --secret-env …`,
    )
  }
  const proofs = await Promise.all(secrets.map((each) => webhooks.verify(request, each)))
  if (!proofs.includes(true)) {
    hub.log.warn('hook.forged', facts)
    throw new HookRefused(401, 'bad_signature', 'The webhook does not carry what proves its sender')
  }
  const notices = readNotices(hub, facts, () => webhooks.read(request))
  const ours = notices.filter((notice) => notice.account === connection.account)
  if (notices.length > 0 && ours.length === 0) {
    hub.log.warn('hook.wrong_account', { ...facts, accounts: [...new Set(notices.map(({ account }) => account))] })
    throw new HookRefused(403, 'wrong_account', `The webhook speaks of another account than that of "${name}"`)
  }
  const named = storable(notices[0]?.delivery ?? '')
  await store(hub, connection, { ...row, delivery: named !== '' && isStorableId(named) ? named : bodyHash }, ours)
  return { reply: { status: 200 } }
}

/** How long it takes says nothing of how far the two agree. */
function isSameKey(given: string, key: string): boolean {
  const [one, other] = [given, key].map((text) => createHash('sha256').update(text).digest())
  return one !== undefined && other !== undefined && timingSafeEqual(one, other)
}

/** Those of now, and for a while those before them. */
function secretsOf(hub: Hub, hook: Hook): Json[] {
  const isBeforeGood = hook.secretsBeforeUntil !== null && hook.secretsBeforeUntil > hub.now()
  return [hook.secrets, isBeforeGood ? hook.secretsBefore : null].flatMap((sealed) =>
    sealed === null ? [] : [hub.vault.open(sealed)],
  )
}

function readNotices(hub: Hub, facts: { connection: string; bodyHash: string }, read: () => Notice[]): Notice[] {
  try {
    return read()
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    hub.log.warn('hook.unreadable', { ...facts, reason })
    throw new HookRefused(400, 'unreadable', reason)
  }
}

async function store(
  hub: Hub,
  connection: Connection,
  row: Parameters<typeof insertDelivery>[1],
  notices: Notice[],
): Promise<void> {
  const { workspaceId: workspace } = hub
  const facts = { connection: connection.name, delivery: row.delivery }
  const kept = await inTransaction(hub.db, async (tx) => {
    const { id, isNew, isSame } = await insertDelivery(tx, row)
    if (!isNew) return { isNew, isSame, heeded: 0 }
    // No record can be followed by another id; where the source lists one, that is said of it.
    const followed = notices.filter(({ id }) => isStorableId(id))
    const named = followed.map(({ source, id: external_id, change }) => ({ source, external_id, change }))
    const heeded = await insertNotices(tx, { workspace, connectionId: connection.id, inboxId: id }, named)
    if (heeded === 0) await settleInbox(tx, workspace, connection.id)
    return { isNew, isSame, heeded }
  })
  if (kept.isNew) hub.log.info('hook.received', { ...facts, heeded: kept.heeded })
  else if (kept.isSame) hub.log.info('hook.repeated', facts)
  else hub.log.warn('hook.altered', { ...facts, reason: 'a delivery came again under its name with another body' })
  if (kept.heeded > 0) hub.wake()
}
