/** The console speaks two languages: a text that was written in one of them stands in the other as well. */
import { expect, test } from 'vitest'
import { faultTitle } from '../../packages/console/src/words/fault-title.ts'
import { catalogue } from '../../packages/hub/src/catalogue/catalogue.ts'
import { type EntityShape, shapeOf } from '../../packages/mapping/src/index.ts'
import { listFiles, textOf } from './repository.ts'

const spanish: Record<string, string> = JSON.parse(textOf('packages/console/src/words/spanish.json') ?? '{}')
const sources = listFiles().filter((file) => /^packages\/console\/src\/.*\.tsx?$/.test(file))
const texts = new Set(sources.flatMap((file) => textsIn(textOf(file) ?? '')))

/** What stands in `t('…')`. */
function textsIn(source: string): string[] {
  return [...source.matchAll(/\bt\(\s*'((?:\\.|[^'\\])*)'/g)].map(([, text = '']) => text.replaceAll("\\'", "'"))
}

const placesIn = (text: string) => [...text.matchAll(/\{(\w+)[,}]/g)].map(([, name]) => name).sort()

test('every text of the console has its Spanish, and no Spanish is of a text that is gone', () => {
  expect(texts.size).toBeGreaterThan(300)
  expect([...texts].sort()).toEqual(Object.keys(spanish).sort())
})

test('a translation holds the same places for values', () => {
  const wrong = Object.entries(spanish).filter(([text, translated]) => {
    return new Set(placesIn(text)).symmetricDifference(new Set(placesIn(translated))).size > 0
  })
  expect(wrong).toEqual([])
})

test('every text is asked for as it stands, so that it can be found', () => {
  const computed = sources.flatMap((file) => {
    const calls = (textOf(file) ?? '').match(/\bt\(\s*[^'\s)]/g) ?? []
    return file.endsWith('words/words.ts') ? [] : calls.map((call) => `${file}: ${call}`)
  })
  expect(computed).toEqual([])
})

test.each([
  ['Duplicate Email Conflict', 'Duplicate e-mail conflict'],
  ['Missing Billing/Shipping Address', 'Missing billing/shipping address'],
  ['Duplicate SKUs', 'Duplicate SKUs'],
  ['Not Known to Klaviyo', 'Not known to Klaviyo'],
])('the console writes the title %s in sentence case', (title, written) => {
  expect(faultTitle(title)).toBe(written)
})

test('no title of a fault has a capital within it but for names and abbreviations', () => {
  const titles = Object.values(catalogue).map(({ title }) => faultTitle(title))
  expect(titles.filter((title) => /\s\p{Lu}\p{Ll}/u.test(title.replaceAll(/Klaviyo|Clover/g, '')))).toEqual([])
})

test.each(['Customer', 'Order', 'Product', 'InventoryLevel'])(
  'every field of %s has a word in both languages',
  (entity) => {
    const fieldsOf = ({ fields }: EntityShape): string[] =>
      Object.entries(fields).flatMap(([name, { of }]) => [name, ...(of === undefined ? [] : fieldsOf(of))])
    const shape = shapeOf(entity)
    const words = textOf('packages/console/src/words/field-words.ts') ?? ''
    const named = new Set(words.match(/\w+(?=: \(\) => t\()/g))
    const fields = new Set(shape === undefined ? [] : fieldsOf(shape))
    expect(fields.size).toBeGreaterThan(5)
    expect(fields.difference(named)).toEqual(new Set(['id']))
  },
)
