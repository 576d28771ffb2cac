import { describe, expect, test } from 'vitest'
import { compileFormula } from './compile.ts'
import { result } from './testing.ts'

describe('a formula tells which fields it may read', () => {
  test.each([
    ['Name', 'source.Name'],
    ['this.Name', 'source.Name'],
    ['Place.City', 'source.Place, source.Place.City'],
    ['Parent.Name + DestinationValue.Name', 'destination.Name, parent.Name'],
    ['GetValue(Place, "City")', 'source.Place, source.Place.City'],
    ['GetCustomFieldValue(Fields, "Tier")', 'source.Fields'],
    ['Name.Replace("a", "b")', 'source.Name'],
    ['FieldFromFirstMatch(Lines, "Price > 1", "Sku")', 'source.Lines, source.Lines.Price, source.Lines.Sku'],
    [
      'FieldFromFirstMatch(Parent.Lines, l => l.Price > 1, "Sku")',
      'parent.Lines, parent.Lines.Price, parent.Lines.Sku',
    ],
    ['Lines.Where(l => l.Price > 1).First().Sku', 'source.Lines, source.Lines.Price, source.Lines.Sku'],
    ['OrderBy(Lines, "Price")[0].Sku', 'source.Lines, source.Lines.Price, source.Lines.Sku'],
    ['Lines.Any("this.Sku == Parent.Sku")', 'parent.Sku, source.Lines, source.Lines.Sku'],
    ['Lines.Any(l => l == null || Name == null)', 'source.Lines, source.Name'],
    ['Name.Split(",").Any("Length > 1")', 'source.Name'],
    ['foreach (var l in Lines) { return l.Sku; } return Name;', 'source.Lines, source.Lines.Sku, source.Name'],
    ['var l = Lines.First(); return l.Sku + Name;', 'source.Lines, source.Lines.Sku, source.Name'],
    ['Lines.Skip(1).Take(1).Distinct().Reverse().ToArray().First().Sku', 'source.Lines, source.Lines.Sku'],
    ['var name = 1; return name;', ''],
    ['Lines.Select(name => name.Sku)', 'source.Lines, source.Lines.Sku'],
  ])('%s: %s', (formula, fields) => {
    const { reads } = compileFormula(formula)
    expect(
      reads
        .map(({ of, path }) => `${of}.${path.join('.')}`)
        .toSorted()
        .join(', '),
    ).toBe(fields)
  })
})

describe('what is asked of a value that it does not have', () => {
  test.each([
    ['Name.City', 'a text has no member City'],
    ['Lines.City', 'a list has no member City; take an element first, e.g. with First or FirstMatch'],
    ['Paid.ToUpper()', 'true or false has no method ToUpper'],
    ['Name.Year', 'Year: date is a date, and this is a text'],
    ['Price.Length', 'a number has no member Length'],
  ])('%s: %s', (formula, message) => {
    const source = { name: 'Tee', lines: [], paid: true, price: 1.5 }
    expect(() => result(formula, source)).toThrow(`${message} (line 1`)
  })

  test.each([
    ['IsEmty(1)', 'There is no function IsEmty; did you mean IsEmpty?'],
    ['GetExternalIdAsinc(1)', 'GetExternalIdAsync'],
    ['"a".ToUper()', 'ToUpper'],
    ['"a".ToUpper(1)', 'ToUpper(text) does not take 2 arguments'],
    ['"a".Nothing()', 'There is no method Nothing'],
  ])('%s is refused before it runs: %s', (formula, message) => {
    expect(() => compileFormula(formula)).toThrow(message)
  })
})
