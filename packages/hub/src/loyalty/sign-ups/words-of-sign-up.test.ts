import type { JsonObject } from '@trefoil/sdk'
import { expect, test } from 'vitest'
import { type SignUp, wordsOfSignUp } from './words-of-sign-up.ts'

const words = (signUp: SignUp, record: JsonObject = {}, isEmailTaken = false) =>
  wordsOfSignUp(signUp, { record, id: 7, country: 'US', isEmailTaken })

const ann = {
  customerNumber: 'C-1',
  firstName: 'Ann',
  emailAddress: 'ann@example.com',
  addresses: [{ id: 'A1', phoneNumber: '(617) 555-0142', country: 'US' }],
}

test('a new customer is all that was written, with a number of its own', () => {
  const { says, differs } = words({ phone: '+16175550142', firstName: 'Ann', email: 'ann@example.com' })
  expect(says).toEqual({
    customerNumber: 'SIGN-UP-7',
    firstName: 'Ann',
    emailAddress: 'ann@example.com',
    addresses: [{ id: 'sign-up', phoneNumber: '+16175550142' }],
  })
  expect(differs).toEqual([])
})

test('what was left blank says nothing', () => {
  expect(words({ phone: '+16175550142' }, ann)).toEqual({ says: {}, differs: [] })
})

test('what the record says otherwise stays, and is named', () => {
  const signUp = { phone: '+16175550199', firstName: 'Anne', email: 'other@example.com' }
  expect(words(signUp, ann)).toEqual({ says: {}, differs: ['firstName', 'emailAddress', 'phoneNumber'] })
})

test('the same in other letters, or in another way of writing a number, is no difference', () => {
  const signUp = { phone: '+16175550142', firstName: 'ANN', email: 'Ann@Example.com' }
  expect(words(signUp, ann)).toEqual({ says: {}, differs: [] })
})

test('what the record leaves open is filled in', () => {
  const { says } = words({ phone: '+16175550142', lastName: 'Lee' }, { customerNumber: 'C-1', lastName: null })
  expect(says).toEqual({ lastName: 'Lee', addresses: [{ id: 'sign-up', phoneNumber: '+16175550142' }] })
})

test('an e-mail address that another customer has stays that one’s', () => {
  const { says, differs } = words({ email: 'ann@example.com', firstName: 'Bo' }, { customerNumber: 'C-2' }, true)
  expect(says).toEqual({ firstName: 'Bo' })
  expect(differs).toEqual(['emailAddress'])
})

test('a phone is read in the country of its address', () => {
  const record = { ...ann, addresses: [{ id: 'A1', phoneNumber: '030 901820', country: 'DE' }] }
  expect(words({ phone: '+4930901820' }, record).differs).toEqual([])
})
