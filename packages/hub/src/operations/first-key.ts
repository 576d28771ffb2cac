import { renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Db } from '../db/database.ts'
import { countApiKeys, insertApiKey, lockApiKeys } from '../store/api-key.ts'
import { newKey } from './api-keys.ts'
import { hashOfSecret } from './new-secret.ts'

/**
 * Makes the first API key of a hub and leaves it in `<dataDir>/api-key`, readable by its owner alone. Of two hubs that
 * start at once on one database one makes it.
 */
export async function ensureFirstKey(db: Db, workspaceId: number, dataDir: string): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await lockApiKeys(tx, workspaceId)
    if ((await countApiKeys(tx, workspaceId)) > 0) return
    const key = newKey()
    // The file first: a process that dies in between makes another key at its next start.
    const file = join(dataDir, 'api-key')
    writeFileSync(`${file}.new`, `${key}\n`, { mode: 0o600, flush: true })
    renameSync(`${file}.new`, file)
    const rights = { role: 'owner' as const, scopes: null, expiresAt: null }
    await insertApiKey(tx, { workspaceId, name: 'first', hash: hashOfSecret(key), ...rights })
  })
}
