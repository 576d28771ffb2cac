/** The language as its reference page tells it, with examples that the tests run. */
import type { Json, JsonObject } from '../json.ts'

export interface LanguageSection {
  title: string
  says: string
  examples: readonly LanguageExample[]
}

export interface LanguageExample {
  formula: string
  result: Json
  /** The record that is read. */
  source?: JsonObject
  /** In the rules of a child: the record that the child belongs to. */
  parent?: JsonObject
  /** In an update: what the destination has. */
  destination?: JsonObject
}

export const languageSections: readonly LanguageSection[] = [
  {
    title: 'Names',
    says: 'A name is a field of the record that is read; one that the record does not have is null. `Parent` is the record that a child belongs to, `DestinationValue` in an update what the destination has, and `this` the record itself. `SpaceportSystemId` is the number of the connection, `SourceTypeName` the kind of record that is read. Fields of fields and elements of lists are reached by `.` and `[ ]`, counted from 0.',
    examples: [
      { formula: 'FirstName', result: 'Ada', source: { firstName: 'Ada' } },
      { formula: 'first_name', result: 'Ada', source: { firstName: 'Ada' } },
      { formula: 'Nickname', result: null, source: { firstName: 'Ada' } },
      { formula: 'Addresses[0].City', result: 'Oslo', source: { addresses: [{ city: 'Oslo' }] } },
      { formula: 'Addresses[3].City', result: null, source: { addresses: [{ city: 'Oslo' }] } },
      {
        formula: 'Id == Parent.Addresses[0].Id',
        result: true,
        source: { id: 'A' },
        parent: { addresses: [{ id: 'A' }] },
      },
      { formula: 'DestinationValue.Number ?? Id', result: 'C-7', source: { id: 'X' }, destination: { number: 'C-7' } },
    ],
  },
  {
    title: 'Values',
    says: 'Texts stand in quotes, with `\\` before what would end them, after `@` without any escapes, or after `$` with `{ }` around what is put in. Numbers, `true`, `false` and `null` are written as they are; a number with a fraction is exact. `new[] { … }` makes a list. `(int)` before a number cuts its fraction; of texts numbers are made by `ToInt`, `ToDecimal` and their like.',
    examples: [
      { formula: '"He said \\"no\\""', result: 'He said "no"' },
      { formula: '@"C:\\new"', result: 'C:\\new' },
      { formula: '$"{LastName}, {FirstName}"', result: 'Berg, Nora', source: { firstName: 'Nora', lastName: 'Berg' } },
      { formula: '$"{Price:F2} EUR"', result: '7.50 EUR', source: { price: 7.5 } },
      { formula: '0.1 + 0.2 == 0.3', result: true },
      { formula: 'new[] { "a", "b" }', result: ['a', 'b'] },
      { formula: '(int)7.9', result: 7 },
    ],
  },
  {
    title: 'Operators',
    says: 'From the weakest to the strongest: `? :`, `??`, `||`, `&&`, `== !=`, `< <= > >=`, `+ -`, `* / %`, and `! -` before a value. `+` joins as soon as one side is a text; a null joins as nothing. Arithmetic with null is null. `??` takes the right side where the left one is null; `? :` chooses, and null counts as false.',
    examples: [
      { formula: '2 + 3 * 4', result: 14 },
      { formula: '"Room " + 7', result: 'Room 7' },
      { formula: '"Dr. " + null', result: 'Dr. ' },
      { formula: 'Price * 2', result: null },
      { formula: 'Nickname ?? FirstName', result: 'Ada', source: { firstName: 'Ada' } },
      { formula: 'Points >= 100 ? "gold" : "blue"', result: 'gold', source: { points: 120 } },
      { formula: 'IsVip && !IsEmpty(Email)', result: false, source: { email: 'a@example.com' } },
    ],
  },
  {
    title: 'Statements',
    says: 'Where one expression is not enough: `var` names a value, `if` and `else` choose, `foreach` goes through a list, and `return` ends with the result. Where nothing is returned the result is null.',
    examples: [
      {
        formula: 'var city = Addresses[0].City; if (IsBlank(city)) { return "unknown"; } return city.ToUpper();',
        result: 'OSLO',
        source: { addresses: [{ city: 'Oslo' }] },
      },
      {
        formula: 'var sum = 0; foreach (var line in Lines) { sum += line.Price * line.Quantity; } return sum;',
        result: 25,
        source: {
          lines: [
            { price: 10, quantity: 2 },
            { price: 5, quantity: 1 },
          ],
        },
      },
      { formula: 'if (false) { return 1; }', result: null },
    ],
  },
  {
    title: 'Conditions on lists',
    says: 'Functions that look through a list take a lambda, or a text in which bare names are fields of the element.',
    examples: [
      {
        formula: 'FirstMatch(Addresses, a => a.City == "Oslo").Zip',
        result: '0150',
        source: { addresses: [{ city: 'Bonn' }, { city: 'Oslo', zip: '0150' }] },
      },
      {
        formula: 'FieldFromFirstMatch(Addresses, "City == \\"Oslo\\"", "Zip")',
        result: '0150',
        source: { addresses: [{ city: 'Bonn' }, { city: 'Oslo', zip: '0150' }] },
      },
      { formula: 'Lines.Any(line => line.Price > 100)', result: false, source: { lines: [{ price: 10 }] } },
    ],
  },
]
