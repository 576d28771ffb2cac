import { expect, test } from 'vitest'
import { compileFormula } from './compile.ts'
import { explainFormula } from './explain.ts'
import { formulaFunctions } from './functions.ts'
import { functionReference } from './reference.ts'
import { scopeOf } from './testing.ts'

test('an explanation has the value, the branch taken and the inputs read', () => {
  const formula = compileFormula('(IsEmpty(EmailAddress) ? "guest@customerdomain.com" : EmailAddress)')
  const explained = explainFormula(formula, scopeOf({ emailAddress: 'ada@example.com' }))
  expect(explained).toEqual({
    value: 'ada@example.com',
    branches: [{ condition: 'IsEmpty(EmailAddress)', at: 1, end: 22, taken: 'else' }],
    inputs: [{ path: 'EmailAddress', value: 'ada@example.com' }],
  })
})

test('members, parents and destinations are inputs by their whole path', () => {
  const formula = compileFormula('Address.City + Parent.Name + DestinationValue.Number')
  const scope = scopeOf({ address: { city: 'Oslo' } }, { parent: { name: 'Ada' }, destination: { number: 7 } })
  expect(explainFormula(formula, scope).inputs).toEqual([
    { path: 'Address', value: { city: 'Oslo' } },
    { path: 'Address.City', value: 'Oslo' },
    { path: 'Parent.Name', value: 'Ada' },
    { path: 'DestinationValue.Number', value: 7 },
  ])
})

test('a formula that fails is explained up to where it failed', () => {
  const explained = explainFormula(compileFormula('Price > 5 ? Name - 1 : 0'), scopeOf({ price: 6, name: 'tea' }))
  expect(explained.value).toBe(undefined)
  expect(explained.error?.sentence).toBe('- takes two numbers, and these are a text and a number')
  expect(explained.branches.map((branch) => branch.taken)).toEqual(['then'])
  expect(explained.inputs.map((input) => input.path)).toEqual(['Price', 'Name'])
})

test('the reference names every function, with each of its examples', () => {
  const reference = functionReference()
  for (const fn of formulaFunctions) {
    expect(reference).toContain(`${fn.name}`)
    expect(reference).toContain(fn.says)
    for (const [formula] of fn.examples) expect(reference).toContain(formula)
  }
})

test.each([
  [
    '### Truncate(text, length: whole number)\n\nAt most so many characters',
    'a parameter says its type where its name does not',
  ],
  ['### Coalesce(…values)\n', 'any number of values'],
  ['### text.Trim(…characters)\n', 'a method stands behind what it is called on'],
  ['### text.PadLeft(length: whole number, [filling: text])\n', 'what may be left out'],
  ['### Larger(a: number or null, b: number or null)\n', 'null is taken'],
  ['### FirstOrDefault(list, [condition])\n', 'a condition may be left out'],
  ['### CountryCodeRequired(country: text)\n', 'a country by its name'],
  ['### date.Day\n', 'a property of a date'],
  ['### DateTime.Now\n', 'a property of nothing'],
  ['### list.Concat(other: list)\n', 'a list'],
  [
    '```\nTruncate("Darjeeling", 4)  →  "Darj"\nTruncate("tea", 10)  →  "tea"\nTruncate(null, 4)  →  null\n```\n\n###',
    'examples',
  ],
  ['GetValue(this, "My Field")  →  7   // of {"My Field":7}\n', 'an example with its record'],
  ['### GetExternalIdAsync(id, [entity], [systemId])\n\nThe id that a connected system has', 'a look-up'],
])('the reference has %j: %s', (part) => {
  expect(functionReference()).toContain(part)
})

test('the reference goes by groups, then the look-ups, and ends with the deviations', () => {
  const params = [{ name: 'key', type: 'text' as const }]
  const reference = functionReference([
    { name: 'A', params },
    { name: 'B', params, says: 'Says B.' },
  ])
  const groups = [...new Set(formulaFunctions.map((fn) => fn.group))]
  expect([...reference.matchAll(/^## (.*)$/gm)].map(([, title]) => title)).toEqual([
    'The language',
    ...groups,
    'Look-ups',
    'Where we differ from the host language',
  ])
  expect(reference).toContain('in flows of its connector.\n\n### A(key)\n\n### B(key)\n\nSays B.\n\n## Where we differ')
  expect(reference).toMatch(/^# Formulas\n\nA formula makes one value of a record/)
  expect(reference).toMatch(/\| matching must end in time \|\n$/)
})
