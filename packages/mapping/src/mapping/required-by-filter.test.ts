import { expect, test } from 'vitest'
import { requiredByFilter } from './required-by-filter.ts'

const rules = [
  { to: 'firstName', field: 'FirstName' },
  { to: 'emailAddress', formula: '(IsEmpty(EmailAddress) ? "guest@example.com" : EmailAddress)' },
  { to: 'source', static: 'clover' },
]
const fields = (filter?: string) => requiredByFilter({ rules, ...(filter === undefined ? {} : { filter }) })

test.each([
  ['!IsEmpty(EmailAddress)', ['emailAddress']],
  ['EmailAddress != null && FirstName != null', ['firstName', 'emailAddress']],
  ['IsEmpty(EmailAddress) == false', ['emailAddress']],
  ['!IsEmpty(EmailAddress) || !IsEmpty(FirstName)', []],
  ['IsEmpty(EmailAddress)', []],
  ['Marketing == true', []],
  ['!IsEmpty(', []],
])('S0-074 the filter %s requires %j', (filter, required) => {
  expect(fields(filter)).toEqual(required)
})

test('S0-074 without a filter nothing is required by it', () => {
  expect(fields()).toEqual([])
})
