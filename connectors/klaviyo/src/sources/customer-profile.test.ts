import { expect, test } from 'vitest'
import { ProfileRow, readProfile, statementsOf } from './customer-profile.ts'

const stamp = '2026-03-02T09:14:09+00:00'
const updated = '2026-05-01T12:00:00+00:00'

/** What is read out of a profile whose e-mail consent stands like this. */
function said(marketing: object) {
  const row = ProfileRow.parse({ id: '01H', attributes: { updated, subscriptions: { email: { marketing } } } })
  return statementsOf(readProfile(row))
}

test.each([
  ['confirmed by mail', { double_optin: true }, 'confirmed by e-mail'],
  ['filled in a form', { method: 'FORM' }, 'form'],
  ['entered by API', { method: 'API' }, null],
])('consent that was %s bears the time of consent', (_, how, act) => {
  const given = said({ consent: 'SUBSCRIBED', consent_timestamp: stamp, last_updated: updated, ...how })
  expect(given).toMatchObject([{ channel: 'email', state: 'given', at: stamp, act }])
})

test.each([
  { double_optin: true, last_updated: null },
  { double_optin: true, last_updated: updated },
  { method: 'FORM', last_updated: updated },
])('consent without its own time is nobody’s act: the time of a later change would raise what was withdrawn', (how) => {
  const given = said({ consent: 'SUBSCRIBED', consent_timestamp: null, ...how })
  expect(given).toMatchObject([{ state: 'given', at: updated, act: null }])
})

test('a withdrawal counts from the first time that is known', () => {
  expect(said({ consent: 'UNSUBSCRIBED', consent_timestamp: null, last_updated: stamp })).toMatchObject([
    { state: 'withdrawn', at: stamp },
  ])
  expect(said({ consent: 'UNSUBSCRIBED' })).toMatchObject([{ state: 'withdrawn', at: updated }])
})
