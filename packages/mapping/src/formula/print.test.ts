import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { runs } from '../test-runs.ts'
import type { BinaryOperator, Node, Program, Statement } from './ast.ts'
import { compileFormula } from './compile.ts'
import { parseFormula } from './parse.ts'
import { printFormula } from './print.ts'
import { scopeOf } from './testing.ts'
import { toJson } from './to-json.ts'
import { Decimal } from './value.ts'

/** Without places and counts: two formulas are the same when they differ in nothing else. */
function bare(program: Program): unknown {
  return JSON.parse(JSON.stringify(program, (key, value) => (['at', 'end', 'nodes'].includes(key) ? undefined : value)))
}

const place = { at: 0, end: 0 }
const name = fc.constantFrom(
  'City',
  'email_address',
  'x',
  'Lines',
  'Parent',
  'DestinationValue',
  'this',
  'newish',
  'trueish',
)
const text = fc.string({ unit: 'binary', maxLength: 8 })
const operator = fc.constantFrom<BinaryOperator>(
  '+',
  '-',
  '*',
  '/',
  '%',
  '==',
  '!=',
  '<',
  '<=',
  '>',
  '>=',
  '&&',
  '||',
  '??',
)
const literalValue = fc.oneof(
  fc.constantFrom(null, true, false),
  text,
  fc.nat(),
  fc.nat(100_000).map((cents) => cents / 100),
  fc.constantFrom('0.123456789012345678', '12345678901234567890123').map((digits) => new Decimal(digits)),
)

const { node } = fc.letrec<{ node: Node; argument: Node }>((tie) => {
  const few = fc.array(tie('node'), { maxLength: 3 })
  const args = fc.array(tie('argument'), { maxLength: 3 })
  const flag = fc.boolean()
  const format = fc.constantFrom(null, 'F2', 'yyyy-MM-dd')
  const made = (build: Record<string, unknown>) =>
    // fast-check's record is typed by its parts; the union of nodes is not.
    fc.record({ ...build, at: fc.constant(0), end: fc.constant(0) } as never) as unknown as fc.Arbitrary<Node>
  const kind = (value: string) => ({ kind: fc.constant(value) })
  const part = fc.oneof(
    text.filter((plain) => plain !== ''),
    fc.record({ value: tie('node'), format }),
  )
  const parts = fc
    .array(part, { maxLength: 3 })
    .map((all) => all.filter((one, index) => typeof one !== 'string' || typeof all[index - 1] !== 'string'))
  return {
    argument: fc.oneof(
      { depthSize: 'small' },
      tie('node'),
      made({ ...kind('lambda'), param: fc.constant('l'), body: tie('node') }),
    ),
    node: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      made({ ...kind('literal'), value: literalValue }),
      made({ ...kind('name'), name }),
      made({ ...kind('member'), of: tie('node'), name, safe: flag }),
      made({ ...kind('index'), of: tie('node'), index: tie('node'), safe: flag }),
      made({ ...kind('call'), name: fc.constantFrom('IsEmpty', 'Coalesce', 'new DateTime'), args }),
      made({ ...kind('method'), of: tie('node'), name: fc.constantFrom('ToUpper', 'Where'), args, safe: flag }),
      made({ ...kind('unary'), op: fc.constantFrom('!', '-', '+'), of: tie('node') }),
      made({ ...kind('binary'), op: operator, left: tie('node'), right: tie('node') }),
      made({ ...kind('ternary'), test: tie('node'), yes: tie('node'), no: tie('node') }),
      made({ ...kind('list'), items: few }),
      made({ ...kind('cast'), type: fc.constantFrom('text', 'whole', 'decimal', 'flag', 'any'), of: tie('node') }),
      made({ ...kind('template'), parts }),
    ),
  }
})

const returned: fc.Arbitrary<Statement> = node.map((value) => ({ kind: 'return', value, ...place }))
const block = fc
  .array(returned, { maxLength: 2 })
  .map((statements): Statement => ({ kind: 'block', statements, ...place }))
