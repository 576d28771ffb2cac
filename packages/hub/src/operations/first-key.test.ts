import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { testDatabase } from '../../../../test/database/test-database.ts'
import { countApiKeys, findApiKey } from '../store/api-key.ts'
import { ensureFirstKey } from './first-key.ts'
import { hashOfSecret } from './new-secret.ts'

test('hubs that start at once in one directory make one first key, which opens', async () => {
  const { kysely: db } = await testDatabase()
  const folder = mkdtempSync(join(tmpdir(), 'trefoil-first-key-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  await Promise.all(Array.from({ length: 5 }, () => ensureFirstKey(db, 1, folder)))
  expect(await countApiKeys(db, 1)).toBe(1)
  const file = join(folder, 'api-key')
  expect(await findApiKey(db, hashOfSecret(readFileSync(file, 'utf8').trim()))).toMatchObject({ name: 'first' })
  expect(statSync(file).mode & 0o777).toBe(0o600)
})
