/** One rule as closures: read the value, write it where it belongs. */

import type { LookupRule, Rule } from '../definition.ts'
import type { EntityShape } from '../entities/entity-shape.ts'
import { compileFormula, type Formula } from '../formula/compile.ts'
import { FormulaError } from '../formula/formula-error.ts'
import type { LookupSignature } from '../formula/lookups.ts'
import type { Scope } from '../formula/scope.ts'
import { toJson } from '../formula/to-json.ts'
import type { Json, JsonObject } from '../json.ts'
import { isBlank, isNothing, standing } from './blank.ts'
import { type Destination, destinationOf } from './destination.ts'
import type { Path, Problem } from './mapping-error.ts'
import { scopeReader } from './read-field.ts'
import type { Reason } from './reason.ts'

export interface CompiledRule {
  readonly rule: Rule
  readonly destination: Destination
  readonly formula: Formula | null
  /** What the rule itself yields, before the default. Throws FormulaError. */
  readonly read: (scope: Scope) => Json | undefined
}

/** What compiling needs to know, and where it leaves what is wrong. */
export interface Compiling {
  lookups: readonly LookupSignature[]
  problems: Problem[]
}

export function compileRule(rule: Rule, shape: EntityShape, path: Path, compiling: Compiling): CompiledRule | null {
  const destination = destinationOf(shape, rule.to)
  if ('message' in destination) {
    compiling.problems.push({ code: 'UNKNOWN_DESTINATION', message: destination.message, path: [...path, 'to'] })
    return null
  }
  if ('formula' in rule) {
    const formula = compileText(rule.formula, [...path, 'formula'], compiling)
    return formula && { rule, destination, formula, read: (scope) => toJson(formula.evaluate(scope)) }
  }
  const read = readerOf(rule)
  if (read !== null) return { rule, destination, formula: null, read }
  const message = `the rule for ${destination.name} needs one of field, static, formula or lookup`
  compiling.problems.push({ code: 'RULE_WITHOUT_KIND', message, path })
  return null
}

/** A formula; null: it does not compile, and the problem is noted. */
export function compileText(text: string, path: Path, { lookups, problems }: Compiling): Formula | null {
  try {
    return compileFormula(text, { lookups })
  } catch (error) {
    if (!(error instanceof FormulaError)) throw error
    problems.push({ code: 'FORMULA', message: error.message, path })
    return null
  }
}

/** Fills the record; what went wrong is added to the reasons, all of it. */
export function applyRules(rules: readonly CompiledRule[], scope: Scope, record: JsonObject, reasons: Reason[]): void {
  for (const compiled of rules) {
    const { rule, destination } = compiled
    let value: Json | undefined
    try {
      value = compiled.read(scope)
    } catch (error) {
      reasons.push(formulaReason(error, destination.name))
      continue
    }
    if (rule.default !== undefined && isNothing(value)) value = rule.default
    if (rule.required === true && isBlank(value)) reasons.push(requiredReason(rule, destination.name, value))
    else if (value !== undefined) destination.write(record, value)
  }
}

export function formulaReason(error: unknown, field: string): Reason {
  if (!(error instanceof FormulaError)) throw error
  const { line, column } = error
  return { code: 'FORMULA_ERROR', message: `${field}: ${error.message}`, field, facts: { line, column } }
}

function requiredReason(rule: Rule, field: string, value: Json | undefined): Reason {
  const found = standing(value)
  const what = 'field' in rule ? `${rule.field} is ${found === 'null' ? 'empty' : found}` : `its rule gives ${found}`
  return { code: 'REQUIRED_FIELD_MISSING', message: `${field} is required, but ${what}`, field, facts: { found } }
}

function readerOf(rule: Rule): ((scope: Scope) => Json | undefined) | null {
  if ('field' in rule) return scopeReader(rule.field)
  if ('static' in rule) {
    const constant = rule.static
    return () => constant
  }
  return 'lookup' in rule ? tableReader(rule.lookup) : null
}

/** A table is asked with the text of the value; a name that the table does not own is not in it. */
function tableReader(lookup: LookupRule['lookup']): CompiledRule['read'] {
  const read = scopeReader(lookup.field)
  const table = new Map(Object.entries(lookup.table))
  const { otherwise } = lookup
  return (scope) => {
    const asked = read(scope)
    const found = asked === undefined || typeof asked === 'object' ? undefined : table.get(String(asked))
    return found === undefined ? otherwise : found
  }
}
