/** S0: the formula language as far as the founding page uses it, tried as a person tries it. */
import { checkFlow, checkFormula, type RecordShape, shapeOf } from '@trefoil/mapping'
import { expect, test } from 'vitest'
import { loadRecipes } from '../../packages/hub/src/recipes/load.ts'
import { trefoil } from '../harness/trefoil.ts'

async function evaluated(formula: string, record: Record<string, unknown> = {}, ...more: string[]): Promise<unknown> {
  const ended = await trefoil(null, 'formula', 'eval', formula, '--record', JSON.stringify(record), ...more)
  expect(ended).toMatchObject({ exitCode: 0, err: '' })
  return JSON.parse(ended.out)
}

/** Several answers of one command: `new[] { … }` costs one process, not one each. */
async function all(formulas: string[], record: Record<string, unknown> = {}): Promise<unknown> {
  return evaluated(`new[] { ${formulas.join(', ')} }`, record)
}

test('S0-059 IsEmpty is true for null, an empty text, the minimum date and a decimal zero, and for nothing else', async () => {
  const empty = [
    'IsEmpty(null)',
    'IsEmpty(Absent)',
    'IsEmpty("")',
    'IsEmpty(E)',
    'IsEmpty(MinimumDateTime())',
    'IsEmpty(0m)',
  ]
  const full = ['IsEmpty("0")', 'IsEmpty(" ")', 'IsEmpty(0)', 'IsEmpty(false)', 'IsEmpty("a@b.c")']
  expect(await all([...empty, ...full], { E: '' })).toEqual([...empty.map(() => true), ...full.map(() => false)])
})

test('S0-060 an exclamation mark turns true and false round', async () => {
  expect(await all(['!IsEmpty("x")', '!IsEmpty("")', '!!true'])).toEqual([true, false, true])
})

test('S0-061 a ternary takes one branch alone, may be nested, and stands in parentheses', async () => {
  const nested = '(Tier == "gold" ? 1 : Tier == "silver" ? 2 : 3)'
  expect(await evaluated(nested, { Tier: 'gold' })).toBe(1)
  expect(await evaluated(nested, { Tier: 'silver' })).toBe(2)
  expect(await evaluated(nested, { Tier: null })).toBe(3)
  expect(await all(['(true ? "a" : ConvertToInt("no number"))', '(false ? ConvertToInt("no number") : "b")'])).toEqual([
    'a',
    'b',
  ])
  expect(await trefoil(null, 'formula', 'eval', 'ConvertToInt("no number")')).toMatchObject({ exitCode: 1 })
})

test('S0-062 a text stands in double quotes, and a quote inside it behind a backslash', async () => {
  expect(await all(['"guest@customerdomain.com"', String.raw`"say \"hi\""`, '""'])).toEqual([
    'guest@customerdomain.com',
    'say "hi"',
    '',
  ])
  const open = await trefoil(null, 'formula', 'check', '"no end')
  expect(open.exitCode).toBe(1)
})

test('S0-063 a bare name reads the source record, without regard to case and underscores', async () => {
  const record = { emailAddress: 'ann@example.com' }
  expect(await all(['EmailAddress', 'emailaddress', 'EMAIL_ADDRESS'], record)).toEqual(Array(3).fill('ann@example.com'))
})

test('S0-063 a name that the source does not have is an error before the formula runs, and the near ones are listed', async () => {
  const fields = {
    emailAddress: { type: 'text' },
    emailAddresses: { type: 'list', of: { type: 'any' } },
    zip: { type: 'text' },
  } as const
  const source: RecordShape = { type: 'record', fields }
  const [found, ...more] = checkFormula('!IsEmpty(EmailAdress)', { source })
  expect(found).toMatchObject({ code: 'unknown_field', severity: 'error', line: 1, column: 10 })
  expect(found?.message).toBe('There is no field EmailAdress; did you mean EmailAddress or EmailAddresses?')
  expect(more).toEqual([])
  expect(checkFormula('!IsEmpty(EmailAddress)', { source })).toEqual([])
})

test('S0-064 DestinationValue is the record that is there, and null where there is none', async () => {
  const there = ['--destination', '{"customerNumber":"C-77"}']
  expect(await evaluated('DestinationValue.CustomerNumber', {}, ...there)).toBe('C-77')
  expect(await evaluated('DestinationValue == null', {}, ...there)).toBe(false)
  expect(await all(['DestinationValue == null', 'DestinationValue.CustomerNumber'])).toEqual([true, null])
})

test('S0-034 the shipped flow is told that its stand-in e-mail can never be reached, and could serve one customer only', async () => {
  const recipes = await loadRecipes('recipes')
  const [definition] = recipes.find(({ recipe }) => recipe === 'clover-customers')?.flows ?? []
  const destination = shapeOf('Customer')
  if (definition === undefined || destination === undefined) throw new Error('the recipe has no flow')
  const found = checkFlow(definition, { destination, lookups: [] })
  expect(found.filter(({ severity }) => severity === 'error')).toEqual([])
  expect(found.map(({ code }) => code)).toContain('UNREACHABLE_BRANCH')
  expect(found.map(({ code }) => code)).toContain('CONSTANT_IN_UNIQUE_FIELD')
})
