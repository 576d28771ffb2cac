/** For the tests of safety: a record that sets traps, and what becomes of a formula that walks into them. */
import type { JsonObject } from '../json.ts'
import { checkFormula } from './check.ts'
import { compileFormula } from './compile.ts'
import { FormulaError } from './formula-error.ts'
import type { RecordShape } from './shape.ts'
import { scopeOf } from './testing.ts'
import { toJson } from './to-json.ts'
import { isDecimal, isMoment } from './value.ts'

/** A record that holds what no JSON holds, and inherits what it does not own. */
export function hostileRecord(): JsonObject {
  const own = {
    name: 'Ada',
    price: 1.5,
    lines: [{ sku: 'A' }, { sku: 'B' }],
    many: Array.from({ length: 400 }, (_, index) => index),
    customFields: { tier: 'gold' },
    evil: 'constructor.constructor("return process")()',
    recursive: 'FirstMatch(Parent.Lines, Parent.Recursive) == null',
    callable: () => 'escaped',
  }
  const inherited = {
    inherited: 'escaped',
    get secret(): string {
      return 'escaped'
    },
  }
  // The language must hold even where a caller hands it what its types forbid.
  return Object.assign(Object.create(inherited), own) as JsonObject
}

/** A value of the language and nothing else, all the way down. */
function isOurs(value: unknown, depth = 0): boolean {
  if (value === null || ['string', 'number', 'boolean'].includes(typeof value)) return true
  if (typeof value !== 'object' || depth > 20) return false
  if (isDecimal(value) || isMoment(value)) return true
  if (Array.isArray(value)) return value.every((item) => isOurs(item, depth + 1))
  return Object.keys(value).every((key) => {
    const property = Object.getOwnPropertyDescriptor(value, key)?.value
    return typeof property === 'function' || isOurs(property, depth + 1)
  })
}

const known: RecordShape = {
  type: 'record',
  fields: { name: { type: 'text' }, lines: { type: 'list', of: { type: 'any' } } },
}

/** What becomes of a formula of a stranger: JSON or a FormulaError. Anything else is thrown. */
export function attempt(formula: string): unknown {
  const record = hostileRecord()
  // The checker reads the same texts, from the same people.
  checkFormula(formula, { source: known, filter: formula })
  try {
    const value = compileFormula(formula).evaluate(scopeOf(record, { parent: record }))
    if (!isOurs(value)) throw new TypeError(`${formula} gave a value of the host`)
    return toJson(value)
  } catch (cause) {
    if (cause instanceof FormulaError) return cause
    throw cause
  }
}

const roots = [Object, Function, Array, String, Number, Boolean, Date, RegExp, Map, Set, Promise, Error, Symbol]

/** Every own property of the prototypes that a program leans on. */
export function prototypes(): string {
  const lines: string[] = []
  for (const root of roots) {
    for (const holder of [root, root.prototype]) {
      for (const key of Reflect.ownKeys(holder)) {
        const property = Object.getOwnPropertyDescriptor(holder, key)
        lines.push(`${String(key)} ${shown(property?.value)} ${shown(property?.get)} ${property?.writable}`)
      }
    }
  }
  return [...lines, ...Reflect.ownKeys(globalThis).map(String)].join('\n')
}

function shown(value: unknown): string {
  return typeof value === 'object' ? 'object' : String(value)
}
