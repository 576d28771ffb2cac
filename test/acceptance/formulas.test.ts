/**
 * Formulas of the replaced service run as they are, and are checked against a customer of Clover: with the very code of
 * `trefoil formula eval` and `trefoil formula check`, and a handful of them as processes of their own.
 */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { exitCodes, Failure } from '../../packages/hub/src/cli/exit.ts'
import { check } from '../../packages/hub/src/cli/formula-check.ts'
import { evaluate } from '../../packages/hub/src/cli/formula-eval.ts'
import { loadRecipes } from '../../packages/hub/src/recipes/load.ts'
import { trefoil } from '../harness/trefoil.ts'
import { type VendorFormula, vendorFormulas } from './vendor-formulas.ts'

let printed = ''
beforeEach(() => {
  printed = ''
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text)
    return true
  })
})
afterEach(() => {
  vi.restoreAllMocks()
})

async function evaluated({ formula, record = {}, destination, parent }: VendorFormula): Promise<unknown> {
  printed = ''
  await evaluate(formula, {
    record: JSON.stringify(record),
    ...(destination === undefined ? {} : { destination: JSON.stringify(destination) }),
    ...(parent === undefined ? {} : { parent: JSON.stringify(parent) }),
    json: true,
  })
  return JSON.parse(printed).result
}

/** What was found, by its code. A check that finds an error says so by its exit code besides. */
function found(formula: string, schema: string): string[] {
  printed = ''
  try {
    check(formula, { schema, json: true })
  } catch (error) {
    if (!(error instanceof Failure) || error.exitCode !== exitCodes.checkFailed) throw error
  }
  const { ok, diagnostics } = JSON.parse(printed)
  const codes: { code: string; severity: string }[] = diagnostics
  expect(ok).toBe(codes.every(({ severity }) => severity !== 'error'))
  return codes.map(({ code }) => code)
}

describe.each(vendorFormulas)('$formula', (example) => {
  test('gives what the reference says', async () => {
    expect(await evaluated(example)).toEqual(example.gives)
  })

  test('is checked against a customer of Clover', () => {
    expect(found(example.formula, 'clover.customer')).toEqual(example.finds ?? [])
  })
})

test.each([
  ['ConvertToInt("many")', 'ConvertToInt cannot make a number of "many"'],
  ['TypesafeDivision(1, 0)', 'TypesafeDivision: denominator is null or 0'],
  ['TypesafeDivision(1, null)', 'TypesafeDivision: denominator is null or 0'],
  ['CountryCodeRequired("Narnia")', 'CountryCodeRequired found nothing for "Narnia"'],
])('%s ends with a sentence', async (formula, sentence) => {
  await expect(evaluated({ formula, gives: null })).rejects.toThrow(sentence)
})

test('every formula of every recipe stands against what its flow reads, and gives something or null of an empty record', async () => {
  const seen: string[] = []
  for (const { connector, flows } of await loadRecipes('recipes')) {
    for (const { mappings, direction, endpoint, entity } of flows) {
      const schema = direction === 'to_hub' ? `${connector}.${endpoint}` : `hub.${entity}`
      for (const { filter, errorFilter, rules, children = [] } of mappings) {
        const ofParent = [filter, errorFilter?.when, ...rules.map(formulaOf)].map((formula) => ({ formula, schema }))
        const ofChildren = children.flatMap((child) =>
          [child.filter, ...child.rules.map(formulaOf)].map((formula) => ({
            formula,
            schema: child.from === undefined ? schema : `${schema}.${child.from}`,
          })),
        )
        for (const { formula, schema: read } of [...ofParent, ...ofChildren]) {
          if (formula === undefined) continue
          seen.push(formula)
          expect({ formula, found: found(formula, read) }).toEqual({ formula, found: [] })
          expect(await evaluated({ formula, gives: null })).not.toBe(undefined)
        }
      }
    }
  }
  expect(seen).toContain('!IsEmpty(EmailAddress)')
  expect(seen.length).toBeGreaterThan(20)
})

function formulaOf(rule: object): string | undefined {
  return 'formula' in rule && typeof rule.formula === 'string' ? rule.formula : undefined
}

test('the command itself gives the same', async () => {
  const handful = vendorFormulas.filter(({ formula }) =>
    ['!IsEmpty(EmailAddress)', 'CountryCode("Germany")', 'PaymentState == "PAID"'].includes(formula),
  )
  expect(handful.length).toBe(3)
  for (const { formula, record = {}, gives, finds = [] } of handful) {
    const tried = await trefoil(null, 'formula', 'eval', formula, '--record', JSON.stringify(record))
    expect(tried).toEqual({ exitCode: 0, out: `${JSON.stringify(gives)}\n`, err: '' })
    const checked = await trefoil(null, 'formula', 'check', formula, '--schema', 'clover.customer')
    expect(checked.exitCode).toBe(finds.length === 0 ? 0 : exitCodes.checkFailed)
  }
})
