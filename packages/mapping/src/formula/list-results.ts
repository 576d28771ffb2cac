/** Functions of lists, as a method or by name, of whose result the list tells everything. */
import { canonical } from './names.ts'

/** Gives one of the elements. */
export const givesElement = named('First', 'FirstOrDefault', 'Last', 'LastOrDefault', 'FirstMatch')

/** Gives some of the elements, or all in another order. */
export const givesElements = named(
  ...['Where', 'OrderBy', 'OrderByDescending', 'Skip', 'Take', 'Distinct', 'Reverse', 'ToList', 'ToArray'],
)

function named(...names: string[]): ReadonlySet<string> {
  return new Set(names.map(canonical))
}
