/** Texts: the methods of the host language. */

import { formatted } from '../format.ts'
import { Trouble } from '../formula-error.ts'
import { any, define, optional, rest, text, whole } from '../function.ts'
import { text as asText, equal } from '../operators.ts'
import { partOfText } from '../part-of-text.ts'
import { type Run, spendSearch, spendText } from '../run.ts'
import type { Value } from '../value.ts'
import { joinTexts } from './text.ts'

/** Comparisons that end in IgnoreCase compare lower-cased texts. */
function folded(value: string, comparison: string | null): string {
  return comparison?.endsWith('IgnoreCase') === true ? value.toLowerCase() : value
}

function search(
  name: string,
  says: string,
  example: readonly [string, boolean],
  test: (a: string, b: string, run: Run) => boolean,
) {
  return define({
    name,
    form: 'method',
    params: [text('text'), text('part'), optional(text('comparison'))],
    gives: 'flag',
    says,
    examples: [example],
    run: (value, part, comparison, run) => test(folded(value, comparison), folded(part, comparison), run),
  })
}

function change(
  names: readonly string[],
  says: string,
  example: readonly [string, string],
  to: (value: string) => string,
) {
  return names.map((name) =>
    define({
      name,
      form: 'method',
      params: [text('text')],
      gives: 'text',
      says,
      examples: [[`"${example[0]}".${name}()`, example[1]]],
      run: (value) => to(value),
    }),
  )
}

function pad(name: 'PadLeft' | 'PadRight', example: readonly [string, string]) {
  return define({
    name,
    form: 'method',
    params: [text('text'), whole('length'), optional(text('filling'))],
    gives: 'text',
    says: `Filled up ${name === 'PadLeft' ? 'in front' : 'behind'} to a length, with blanks unless told.`,
    examples: [example],
    run: (value, length, filling, run) => {
      spendText(run, Math.max(length, value.length))
      const missing = Math.max(0, length - value.length)
      // One more, which shows whether the last one that is wanted is whole.
      const fill = partOfText(''.padEnd(missing + 1, filling ?? ' '), 0, missing)
      return name === 'PadLeft' ? fill + value : value + fill
    },
  })
}

function trimmed(name: 'Trim' | 'TrimStart' | 'TrimEnd', example: readonly [string, string]) {
  return define({
    name,
    form: 'method',
    params: [text('text'), rest('characters')],
    gives: 'text',
    says: 'Without the whitespace, or the given characters, at its ends.',
    examples: [example],
    run: (value, given) => {
      const strip = new Set(given.flat().flatMap((item) => (typeof item === 'string' ? [...item] : [])))
      if (strip.size === 0) return blanksTrimmed[name](value)
      const characters = [...value]
      const isKept = (char: string) => !strip.has(char)
      const from = name === 'TrimEnd' ? 0 : characters.findIndex(isKept)
      const to = name === 'TrimStart' ? characters.length : characters.findLastIndex(isKept) + 1
      return from < 0 ? '' : characters.slice(from, to).join('')
    },
  })
}

const blanksTrimmed = {
  Trim: (value: string) => value.trim(),
  TrimStart: (value: string) => value.trimStart(),
  TrimEnd: (value: string) => value.trimEnd(),
}

function replaceAll(value: string, part: string, by: string, run: Run): string {
  if (part === '') throw new Trouble('Replace: the part to be replaced is empty')
  spendSearch(run, value.length, part.length)
  const count = value.split(part).length - 1
  spendText(run, value.length + count * (by.length - part.length))
  // By a function: in a replacement text $& and its like would mean something.
  return value.replaceAll(part, () => by)
}

function filled(pattern: string, values: readonly Value[], run: Run): string {
  const parts = pattern.split(/(\{\{|\}\}|\{[^{}]*\}?|\})/).map((piece) => {
    if (piece === '{{' || piece === '}}') return piece.charAt(0)
    if (!/^[{}]/.test(piece)) return piece
    const [, index, format] = /^\{(\d{1,2})(?::(.*))?\}$/s.exec(piece) ?? []
    if (index === undefined) {
      throw new Trouble(
        `string.Format: ${piece.slice(0, 40)} is no place for an argument: write {0} or {0:F2}, {{ for a brace`,
      )
    }
    const value = values[Number(index)]
    if (value === undefined) throw new Trouble(`string.Format: there is no argument for {${index}}`)
    return format === undefined ? asText(value) : formatted(value, format)
  })
  return joinTexts(parts, '', run)
}

