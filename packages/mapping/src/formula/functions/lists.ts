/** Lists: by name or behind the list, with conditions as lambdas or as texts. */
import { add, compareNumbers, divide, numberText, toDecimal } from '../decimal.ts'
import { Trouble } from '../formula-error.ts'
import { any, define, type Each, each, list, optional, whole } from '../function.ts'
import { equal, truth } from '../operators.ts'
import { type Run, spend } from '../run.ts'
import { isMoment, isNumber, kindName, kindOf, type Value } from '../value.ts'
import { lines, tags } from './samples.ts'

function matches(items: readonly Value[], condition: Each | null): readonly Value[] {
  return condition === null ? items : items.filter((item) => truth(condition(item)))
}

function numbersOf(name: string, items: readonly Value[], selection: Each | null) {
  const values = (selection === null ? items : items.map(selection)).filter((value) => value !== null)
  return values.map((value) => {
    if (isNumber(value)) return value
    throw new Trouble(`${name} takes numbers, and one of these is ${kindName[kindOf(value)]}`)
  })
}

/** Numbers by size, dates by time, texts by their characters, false before true, null before all. */
function order(name: string, a: Value, b: Value): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? -1 : 1
  if (isNumber(a) && isNumber(b)) return compareNumbers(a, b)
  if (isMoment(a) && isMoment(b)) return a.at - b.at
  if (typeof a === typeof b && (typeof a === 'string' || typeof a === 'boolean')) return a < b ? -1 : a > b ? 1 : 0
  throw new Trouble(`${name} cannot order ${kindName[kindOf(a)]} and ${kindName[kindOf(b)]}`)
}

function extreme(name: 'Max' | 'Min', items: readonly Value[], selection: Each | null): Value {
  const values = (selection === null ? items : items.map(selection)).filter((value) => value !== null)
  const wanted = name === 'Max' ? 1 : -1
  return values.reduce<Value>(
    (best, value) => (best === null || order(name, value, best) * wanted > 0 ? value : best),
    null,
  )
}

function sorted(name: 'OrderBy' | 'OrderByDescending', items: readonly Value[], key: Each, run: Run): readonly Value[] {
  const direction = name === 'OrderBy' ? 1 : -1
  spend(run, items.length * Math.ceil(Math.log2(items.length + 1)))
  const keyed = items.map((item) => ({ item, key: key(item) }))
  return keyed.sort((a, b) => order(name, a.key, b.key) * direction).map(({ item }) => item)
}

const pick = (name: 'First' | 'FirstOrDefault' | 'Last' | 'LastOrDefault') =>
  define({
    name,
    form: 'both',
    params: [list('list'), optional(each('condition'))],
    says: `The ${name.startsWith('First') ? 'first' : 'last'} element, or the ${name.startsWith('First') ? 'first' : 'last'} that meets the condition; null when there is none.`,
    examples: [
      [`${name}(Tags)`, name.startsWith('First') ? 'vip' : 'tea', tags],
      [`Lines.${name}(l => l.Quantity > 1).Sku`, name.startsWith('First') ? 'A' : 'C', lines],
      [`${name}(new[] { })`, null],
    ],
    run: (items, condition) => matches(items, condition).at(name.startsWith('First') ? 0 : -1) ?? null,
  })

const range = (name: 'Max' | 'Min') =>
  define({
    name,
    form: 'both',
    params: [list('list'), optional(each('selection'))],
    says: `The ${name === 'Max' ? 'largest' : 'smallest'} element, or what the selection makes of one; null is passed over.`,
    examples: [
      [`${name}(Lines, "Quantity")`, name === 'Max' ? 3 : 1, lines],
      [`Lines.${name}(l => l.Price)`, name === 'Max' ? 10 : 0.1, lines],
    ],
    run: (items, selection) => extreme(name, items, selection),
  })

const ordering = (name: 'OrderBy' | 'OrderByDescending') =>
  define({
    name,
    form: 'both',
    params: [list('list'), each('key')],
    gives: 'list',
    says: `Sorted by a key, ${name === 'OrderBy' ? 'the smallest first' : 'the largest first'}; equal ones keep their order, null is smallest.`,
    examples: [[`${name}(Lines, "Price").First().Sku`, name === 'OrderBy' ? 'B' : 'C', lines]],
    run: (items, key, run) => sorted(name, items, key, run),
  })

