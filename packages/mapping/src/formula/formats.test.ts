/** Casts, formats, dates as texts, and what operators say of kinds that do not fit. */
import { describe, expect, test } from 'vitest'
import { result } from './testing.ts'

describe('numbers by a format', () => {
  test.each([
    ['(1234567.891).ToString("N")', '1,234,567.89'],
    ['(123.4).ToString("N0")', '123'],
    ['(-1234).ToString("n1")', '-1,234.0'],
    ['(0.1234).ToString("P")', '12.34 %'],
    ['(12.5).ToString("p0")', '1,250 %'],
    ['(1.25).ToString("f1")', '1.3'],
    ['(1.5).ToString("F")', '1.50'],
    ['(1.50m).ToString("G")', '1.5'],
    ['(7).ToString("D")', '7'],
    ['(-7).ToString("d2")', '-07'],
    ['(0).ToString("#")', ''],
    ['(0).ToString("#.##")', ''],
    ['(5).ToString("#.00")', '5.00'],
    ['(1234).ToString("0,0")', '1,234'],
    ['(5).ToString("$0.00 each")', '$5.00 each'],
    ['(-5).ToString("$0")', '-$5'],
    ['(1.10).ToString("0.0##")', '1.1'],
    ['(1.126).ToString("0.0#")', '1.13'],
    ['(999).ToString("0")', '999'],
    ['(999).ToString("#,##0")', '999'],
    ['(-0.001).ToString("F2")', '0.00'],
    ['(-0.001).ToString("N2")', '0.00'],
    ['(-0.0001).ToString("P1")', '0.0 %'],
    ['(-0.006).ToString("F2")', '-0.01'],
  ])('%s', (formula, expected) => {
    expect(result(formula)).toBe(expected)
  })

  test.each([
    ['(1.5).ToString("D2")', 'The format D is for whole numbers'],
    ['(1).ToString("X")', 'A number has no format X'],
    ['(1).ToString("abc")', 'A number has no format abc'],
    ['(1).ToString("0.0.0")', 'A number has no format 0.0.0'],
    [`(1).ToString("${'0'.repeat(101)}")`, 'A format has at most 100 characters'],
    ['$"{(true):F2}"', 'Numbers and dates have formats, and this is true or false'],
  ])('%s is refused', (formula, message) => {
    expect(() => result(formula)).toThrow(message)
  })
})

describe('dates by a format', () => {
  const noon = 'DateTime.Parse("2024-02-09T12:04:05.067+02:00")'
  const night = 'DateTime.Parse("2024-11-30T00:34:56Z")'
  test.each([
    [noon, 'd', '02/09/2024'],
    [noon, 'D', 'Friday, 09 February 2024'],
    [noon, 'g', '02/09/2024 12:04'],
    [noon, 'G', '02/09/2024 12:04:05'],
    [noon, 'M', 'February 09'],
    [noon, 's', '2024-02-09T12:04:05'],
    [noon, 't', '12:04'],
    [noon, 'T', '12:04:05'],
    [noon, 'u', '2024-02-09 10:04:05Z'],
    [noon, 'Y', '2024 February'],
    [noon, 'o', '2024-02-09T12:04:05.0670000+02:00'],
    [night, 'O', '2024-11-30T00:34:56.0000000Z'],
    [noon, '%d', '9'],
    [noon, 'd ddd dd', '9 Fri 09'],
    [noon, 'M MM MMM', '2 02 Feb'],
    [noon, 'y yy yyyy', '24 24 2024'],
    [noon, 'h hh tt t', '12 12 PM P'],
    [night, 'h hh tt t', '12 12 AM A'],
    [night, 'H HH m mm s ss', '0 00 34 34 56 56'],
    [noon, 'f ff fff ffff', '0 06 067 0670'],
    [noon, 'F.FF.FFF', '.06.067'],
    [noon, 'ss.FF', '05.06'],
    [night, 'ss.FFF', '56'],
    [noon, 'z zz zzz', '+2 +02 +02:00'],
    [noon, "'at' HH \\\\h", 'at 12 h'],
  ])('%s as %s is %s', (date, format, expected) => {
    expect(result(`${date}.ToString("${format}")`)).toBe(expected)
  })

  test('one letter that is no format is refused', () => {
    expect(() => result(`${noon}.ToString("x")`)).toThrow('A date has no format x')
  })
})

