import { expect, test } from 'vitest'
import { constantResults } from './formula-results.ts'

test.each<[string, (string | number | boolean)[]]>([
  ['"a"', ['a']],
  ['1', [1]],
  ['true', [true]],
  ['null', []],
  ['Name', []],
  ['Name + "a"', []],
  ['!true', []],
  ['Vip ? "a" : Name', ['a']],
  ['Vip ? Name : (Old ? 1 : "b")', [1, 'b']],
  ['Name ?? "a"', ['a']],
  ['"a" ?? Name', ['a']],
  ['Coalesce(Name, "a", 2)', ['a', 2]],
  ['coalesce("a")', ['a']],
  ['Trim("a")', []],
  ['return "a";', ['a']],
  ['if (Vip) { return "a"; } return "b";', ['a', 'b']],
  ['if (Vip) { return "a"; } else { return "b"; }', ['a', 'b']],
  ['if (Vip) return "a"; else if (Old) return "b"; else return Name;', ['a', 'b']],
  ['var x = "a"; x = "b"; return x;', []],
  ['foreach (var x in Names) { if (x == "z") { return "a"; } } return Name;', ['a']],
  ['"a', []],
])('of %s the constants that may come out are %j', (text, values) => {
  expect(constantResults(text).map(({ value }) => value)).toEqual(values)
})

test('each is told with its place', () => {
  expect(constantResults('Vip ? "a" : Name')).toEqual([{ value: 'a', place: { at: 6, end: 9 } }])
})