export const textMethods = [
  define({
    name: 'Length',
    form: 'property',
    params: [text('text')],
    gives: 'whole',
    says: 'How many characters a text has.',
    examples: [['"tea".Length', 3]],
    run: (value) => value.length,
  }),
  ...change(['ToUpper', 'ToUpperInvariant'], 'In capitals.', ['tea', 'TEA'], (value) => value.toUpperCase()),
  ...change(['ToLower', 'ToLowerInvariant'], 'In small letters.', ['TEA', 'tea'], (value) => value.toLowerCase()),
  trimmed('Trim', ['"  tea ".Trim()', 'tea']),
  trimmed('TrimStart', ['"007".TrimStart("0")', '7']),
  trimmed('TrimEnd', ['"7.00".TrimEnd("0")', '7.']),
  define({
    name: 'Substring',
    form: 'method',
    params: [text('text'), whole('start'), optional(whole('length'))],
    gives: 'text',
    says: 'A part of a text, counted from 0. Beyond its end is an error: see Truncate.',
    examples: [
      ['"Darjeeling".Substring(3)', 'jeeling'],
      ['"Darjeeling".Substring(0, 3)', 'Dar'],
    ],
    run: (value, start, length) => {
      const end = length === null ? value.length : start + length
      if (start < 0 || end < start || end > value.length) {
        throw new Trouble(`Substring: the text has only ${value.length} characters`)
      }
      return partOfText(value, start, end)
    },
  }),
  define({
    name: 'Replace',
    form: 'method',
    params: [text('text'), text('part'), text('by')],
    gives: 'text',
    says: 'Every occurrence of a part replaced.',
    examples: [['"a-b-c".Replace("-", "")', 'abc']],
    run: replaceAll,
  }),
  search('Contains', 'Whether a text holds another.', ['"green tea".Contains("tea")', true], (a, b, run) => {
    spendSearch(run, a.length, b.length)
    return a.includes(b)
  }),
  search('StartsWith', 'Whether a text begins so.', ['"SKU-1".StartsWith("SKU")', true], (a, b) => a.startsWith(b)),
  search(
    'EndsWith',
    'Whether a text ends so.',
    ['"a@B.C".EndsWith("b.c", StringComparison.OrdinalIgnoreCase)', true],
    (a, b) => a.endsWith(b),
  ),
  define({
    name: 'Equals',
    form: 'method',
    params: [any('value'), any('other'), optional(text('comparison'))],
    gives: 'flag',
    says: 'Whether two values are equal; texts without regard to case if told so.',
    examples: [
      ['"US".Equals("us", StringComparison.OrdinalIgnoreCase)', true],
      ['"US".Equals("us")', false],
    ],
    run: (value, other, comparison, run) => {
      if (typeof value !== 'string' || typeof other !== 'string') return equal(run, value, other)
      return folded(value, comparison) === folded(other, comparison)
    },
  }),
  define({
    name: 'Split',
    form: 'method',
    params: [text('text'), text('separator')],
    gives: 'list',
    says: 'The parts between the separators.',
    examples: [['"a,b,,c".Split(",")', ['a', 'b', '', 'c']]],
    run: (value, separator, run) => {
      spendSearch(run, value.length, separator.length)
      return separator === '' ? [value] : value.split(separator, 10_001)
    },
  }),
  define({
    name: 'IndexOf',
    form: 'method',
    params: [text('text'), text('part')],
    gives: 'whole',
    says: 'Where a part first stands, counted from 0; -1 when it does not.',
    examples: [
      ['"a@b".IndexOf("@")', 1],
      ['"ab".IndexOf("@")', -1],
    ],
    run: (value, part, run) => {
      spendSearch(run, value.length, part.length)
      return value.indexOf(part)
    },
  }),
  define({
    name: 'LastIndexOf',
    form: 'method',
    params: [text('text'), text('part')],
    gives: 'whole',
    says: 'Where a part last stands, counted from 0; -1 when it does not.',
    examples: [['"a/b/c".LastIndexOf("/")', 3]],
    run: (value, part, run) => {
      spendSearch(run, value.length, part.length)
      return value.lastIndexOf(part)
    },
  }),
  pad('PadLeft', ['"7".PadLeft(3, "0")', '007']),
  pad('PadRight', ['"7".PadRight(3) + "|"', '7  |']),
  ...['string.IsNullOrEmpty', 'string.IsNullOrWhiteSpace'].map((name) =>
    define({
      name,
      params: [any('text')],
      gives: 'flag',
      says: `True for null and the empty text${name.endsWith('Space') ? ', and for nothing but whitespace' : ''}.`,
      examples: [
        [`${name}("")`, true],
        [`${name}(" ")`, name.endsWith('Space')],
      ],
      run: (value) =>
        value === null || (name.endsWith('Space') && typeof value === 'string' ? value.trim() : value) === '',
    }),
  ),
  define({
    name: 'string.Concat',
    params: [rest('values')],
    gives: 'text',
    says: 'The values as one text; null is nothing.',
    examples: [['string.Concat("a", null, 1)', 'a1']],
    run: (values, run) => joinTexts(values.map(asText), '', run),
  }),
  define({
    name: 'string.Format',
    params: [text('pattern'), rest('values')],
    gives: 'text',
    says: 'The pattern with {0}, {1}, … replaced by the values, each by its format.',
    examples: [['string.Format("{0}: {1:F2}", "Total", 12.5)', 'Total: 12.50']],
    run: filled,
  }),
  define({
    name: 'string.Empty',
    form: 'property',
    params: [],
    gives: 'text',
    says: 'The empty text.',
    examples: [['string.Empty', '']],
    run: () => '',
  }),
  ...['OrdinalIgnoreCase', 'InvariantCultureIgnoreCase', 'CurrentCultureIgnoreCase', 'Ordinal'].map((name) =>
    define({
      name: `StringComparison.${name}`,
      form: 'property',
      params: [],
      gives: 'text',
      says: name === 'Ordinal' ? 'Compares texts as they are.' : 'Compares texts without regard to case.',
      examples: [[`"A".Equals("a", StringComparison.${name})`, name !== 'Ordinal']],
      run: () => name,
    }),
  ),
]
