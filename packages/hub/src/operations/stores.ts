import type { Tx } from '../db/database.ts'
import { inTransaction } from '../db/in-transaction.ts'
import { settleUnmapped } from '../loyalty/stores/unmapped.ts'
import { findConnection } from '../store/connection.ts'
import {
  findStore,
  insertStore,
  listStores,
  lockStores,
  type Store,
  type StoreFields,
  updateStore,
} from '../store/store.ts'
import {
  deleteOtherKeys,
  insertKeys,
  type KeyStanding,
  type StoreKey,
  selectKeys,
  selectTaken,
} from '../store/store-key.ts'
import type { Actor, Hub } from './hub.ts'
import { Refusal } from './refusal.ts'

export type StoreWithKeys = Store & { keys: KeyStanding[] }

/** A key as people give it: by the name of the connection whose source says it. */
export interface GivenKey {
  connection: string
  key: string
}

/** What is left out stays as it is; keys that are given are all that it has from then on. */
export type StoreChange = { [Field in keyof StoreFields]?: StoreFields[Field] | undefined } & {
  keys?: readonly GivenKey[] | undefined
  isArchived?: boolean | undefined
}

export async function readStores(
  hub: Hub,
  of: { isArchived: boolean; after: number; limit: number },
): Promise<StoreWithKeys[]> {
  const stores = await listStores(hub.db, hub.workspaceId, of)
  const ids = stores.map(({ id }) => id)
  const keys = ids.length === 0 ? [] : await selectKeys(hub.db, hub.workspaceId, ids)
  return stores.map((store) => ({ ...store, keys: keys.filter(({ storeId }) => storeId === store.id) }))
}

export async function requireStore(hub: Hub, id: number): Promise<StoreWithKeys> {
  const store = await findStore(hub.db, hub.workspaceId, id)
  if (store === null) throw unknownStore(id)
  return { ...store, keys: await selectKeys(hub.db, hub.workspaceId, [id]) }
}

/** A store with its keys, stored at once or not at all. */
export async function createStore(
  hub: Hub,
  { keys, ...fields }: StoreFields & { keys: readonly GivenKey[] },
  actor: Actor,
): Promise<StoreWithKeys> {
  const wanted = await knownKeys(hub, keys)
  const { id } = await inTransaction(hub.db, async (tx) => {
    await lockStores(tx, hub.workspaceId)
    const store = await insertStore(tx, hub.workspaceId, fields, hub.now())
    if (store === null) throw nameTaken(fields.name)
    await putKeys(hub, tx, store.id, wanted)
    // With the first store the others that orders come from are missed.
    await settleUnmapped(tx, hub.workspaceId, null, hub.now())
    return store
  })
  hub.log.info('store.created', { store: id, keys: keys.length, actor })
  return requireStore(hub, id)
}

/** One that is archived has no keys and is chosen by nobody; what was sold there stays. */
export async function changeStore(hub: Hub, id: number, change: StoreChange, actor: Actor): Promise<StoreWithKeys> {
  const { keys, isArchived, ...fields } = change
  const wanted = keys === undefined ? undefined : await knownKeys(hub, keys)
  await inTransaction(hub.db, async (tx) => {
    await lockStores(tx, hub.workspaceId)
    const before = await findStore(tx, hub.workspaceId, id)
    if (before === null) throw unknownStore(id)
    const isOver = isArchived ?? before.archivedAt !== null
    if (isOver && wanted !== undefined && wanted.length > 0) throw archivedStore(before)
    const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
    const after: Store = { ...before, ...given, archivedAt: isOver ? (before.archivedAt ?? hub.now()) : null }
    if (!(await updateStore(tx, hub.workspaceId, id, after))) throw nameTaken(after.name)
    if (isOver || wanted !== undefined) await putKeys(hub, tx, id, isOver ? [] : (wanted ?? []))
    await settleUnmapped(tx, hub.workspaceId, null, hub.now())
  })
  hub.log.info('store.changed', { store: id, fields: Object.keys(change), actor })
  return requireStore(hub, id)
}

async function putKeys(hub: Hub, tx: Tx, id: number, wanted: readonly StoreKey[]): Promise<void> {
  await deleteOtherKeys(tx, hub.workspaceId, id, wanted)
  await insertKeys(tx, hub.workspaceId, id, wanted)
  const taken = await selectTaken(tx, hub.workspaceId, id, wanted)
  const [first] = taken
  if (first === undefined) return
  throw new Refusal(
    'conflict',
    'key_taken',
    `Nothing was stored: the key ${first.key} of ${first.connection} is mapped to the store "${first.store}". Take it away there first`,
    {
      facts: { store: first.store, connection: first.connection, key: first.key },
      problems: taken.map(({ connectionId, key, store }) => ({
        pointer: `/keys/${wanted.findIndex((each) => each.connectionId === connectionId && each.key === key)}/key`,
        detail: `mapped to the store "${store}"`,
      })),
    },
  )
}

/** Keys with the ids of their connections; what is given twice counts once. */
async function knownKeys(hub: Hub, keys: readonly GivenKey[]): Promise<StoreKey[]> {
  const ids = new Map<string, number>()
  for (const name of new Set(keys.map(({ connection }) => connection))) {
    const connection = await findConnection(hub.db, hub.workspaceId, { name })
    if (connection === null) {
      const detail = `no connection is called "${name}": list them with \`trefoil connection list\``
      throw new Refusal('invalid', 'invalid_request', `Nothing was stored: ${detail}`, {
        problems: [{ pointer: `/keys/${keys.findIndex((each) => each.connection === name)}/connection`, detail }],
      })
    }
    ids.set(name, connection.id)
  }
  const known = keys.map(({ connection, key }) => ({ connectionId: ids.get(connection) ?? 0, key }))
  return [...new Map(known.map((each) => [`${each.connectionId} ${each.key}`, each])).values()]
}

function unknownStore(id: number): Refusal {
  return new Refusal('unknown', 'unknown_store', `No store has the id ${id}: list them with \`trefoil store list\``)
}

function archivedStore({ name }: Store): Refusal {
  return new Refusal(
    'conflict',
    'store_archived',
    `Nothing was stored: the store "${name}" is archived, and an archived store has no keys. Bring it back first`,
  )
}

function nameTaken(name: string): Refusal {
  const detail = 'a store has this name already: choose another, or archive that one'
  return new Refusal('conflict', 'store_name_taken', `Nothing was stored: "${name}" would name two stores`, {
    problems: [{ pointer: '/name', detail }],
  })
}
