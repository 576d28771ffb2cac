import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { generatedFiles } from '../../scripts/generated-files.ts'
import { testDatabase } from '../database/test-database.ts'
import { textOf } from './repository.ts'

test('generated files are those that `npm run generate` makes now', async () => {
  const { kysely } = await testDatabase()
  const stale: string[] = []
  for (const [file, text] of await generatedFiles(kysely)) if (textOf(file) !== text) stale.push(file)
  expect(stale).toEqual([])
})

test('the operations of Shopify are valid, and typed by what stands in their file now', () => {
  // In a process of its own: here the generator and its parts would each find another copy of graphql.
  const made = execFileSync(process.execPath, ['connectors/shopify/scripts/print-operations.ts'], { encoding: 'utf8' })
  expect(textOf('connectors/shopify/src/generated/operations.gen.ts')).toBe(made)
})