const statement: fc.Arbitrary<Statement> = fc.oneof(
  returned,
  block,
  node.map((value): Statement => ({ kind: 'declare', name: 'y', value, ...place })),
  node.map((value): Statement => ({ kind: 'assign', name: 'y', op: '+=', value, ...place })),
  fc
    .tuple(node, block, fc.option(block))
    .map(([test, yes, no]): Statement => ({ kind: 'if', test, yes, no, ...place })),
  fc.tuple(node, block).map(([list, body]): Statement => ({ kind: 'foreach', name: 'l', list, body, ...place })),
)
const program: fc.Arbitrary<Program> = fc.oneof(
  node.map((value): Program => ({ kind: 'expression', value, nodes: 0 })),
  fc
    .array(statement, { minLength: 1, maxLength: 3 })
    .map((statements): Program => ({ kind: 'statements', statements, nodes: 0 })),
)

describe('printing', () => {
  test('what is printed reads as the same formula', () => {
    const same = fc.property(program, (tree) => {
      expect(bare(parseFormula(printFormula(tree)))).toEqual(bare(tree))
    })
    fc.assert(same, runs)
  })

  test.each([
    ['a+b*c', 'a + b * c'],
    ['(a+b)*c', '(a + b) * c'],
    ['a-(b-c)', 'a - (b - c)'],
    ['(a??b)??c', '(a ?? b) ?? c'],
    ['((a?b:c))', 'a ? b : c'],
    ['(a?b:c)?d:e', '(a ? b : c) ? d : e'],
    ['!(a&&b)', '!(a && b)'],
    ["'x'.ToUpper( )", '"x".ToUpper()'],
    ['[1,0.50m]', 'new[] { 1, 0.5m }'],
    ['$"{(a?b:c):F2}"', '$"{(a ? b : c):F2}"'],
    ['$"{$"{"["}"}"', '$"{$"{"["}"}"'],
    ['$"{$"{"}"} {{"}:"', '$"{$"{"}"} {{"}:"'],
    ['await GetExternalIdAsync(Id)', 'GetExternalIdAsync(Id)'],
    ['if(a){return 1;}else return 2;', 'if (a)\n{\n  return 1;\n}\nelse\n  return 2;'],
  ])('%s is printed as %s', (formula, printed) => {
    expect(printFormula(parseFormula(formula))).toBe(printed)
  })
})

describe('a formula', () => {
  const source = fc.record({ a: fc.jsonValue(), b: fc.jsonValue(), c: fc.boolean() })

  test('gives the same every time and changes nothing', () => {
    const formula = compileFormula('C ? Coalesce(A, B) : new[] { B, A }')
    const pure = fc.property(source, (record) => {
      const scope = scopeOf(JSON.parse(JSON.stringify(record)))
      const copy = structuredClone(scope.source)
      const first = toJson(formula.evaluate(scope))
      expect(toJson(formula.evaluate(scope))).toEqual(first)
      expect(scope.source).toEqual(copy)
    })
    fc.assert(pure, runs)
  })

  test('never looks at the branch that is not taken', () => {
    const lazy = fc.property(fc.boolean(), fc.integer(), (flag, value) => {
      const [yes, no] = flag ? ['V', '1 / 0'] : ['1 / 0', 'V']
      expect(compileFormula(`F ? ${yes} : ${no}`).evaluate(scopeOf({ f: flag, v: value }))).toBe(value)
    })
    fc.assert(lazy, runs)
  })

  test('adds, subtracts and multiplies cents exactly', () => {
    const cents = fc.integer({ min: -1_000_000, max: 1_000_000 })
    const exact = fc.property(cents, cents, (a, b) => {
      const scope = scopeOf({ a: a / 100, b: b / 100 })
      expect(toJson(compileFormula('(A + B) * 100').evaluate(scope))).toBe(a + b)
      expect(toJson(compileFormula('(A - B) * 100').evaluate(scope))).toBe(a - b)
      expect(toJson(compileFormula('A * 100 * B * 100').evaluate(scope))).toBe(a * b + 0)
    })
    fc.assert(exact, runs)
  })
})
