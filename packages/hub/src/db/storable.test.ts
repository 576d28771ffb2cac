import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findUnstorable, isStorable, storable } from './storable.ts'

const half = '\ud83d'

test.each([
  ['a text', 'a\u0000', []],
  ['a field', { a: half }, ['a']],
  ['a member of a list', { a: ['', { b: half }] }, ['a', '1', 'b']],
  ['a name, by what it stands in', { a: { [half]: 1 } }, ['a']],
])('finds what cannot be stored in %s', (_, value, path) => {
  expect(findUnstorable(value)).toMatchObject({ path })
})

test.each([['😀'], [{ a: ['\ufffd', null, 0, true, undefined] }], [Buffer.from('\u0000')], [null]])(
  'finds nothing in what can be stored',
  (value) => {
    expect(findUnstorable(value)).toBeNull()
  },
)

test('a value of any depth is looked into, and its path told in short', () => {
  let value: unknown = '\u0000'
  for (let depth = 0; depth < 200_000; depth += 1) value = [value]
  expect(findUnstorable({ [`${'x'.repeat(39)}😀`]: half })?.path).toEqual([`${'x'.repeat(39)}�`])
  expect(findUnstorable(value)?.path).toHaveLength(12)
})

test('what is made storable keeps everything else', () => {
  expect(storable({ a: `1\\u0000"\\\u0000${half}😀`, [half]: [null] })).toEqual({ a: '1\\u0000"\\��😀', '�': [null] })
  const text = fc.string({ unit: fc.constantFrom('a', '\\', '"', 'u0000', '\u0000', '\ud83d', '\ude00', '\u0001') })
  fc.assert(
    fc.property(text, (before) => {
      const after = storable(before)
      expect(isStorable(after)).toBe(true)
      if (isStorable(before)) expect(after).toBe(before)
    }),
  )
})
