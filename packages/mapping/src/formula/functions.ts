/** All functions of the language, by name. Checking, running and the reference read this one table. */
import type { Node } from './ast.ts'
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
import { canonical, nearNames } from './names.ts'

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

type FunctionTable = ReadonlyMap<string, readonly FormulaFunction[]>

function table(forms: readonly string[]): FunctionTable {
  const found = new Map<string, FormulaFunction[]>()
  for (const fn of formulaFunctions) {
    if (!forms.includes(fn.form)) continue
    const key = canonical(fn.name)
    found.set(key, [...(found.get(key) ?? []), fn])
  }
  return found
}

/** Each name once, as it is written in the reference. */
export function namesIn(functions: FunctionTable): string[] {
  return [...functions.values()].flatMap(([first]) => (first === undefined ? [] : [first.name]))
}

/** What is written behind a value, where somebody wrote a function that there is not: `.ToUpper()`, `.Length`. */
export function nearBehindValue(name: string): string[] {
  const methods = nearNames(name, namesIn(methodsByName)).map((near) => `.${near}()`)
  return [...methods, ...nearNames(name, namesIn(propertiesByName)).map((near) => `.${near}`)].slice(0, 3)
}

/** What a name behind that of a type of the host language means, as in `Math.Round`, if no local name hides the type. */
export function functionOfType(
  { of, name }: Extract<Node, { kind: 'member' | 'method' }>,
  locals: ReadonlyMap<string, unknown>,
  functions: FunctionTable,
): FormulaFunction | undefined {
  if (of.kind !== 'name' || locals.has(of.name)) return undefined
  return functions.get(canonical(`${of.name}.${name}`))?.[0]
}

/** Called by name: `Coalesce(…)`, `Math.Round(…)`. */
export const functionsByName = table(['function', 'both'])

/** Called behind a value: `.Trim()`. Several kinds of values may share a name. */
export const methodsByName = table(['method', 'both'])

/** Read behind a value or a name: `.Length`, `DateTime.Now`. */
export const propertiesByName = table(['property'])
