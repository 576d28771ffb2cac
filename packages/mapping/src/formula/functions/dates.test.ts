import { describe, expect, test } from 'vitest'
import { result } from '../testing.ts'

describe('dates', () => {
  test.each([
    ['DateOnly("171978660")', '1975-06-14'],
    ['DateOnly(1719786600)', '2024-06-30'],
    ['DateOnly("17197866001")', null],
    ['DateOnly("x1719786600")', null],
    ['DateOnly(true)', null],
    ['new DateTime(2024, 2, 29).AddYears(1)', '2025-02-28'],
    ['DateTime.Parse("9998-12-31T00:00:00Z").AddYears(1).Year', 9999],
    ['DateTime.Parse("0002-01-01T00:00:00Z").AddYears(-1).Year', 1],
  ])('%s', (formula, expected) => {
    expect(result(formula)).toBe(expected)
  })

  test.each([
    ['new DateTime(50, 6, 1, 12, 0, 0).ToString("yyyy-MM-dd HH:mm")', '0050-06-01 12:00'],
    ['DateTime.Parse("0050-06-01T12:00:00Z").ToLocalTime().Year', 50],
    ['DaysBetween("2024-03-30", "2024-04-01")', 2],
    ['DaysBetween("2024-10-26", "2024-10-28")', 2],
    ['DaysBetween("2024-04-01", "2024-03-30")', -2],
    ['DaysBetween("2024-03-30T00:00:00Z", "2024-04-01T00:00:00Z")', 2],
  ])('%s in Berlin', (formula, expected) => {
    expect(result(formula, {}, {}, { timeZone: 'Europe/Berlin' })).toBe(expected)
  })

  test.each([
    ['DateTime.Parse("9999-12-31T00:00:00Z").AddYears(1)', 'This date is outside of the years 1 to 9999'],
    ['DateTime.Parse("0001-01-01T00:00:00Z").AddYears(-1)', 'This date is outside of the years 1 to 9999'],
    ['DateTime.Parse("0001-01-01T00:00:00Z").AddMonths(-1)', 'This date is outside of the years 1 to 9999'],
    ['DateTime.Parse("2024-02-29T00:00:00Z").AddMonths(2147483647)', 'This date is outside of the years 1 to 9999'],
    ['DateTime.Parse("2024-02-29T00:00:00Z").AddYears(-2147483647)', 'This date is outside of the years 1 to 9999'],
    ['new DateTime(2024, 2, 30)', 'There is no such date'],
  ])('%s is refused', (formula, message) => {
    expect(() => result(formula)).toThrow(message)
  })
})
