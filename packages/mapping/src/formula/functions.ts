/** All functions of the language, by name. Checking, running and the reference read this one table. */
import type { FormulaFunction } from './function.ts'
import { emptiness } from './functions/empty.ts'
import { matching } from './functions/lists.ts'
import { canonical } from './names.ts'

const groups: readonly [group: string, functions: readonly Omit<FormulaFunction, 'group'>[]][] = [
  ['Emptiness', emptiness],
  ['Matching', matching],
]

/** In the order of the reference. */
export const formulaFunctions: readonly FormulaFunction[] = groups.flatMap(([group, functions]) =>
  functions.map((fn) => ({ ...fn, group })),
)

function table(forms: readonly string[]): ReadonlyMap<string, readonly FormulaFunction[]> {
  const found = new Map<string, FormulaFunction[]>()
  for (const fn of formulaFunctions) {
    if (!forms.includes(fn.form)) continue
    const key = canonical(fn.name)
    found.set(key, [...(found.get(key) ?? []), fn])
  }
  return found
}

/** Called by name: `Coalesce(…)`, `Math.Round(…)`. */
export const functionsByName = table(['function', 'both'])

/** Called behind a value: `.Trim()`. Several kinds of values may share a name. */
export const methodsByName = table(['method', 'both'])

/** Read behind a value or a name: `.Length`, `DateTime.Now`. */
export const propertiesByName = table(['property'])
