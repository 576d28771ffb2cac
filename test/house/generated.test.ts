import { expect, test } from 'vitest'
import { generatedFiles } from '../../scripts/generated-files.ts'
import { textOf } from './repository.ts'

test('generated files are those that `npm run generate` makes now', async () => {
  const stale: string[] = []
  for (const [file, text] of await generatedFiles()) if (textOf(file) !== text) stale.push(file)
  expect(stale).toEqual([])
})
