import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { attacks } from './attacks.ts'
import { checkFormula } from './check.ts'
import { compileFormula } from './compile.ts'
import { FormulaError } from './formula-error.ts'
import { formulaFunctions } from './functions.ts'
import { attempt, hostileRecord, prototypes } from './hostile.ts'
import { limits } from './limits.ts'
import { scopeOf } from './testing.ts'

let before = ''
beforeAll(() => {
  before = prototypes()
})
afterAll(() => {
  expect(prototypes()).toBe(before)
})

const all = Object.entries(attacks).flatMap(([origin, texts]) => texts.map((text) => ({ origin, text })))

test('the corpus has at least 150 attacks, each once', () => {
  expect(new Set(all.map(({ text }) => text)).size).toBe(all.length)
  expect(all.length).toBeGreaterThanOrEqual(150)
})

describe.each(Object.entries(attacks))('%s', (_, texts) => {
  test.each(texts)('%j gets nowhere', (text) => {
    const outcome = attempt(text)
    const shown = outcome instanceof FormulaError ? '' : JSON.stringify(outcome)
    expect(shown).not.toMatch(/escaped|native code|\[object|function|=>/)
    expect(Object.hasOwn(globalThis, 'pwned')).toBe(false)
  })
})

test('what a record inherits, and what it may not hold, is not there', () => {
  for (const formula of [
    'Inherited',
    'Secret',
    'Callable',
    'toString',
    'this["constructor"]',
    'Lines[0].constructor',
  ]) {
    expect(attempt(formula)).toBe(null)
  }
})

describe('limits', () => {
  test.each([
    ['characters', `"${'a'.repeat(limits.sourceLength)}"`, 'A formula has at most 10000 characters'],
    ['brackets', `${'('.repeat(70)}1${')'.repeat(70)}`, 'A formula nests at most 64 deep'],
    ['signs', `${'!'.repeat(70)}true`, 'A formula nests at most 64 deep'],
    ['texts inside texts', '$"{'.repeat(3_333), 'A formula nests at most 64 deep'],
    ['ternaries', `${'true ? 1 : '.repeat(70)}1`, 'A formula nests at most 64 deep'],
    ['blocks', `${'{'.repeat(70)} return 1; ${'}'.repeat(70)}`, 'A formula nests at most 64 deep'],
    ['parts', `new[] { ${'1, '.repeat(2_100)}1 }`, 'A formula has at most 2000 parts'],
    ['a chain of operators', `1${'+1'.repeat(600)}`, 'This formula chains too many operators'],
    ['a chain of members', `A${'.b'.repeat(600)}`, 'This formula chains too many members'],
  ])('%s', (_, formula, message) => {
    expect(checkFormula(formula)[0]?.message).toContain(message)
    expect(() => compileFormula(formula)).toThrow(message)
  })

  test.each([
    ['steps', 'Many.Any(a => Many.Any(b => Many.Any(c => false)))', 'takes more than 100000 steps'],
    ['statements', 'foreach (var a in Many) { foreach (var b in Many) { } } return 1;', 'takes more than 100000 steps'],
    ['a list', '"".PadLeft(10001, ",").Split(",")', 'A list has at most 10000 elements here'],
    ['one text', '"a".PadLeft(1048577)', 'A text has at most 1048576 characters here'],
    [
      'texts in all',
      'var t = "".PadLeft(1000000); foreach (var a in Many) { t = t + ""; } return 1;',
      /characters of text|steps/,
    ],
    ['conditions of conditions', 'FirstMatch(Lines, Recursive)', 'Conditions that make conditions nest too deep'],
  ])('%s', (_, formula, message) => {
    expect(() => compileFormula(formula).evaluate(scopeOf(hostileRecord(), { parent: hostileRecord() }))).toThrow(
      message,
    )
  })
})

describe('every function pays for what it is given', () => {
  const length = limits.listLength
  const source = { list: Array.from({ length }, () => 1), text: 'a'.repeat(64 * 1000) }
  const called = formulaFunctions.filter(
    ({ params: [first], form }) => first?.type === 'list' && !first.rest && form !== 'property',
  )
  const argumentFor: Readonly<Record<string, string>> = { each: '"1 == 2"', whole: '1', list: 'new[] { }' }
  test.each(called.map((fn) => [fn.name, fn] as const))('%s', (_, fn) => {
    const needed = fn.params.slice(1).filter((param) => !param.optional)
    const args = needed.map((param) => argumentFor[param.type] ?? '"x"')
    const call = fn.form === 'method' ? `List.${fn.name}(${args.join()})` : `${fn.name}(${['List', ...args].join()})`
    const body = `var n = 0; ${`n = ${call}; `.repeat(12)} return 1;`
    expect(() => compileFormula(body).evaluate(scopeOf(source))).toThrow('takes more than 100000 steps')
  })
})

test('calls inside calls are compiled once each, although several methods share the name', () => {
  const deep = `${'Name.Contains('.repeat(22)}Name${')'.repeat(22)}`
  expect(attempt(deep)).toBeInstanceOf(FormulaError)
})
