import { type ApiKey, deleteApiKey, insertApiKey } from '../store/api-key.ts'
import type { Role } from '../store/person.ts'
import type { Actor, Hub } from './hub.ts'
import { hashOfSecret, newSecret } from './new-secret.ts'
import { Refusal } from './refusal.ts'

const dayMs = 86_400_000

/** A key for a program, which is shown this once: the hub keeps its hash alone. `days` null: it never expires. */
export async function makeApiKey(
  hub: Hub,
  { days, ...asked }: { name: string; role: Role; scopes: string[] | null; days: number | null },
  actor: Actor,
): Promise<{ stored: ApiKey; key: string }> {
  const key = newKey()
  const expiresAt = days === null ? null : new Date(hub.now().getTime() + days * dayMs)
  const made = { workspaceId: hub.workspaceId, ...asked, expiresAt, hash: hashOfSecret(key) }
  const stored = await insertApiKey(hub.db, made)
  hub.log.info('api_key.made', { key: stored.id, role: asked.role, scopes: asked.scopes, actor })
  return { stored, key }
}

export async function removeApiKey(hub: Hub, id: number, actor: Actor): Promise<void> {
  if (!(await deleteApiKey(hub.db, hub.workspaceId, id))) {
    throw new Refusal('unknown', 'unknown_key', `No API key has the id ${id}`)
  }
  hub.log.info('api_key.removed', { key: id, actor })
}

export function newKey(): string {
  return `trefoil_${newSecret()}`
}