export const listFunctions = [
  ...(['First', 'FirstOrDefault', 'Last', 'LastOrDefault'] as const).map(pick),
  define({
    name: 'Any',
    form: 'both',
    params: [list('list'), optional(each('condition'))],
    gives: 'flag',
    says: 'Whether there is an element, or one that meets the condition.',
    examples: [
      ['Any(Lines, "Quantity > 2")', true, lines],
      ['Any(Tags)', true, tags],
      ['new[] { }.Any()', false],
    ],
    run: (items, condition) => (condition === null ? items.length > 0 : items.some((item) => truth(condition(item)))),
  }),
  define({
    name: 'All',
    form: 'both',
    params: [list('list'), each('condition')],
    gives: 'flag',
    says: 'Whether every element meets the condition; true for an empty list.',
    examples: [
      ['All(Lines, "Quantity >= 1")', true, lines],
      ['Lines.All(l => l.Price > 5)', false, lines],
    ],
    run: (items, condition) => items.every((item) => truth(condition(item))),
  }),
  define({
    name: 'Where',
    form: 'both',
    params: [list('list'), each('condition')],
    gives: 'list',
    says: 'The elements that meet the condition.',
    examples: [
      ['Where(Lines, "Quantity > 1").Count', 2, lines],
      ['Tags.Where(t => t != "vip")', ['tea'], tags],
    ],
    run: (items, condition) => matches(items, condition),
  }),
  define({
    name: 'Select',
    form: 'both',
    params: [list('list'), each('selection')],
    gives: 'list',
    says: 'What the selection makes of each element.',
    examples: [
      ['Select(Lines, "Sku")', ['A', 'B', 'C'], lines],
      ['Lines.Select(l => l.Price * l.Quantity)', [5, 0.1, 30], lines],
    ],
    run: (items, selection) => items.map(selection),
  }),
  define({
    name: 'Sum',
    form: 'both',
    params: [list('list'), optional(each('selection'))],
    gives: 'number',
    says: 'The exact sum of the elements, or of what the selection makes of them; null is passed over, and nothing is 0.',
    examples: [
      ['Sum(Lines, "Price * Quantity")', 35.1, lines],
      ['new[] { 0.1, 0.2 }.Sum()', 0.3],
      ['Sum(new[] { })', 0],
    ],
    run: (items, selection) => numbersOf('Sum', items, selection).reduce((sum, value) => add(sum, value), 0),
  }),
  define({
    name: 'Average',
    form: 'both',
    params: [list('list'), optional(each('selection'))],
    gives: 'number',
    says: 'The average; null is passed over, and of nothing it is null.',
    examples: [
      ['Average(Lines, "Quantity")', 2, lines],
      ['Average(new[] { })', null],
    ],
    run: (items, selection) => {
      const values = numbersOf('Average', items, selection)
      const sum = values.reduce((total, value) => add(total, value), 0)
      return values.length === 0 ? null : divide(toDecimal(sum), values.length)
    },
  }),
  range('Max'),
  range('Min'),
  ordering('OrderBy'),
  ordering('OrderByDescending'),
  define({
    name: 'Count',
    form: 'both',
    params: [list('list'), optional(each('condition'))],
    gives: 'whole',
    says: 'How many elements there are, or how many meet the condition.',
    examples: [
      ['Count(Lines, "Quantity > 1")', 2, lines],
      ['Tags.Count()', 2, tags],
    ],
    run: (items, condition) => matches(items, condition).length,
  }),
  ...(['Count', 'Length'] as const).map((name) =>
    define({
      name,
      form: 'property',
      params: [list('list')],
      gives: 'whole',
      says: 'How many elements a list has.',
      examples: [[`Tags.${name}`, 2, tags]],
      run: (items) => items.length,
    }),
  ),
  define({
    name: 'Distinct',
    form: 'both',
    params: [list('list')],
    gives: 'list',
    says: 'Each value once, where it first stands.',
    examples: [['Distinct(new[] { "a", "b", "a", null, null })', ['a', 'b', null]]],
    run: (items, run) => {
      const seen = new Set<Value>()
      // Numbers by their digits: 5 and 2.5 * 2 are one value, however each is held.
      const numbers = new Set<string>()
      const kept: Value[] = []
      for (const item of items) {
        const isKnown = isNumber(item) ? numbers.has(numberText(item)) : seen.has(item)
        if (isKnown) continue
        if (isNumber(item)) numbers.add(numberText(item))
        else seen.add(item)
        if (typeof item === 'object' && item !== null && !isNumber(item)) {
          spend(run, kept.length)
          if (kept.some((other) => equal(run, other, item))) continue
        }
        kept.push(item)
      }
      return kept
    },
  }),
  define({
    name: 'Skip',
    form: 'method',
    params: [list('list'), whole('count')],
    gives: 'list',
    says: 'Without its first elements.',
    examples: [['Tags.Skip(1)', ['tea'], tags]],
    run: (items, count) => items.slice(Math.max(0, count)),
  }),
  define({
    name: 'Take',
    form: 'method',
    params: [list('list'), whole('count')],
    gives: 'list',
    says: 'Its first elements.',
    examples: [['Tags.Take(1)', ['vip'], tags]],
    run: (items, count) => items.slice(0, Math.max(0, count)),
  }),
  define({
    name: 'Contains',
    form: 'method',
    params: [list('list'), any('value')],
    gives: 'flag',
    says: 'Whether a value is among the elements.',
    examples: [
      ['Tags.Contains("vip")', true, tags],
      ['new[] { 1, 2 }.Contains(3)', false],
    ],
    run: (items, value, run) => items.some((item) => equal(run, item, value)),
  }),
  define({
    name: 'Concat',
    form: 'method',
    params: [list('list'), list('other')],
    gives: 'list',
    says: 'The elements of one list and then of another.',
    examples: [['Tags.Concat(new[] { "new" })', ['vip', 'tea', 'new'], tags]],
    run: (items, other) => [...items, ...other],
  }),
  define({
    name: 'Reverse',
    form: 'method',
    params: [list('list')],
    gives: 'list',
    says: 'The last element first.',
    examples: [['Tags.Reverse()', ['tea', 'vip'], tags]],
    run: (items) => items.toReversed(),
  }),
  ...['ToList', 'ToArray'].map((name) =>
    define({
      name,
      form: 'method',
      params: [list('list')],
      gives: 'list',
      says: 'The list itself; formulas of the host language end so.',
      examples: [[`Tags.${name}()`, ['vip', 'tea'], tags]],
      run: (items) => items,
    }),
  ),
]
