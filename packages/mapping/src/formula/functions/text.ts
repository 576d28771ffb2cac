/** Texts: the hub's own functions. */
import { Trouble } from '../formula-error.ts'
import { define, rest, text, whole } from '../function.ts'
import { text as asText } from '../operators.ts'
import { partOfText } from '../part-of-text.ts'
import { type Run, spend, spendSearch, spendText } from '../run.ts'
import { isList, type Value } from '../value.ts'

export function joinTexts(parts: readonly string[], separator: string, run: Run): string {
  const length = parts.reduce((sum, part) => sum + part.length, separator.length * Math.max(0, parts.length - 1))
  spendText(run, length)
  return parts.join(separator)
}

export const textFunctions = [
  define({
    name: 'Truncate',
    params: [text('text'), whole('length')],
    gives: 'text',
    says: 'At most so many characters, an emoji counting as two and never cut in half; null stays null, a shorter text stays as it is.',
    examples: [
      ['Truncate("Darjeeling", 4)', 'Darj'],
      ['Truncate("tea", 10)', 'tea'],
      ['Truncate(null, 4)', null],
    ],
    run: (value, length) => {
      if (length < 0) throw new Trouble('Truncate: length is not below 0')
      return partOfText(value, 0, length)
    },
  }),
  define({
    name: 'SubstringAfterLastMatch',
    params: [text('text'), text('needle')],
    gives: 'text',
    says: 'What follows the last occurrence; null when there is none.',
    examples: [
      ['SubstringAfterLastMatch("a/b/c", "/")', 'c'],
      ['SubstringAfterLastMatch("abc", "/")', null],
    ],
    run: (value, needle, run) => {
      spendSearch(run, value.length, needle.length)
      const at = value.lastIndexOf(needle)
      return at === -1 ? null : value.slice(at + needle.length)
    },
  }),
  define({
    name: 'RemovePrefix',
    params: [text('prefix'), text('text')],
    gives: 'text',
    says: 'The text without the prefix, which comes first here; unchanged when it does not begin so.',
    examples: [
      ['RemovePrefix("SKU-", "SKU-77")', '77'],
      ['RemovePrefix("SKU-", "77")', '77'],
    ],
    run: (prefix, value) => (value.startsWith(prefix) ? value.slice(prefix.length) : value),
  }),
  define({
    name: 'WildcardMatch',
    params: [text('text'), text('pattern')],
    gives: 'flag',
    says: 'Whether the text holds the pattern, in which % stands for anything; it may begin and end anywhere.',
    examples: [
      ['WildcardMatch("green tea", "%tea%")', true],
      ['WildcardMatch("green tea", "g%a")', true],
      ['WildcardMatch("green tea", "tea%green")', false],
      ['WildcardMatch("1+1", "+")', true],
    ],
    run: (value, pattern, run) => {
      let at = 0
      for (const piece of pattern.split('%')) {
        spendSearch(run, value.length - at, piece.length)
        const found = value.indexOf(piece, at)
        if (found === -1) return false
        at = found + piece.length
      }
      return true
    },
  }),
  define({
    name: 'IntListFromString',
    params: [text('text')],
    gives: 'list',
    says: 'Whole numbers between commas; brackets around them may be left out. Null when there are none.',
    examples: [
      ['IntListFromString("[1, 2]")', [1, 2]],
      ['IntListFromString("3")', [3]],
      ['IntListFromString("[]")', null],
    ],
    run: (value) => listOf(value, (item) => wholeItem(item.trim())),
  }),
  define({
    name: 'StringListFromString',
    params: [text('text')],
    gives: 'list',
    says: 'Texts between commas, without quotes; brackets around them may be left out. Null when there are none.',
    examples: [
      ['StringListFromString("[a,b]")', ['a', 'b']],
      ['StringListFromString("a")', ['a']],
      ['StringListFromString("")', null],
    ],
    run: (value) => listOf(value, (item) => item),
  }),
  define({
    name: 'string.Join',
    params: [text('separator'), rest('values')],
    gives: 'text',
    says: 'The values, or the elements of one list, as one text with the separator between them; null is nothing.',
    examples: [
      ['string.Join(", ", new[] { "a", "b" })', 'a, b'],
      ['string.Join("-", 1, null, 2)', '1--2'],
      ['string.Join(", ", Missing)', ''],
    ],
    run: (separator, values, run) => {
      const [only = null] = values
      const items = values.length === 1 && isList(only) ? only : values
      spend(run, items.length)
      return joinTexts(items.map(asText), separator, run)
    },
  }),
]

function wholeItem(item: string): Value {
  if (!/^[+-]?\d{1,15}$/.test(item))
    throw new Trouble(`IntListFromString: ${JSON.stringify(item.slice(0, 40))} is no whole number`)
  return Number(item)
}

function listOf(value: string, read: (item: string) => Value): Value {
  const inside = value.trim().replace(/^\[/, '').replace(/\]$/, '')
  return inside.trim() === '' ? null : inside.split(',').map(read)
}
