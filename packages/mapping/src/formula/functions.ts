/** All functions of the language, by name. Checking, running and the reference read this one table. */
import type { FormulaFunction } from './function.ts'
import { conversions } from './functions/convert.ts'
import { countryFunctions } from './functions/countries.ts'
import { dates } from './functions/dates.ts'
import { emptiness } from './functions/empty.ts'
import { listFunctions } from './functions/lists.ts'
import { matching } from './functions/matching.ts'
import { arithmeticFunctions } from './functions/numbers.ts'
import { patterns } from './functions/patterns.ts'
import { shopFunctions } from './functions/shop.ts'
import { textFunctions } from './functions/text.ts'
import { textMethods } from './functions/text-methods.ts'
import { canonical } from './names.ts'

const groups: readonly [group: string, functions: readonly Omit<FormulaFunction, 'group'>[]][] = [
  ['Is there anything?', emptiness],
  ['Fields and matches', matching],
  ['Lists', listFunctions],
  ['Texts', [...textFunctions, ...textMethods, ...patterns]],
  ['Numbers', arithmeticFunctions],
  ['Dates', dates],
  ['Conversions', conversions],
  ['For shops', [...shopFunctions, ...countryFunctions]],
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
