import { expect, test } from 'vitest'
import { merchantIdIn } from './merchant-id.ts'

test.each([
  ['ABCD1234ABCD1', 'ABCD1234ABCD1'],
  [' abcd1234abcd1\n', 'ABCD1234ABCD1'],
  ['https://clover.com/merchants/3D19QN31ANYR5', '3D19QN31ANYR5'],
  ['https://www.eu.clover.com/setupapp/m/3D19QN31ANYR5/home?x=1', '3D19QN31ANYR5'],
  ['https://sandbox.dev.clover.com/dashboard/m/3D19QN31ANYR5#top', '3D19QN31ANYR5'],
  ['www.eu.clover.com/merchants/3D19QN31ANYR5', '3D19QN31ANYR5'],
  ['https://www.clover.com/m/ABCD1234ABCD1/customers/C9QZ7T1V3W5X2', 'ABCD1234ABCD1'],
])('S1-012 S4-009 in "%s" the merchant is %s', (pasted, id) => {
  expect(merchantIdIn(pasted)).toBe(id)
})

test.each([
  '',
  'ABCD1234ABCD',
  'ABCD1234ABCD12',
  'https://clover.com/merchants/',
  'https://clover.com/m/ABCD1234ABCD12',
  'ABCD-1234-ABC',
  '3D19QN31ANYRO',
  'https://clover.example/merchants/3D19QN31ANYR5',
  'https://notclover.com/merchants/3D19QN31ANYR5',
  'my shop',
])('S1-012 in "%s" there is no merchant', (pasted) => {
  expect(merchantIdIn(pasted)).toBeUndefined()
})
