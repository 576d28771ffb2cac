import { expect, test } from 'vitest'
import { parseRecipe, RecipeError } from './load.ts'

const good = `recipe: shop
title: Shop
says: A shop.
connector: clover
flows:
  - name: shop
    title: Shop
    entity: Customer
    direction: to_hub
    endpoint: customers
    triggers: { poll: 15m }
    mappings:
      - name: Add
        type: add
        rules:
          - to: City
            field: City
`

function faultsOf(text: string): readonly string[] {
  try {
    parseRecipe(text, 'recipe.yaml')
  } catch (error) {
    if (error instanceof RecipeError) return error.faults
    throw error
  }
  return []
}

test('a recipe is read as it stands', () => {
  expect(parseRecipe(good, 'recipe.yaml').flows[0]?.mappings[0]?.rules).toEqual([{ to: 'City', field: 'City' }])
})

test('a rule with a misspelt kind is named with its line and its place', () => {
  expect(faultsOf(good.replace('field: City', 'feild: City'))).toEqual([
    expect.stringMatching(/^line 16, flows\[0\]\.mappings\[0\]\.rules\[0\]/),
    expect.stringContaining('there is no feild here'),
  ])
})

test('every fault is named, not only the first', () => {
  const bad = good
    .replace('to_hub', 'sideways')
    .replace('poll: 15m', 'poll: often')
    .replace('type: add', 'type: insert')
  expect(faultsOf(bad).map((fault) => fault.split(':')[0])).toEqual([
    'line 9, flows[0].direction',
    'line 11, flows[0].triggers.poll',
    'line 14, flows[0].mappings[0].type',
  ])
})

test('a file that is no YAML is refused with the line', () => {
  expect(faultsOf(good.replace('title: Shop', 'title: "Shop'))[0]).toContain('at line')
  expect(faultsOf('')).toEqual([expect.stringContaining('line 1, the file')])
})

test.each([
  ['an alias of nothing', 'static: *vip', 'Unresolved alias'],
  ['a merge of what is no map', '<<: 1', 'Merge sources must be maps'],
  ['aliases that multiply', `static: [&a [1], ${'*a, '.repeat(200)}]`, 'Excessive alias count'],
  ['a value that holds itself', 'static: &a { b: *a }', 'holds itself'],
])('%s is refused like other spoiled YAML', (_, wrong, said) => {
  expect(faultsOf(good.replace('field: City', wrong))).toEqual([expect.stringContaining(said)])
})
