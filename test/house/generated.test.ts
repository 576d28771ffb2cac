import { expect, test } from 'vitest'
import { generatedOperations, operationsFile } from '../../connectors/shopify/scripts/generated-operations.ts'
import { generatedFiles } from '../../scripts/generated-files.ts'
import { testDatabase } from '../database/test-database.ts'
import { textOf } from './repository.ts'

test('generated files are those that `npm run generate` makes now', async () => {
  const { kysely } = await testDatabase()
  const stale: string[] = []
  for (const [file, text] of await generatedFiles(kysely)) if (textOf(file) !== text) stale.push(file)
  expect(stale).toEqual([])
})

test('the operations of Shopify are valid, and typed by what stands in their file now', async () => {
  expect(textOf(operationsFile)).toBe(await generatedOperations())
})
