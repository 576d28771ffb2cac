import { renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Db } from '../db/database.ts'
import { countApiKeys, insertApiKey } from '../store/api-key.ts'
import { newKey } from './api-keys.ts'
import { hashOfKey } from './authenticate.ts'

/** Makes the first API key of a hub and leaves it in `<dataDir>/api-key`, readable by its owner alone. */
export async function ensureFirstKey(db: Db, workspaceId: number, dataDir: string): Promise<void> {
  if ((await countApiKeys(db, workspaceId)) > 0) return
  const key = newKey()
  // The file first: a process that dies in between makes another key at its next start.
  const file = join(dataDir, 'api-key')
  writeFileSync(`${file}.new`, `${key}\n`, { mode: 0o600, flush: true })
  renameSync(`${file}.new`, file)
  await insertApiKey(db, {
    workspaceId,
    name: 'first',
    hash: hashOfKey(key),
    role: 'owner',
    scopes: null,
    expiresAt: null,
  })
}
