import { expect, test } from 'vitest'
import { countryCode } from './country.ts'
import { addressTrouble } from './postal-address.ts'

test.each([
  ['US', 'US'],
  ['us', 'US'],
  ['USA', 'US'],
  ['U.S.A.', 'US'],
  ['United States', 'US'],
  ['united states of america', 'US'],
  ['UK', 'GB'],
  ['United Kingdom', 'GB'],
  ['España', 'ES'],
  ['Deutschland', 'DE'],
  ['Spain', 'ES'],
  ['Atlantis', null],
  ['XX', null],
  ['', null],
  ['U.A.E.', 'AE'],
  ['KSA', 'SA'],
  [' england ', 'GB'],
  ['Northern Ireland', 'GB'],
  ['Republic of Ireland', 'IE'],
  ['Korea', 'KR'],
])('the country %j is %j', (text, code) => {
  expect(countryCode(text)).toBe(code)
})

test.each([
  ['US', '9408A', 'INVALID_POSTAL_CODE'],
  ['US', '94085', null],
  ['US', '94085-1234', null],
  ['United Kingdom', 'SW1A 1AA', null],
  ['CA', 'K1A 0B1', null],
  ['CA', '94085', 'INVALID_POSTAL_CODE'],
  ['DE', '1234', 'INVALID_POSTAL_CODE'],
  ['HK', '', null],
  [null, '28004', null],
  [null, '?', 'INVALID_POSTAL_CODE'],
  ['Atlantis', '94085', 'INVALID_COUNTRY'],
])('in %s the postal code %j gives %s', (country, zip, code) => {
  expect(addressTrouble({ country, zip }, new Map())?.code ?? null).toBe(code)
})

test.each([
  ['US', 'CA', null],
  ['US', 'ca', null],
  ['US', 'California', null],
  ['US', 'ZZ', 'INVALID_REGION'],
  ['CA', 'ON', null],
  ['CA', 'TX', 'INVALID_REGION'],
  ['ES', 'MD', null],
  ['ES', '--', 'INVALID_REGION'],
  [null, 'ZZ', null],
])('in %s the region %j gives %s', (country, region, code) => {
  expect(addressTrouble({ country, region }, new Map())?.code ?? null).toBe(code)
})

test('an address without any part is no bad address', () => {
  expect(addressTrouble({ country: null, region: ' ', zip: undefined }, new Map())).toBeNull()
})
