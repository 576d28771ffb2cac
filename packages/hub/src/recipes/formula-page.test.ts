import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { formulaFunctions } from '@trefoil/mapping'
import { expect, test } from 'vitest'

const committed = readFileSync(join(import.meta.dirname, '../../../../docs/reference/formula.md'), 'utf8')

test('the page names every function, every look-up of a connector, and where the language differs from the old one', () => {
  for (const { name } of formulaFunctions) expect(committed).toContain(name)
  expect(committed).toContain('GetKlaviyoFormattedPhoneNumber')
  expect(committed).toMatch(/differ[\s\S]*\| because \|/)
})