describe('texts that read as a date', () => {
  test.each([
    ['2024-02-29', '2024-02-29'],
    [' 2024-02-29 ', '2024-02-29'],
    ['2024-02-29T10:20', '2024-02-29T10:20:00.000Z'],
    ['2024-02-29 10:20:30', '2024-02-29T10:20:30.000Z'],
    ['2024-02-29T10:20:30.5Z', '2024-02-29T10:20:30.500Z'],
    ['2024-02-29T10:20:30,123456789z', '2024-02-29T10:20:30.123Z'],
    ['2024-02-29T10:20:30+0530', '2024-02-29T04:50:30.000Z'],
    ['2024-02-29T10:20:30-14:00', '2024-03-01T00:20:30.000Z'],
    ['2/9/2024', '2024-02-09'],
    ['02/09/2024 13:04', '2024-02-09T13:04:00.000Z'],
    ['2/9/2024 12:04 AM', '2024-02-09T00:04:00.000Z'],
    ['2/9/2024 12:04:05 pm', '2024-02-09T12:04:05.000Z'],
    ['2/9/2024 1:04PM', '2024-02-09T13:04:00.000Z'],
  ])('%s', (text, expected) => {
    expect(result('DateTime.Parse(T)', { t: text })).toBe(expected)
  })

  test.each([
    ['2023-02-29'],
    ['2024-13-01'],
    ['2024-02-29T24:01'],
    ['2024-02-29T10:60'],
    ['2024-02-29T10:20:61'],
    ['2024-02-29T10:20:30+14:01'],
    ['2024-02-29T10'],
    ['x2024-02-29'],
    ['2024-02-29x'],
    ['13/13/2024'],
    ['2/9/24'],
    ['0001-01-01T00:00:00+01:00'],
    [`2024-02-29${' '.repeat(31)}`],
    ['tomorrow'],
  ])('%s is none', (text) => {
    expect(() => result('DateTime.Parse(T)', { t: text })).toThrow('DateTime.Parse cannot make a date of')
    expect(result('T == DateTime.UtcNow', { t: text })).toBe(false)
  })
})

test('a number that JSON writes and no double holds is refused as too large', () => {
  expect(() => result('Price * 2', JSON.parse('{"price": 1e999}'))).toThrow('beyond what a formula can hold')
  expect(() => result('Price.ToString("F2")', JSON.parse('{"price": -1e999}'))).toThrow(
    'beyond what a formula can hold',
  )
})

describe('casts', () => {
  test.each([
    ['(int)null', null],
    ['(int)7.99', 7],
    ['(decimal)5 / 2', 2.5],
    ['(bool)true', true],
    ['(string)true', 'True'],
    ['(string)null', null],
    ['(object)"x"', 'x'],
  ])('%s', (formula, expected) => {
    expect(result(formula)).toBe(expected)
  })

  test.each([
    ['(bool)1', 'a number cannot be cast'],
    ['(int)true', 'true or false cannot be cast'],
    ['(decimal)"5"', 'a text cannot be cast'],
  ])('%s is refused', (formula, message) => {
    expect(() => result(formula)).toThrow(message)
  })
})

describe('operators and the kinds that do not fit', () => {
  test.each([
    ['true + 1', '+ adds numbers or joins texts, and these are true or false and a number'],
    ['"a" * 2', '* takes two numbers, and these are a text and a number'],
    ['1 % true', '% takes two numbers, and these are a number and true or false'],
    ['1 < "a"', '<, <=, > and >= take two numbers or two dates, and these are a number and a text'],
    ['"a" < "b"', '<, <=, > and >= take two numbers or two dates, and these are a text and a text'],
    ['"" + new[] { 1 }', 'a list cannot stand inside a text'],
    ['!5', 'A condition is true or false, and this is a number'],
    ['5 && true', 'A condition is true or false, and this is a number'],
    ['-"a"', '- takes a number, and this is a text'],
    ['1 / 0', 'A division by zero has no result'],
    ['1 % 0', 'A remainder of a division by zero has no result'],
    ['1.5 / 0m', 'A division by zero has no result'],
    ['1e60 * 10', 'This number is beyond what a formula can hold'],
  ])('%s is refused', (formula, message) => {
    expect(() => result(formula)).toThrow(message)
  })

  test.each([
    ['1 == "1"', false],
    ['true == "True"', false],
    ['1.5m == "1.5"', false],
    ['"2024-01-01T00:00:00Z" < "2024-01-02T00:00:00Z"', true],
    ['DateOnly("2024-01-01") == "no date"', false],
    ['DateOnly("2024-01-01") == 5', false],
    ['2m > 1.5', true],
    ['1.5 >= 1.5m', true],
    ['1.5m <= 1', false],
    ['-0 == 0', true],
    ['0 * -1', 0],
    ['-5 % 5', 0],
    ['5.5 % 2', 1.5],
    ['-5.5 % 2', -1.5],
    ['9007199254740991 + 1 - 1 == 9007199254740991', true],
    ['9007199254740991 * 2 / 2 == 9007199254740991', true],
    ['6 / 3', 2],
    ['0 / -5', 0],
    ['-(1.5m)', -1.5],
    ['1 / 3 == 0.3333333333333333333333333333', true],
    ['2 / 3 == 0.6666666666666666666666666667', true],
    ['"" + 1e21', '1000000000000000000000'],
    ['"" + 0.0000001', '0.0000001'],
  ])('%s', (formula, expected) => {
    expect(result(formula)).toBe(expected)
  })
})
