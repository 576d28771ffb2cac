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
  expect(reference).toContain('### Truncate(text, length: whole number)')
  expect(reference).toContain('### GetExternalIdAsync(id, [entity], [systemId])')
})
