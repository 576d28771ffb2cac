/** The console speaks two languages: a text that was written in one of them stands in the other as well. */
import { expect, test } from 'vitest'
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
