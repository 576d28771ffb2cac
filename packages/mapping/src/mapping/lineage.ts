import type { Rule } from '../definition.ts'
import { compileFormula, type FormulaEnvironment } from '../formula/compile.ts'
import type { FieldPath } from '../formula/compile-state.ts'
import { canonical } from '../formula/names.ts'

/** Out of what a rule fills its field. */
export interface Lineage {
  to: string
  by: 'field' | 'formula' | 'static' | 'lookup'
  /** Source fields, each by the spelling that the rules use first: `LastName`, `Place.City`, `Parent.Id`. */
  from: string[]
}

/**
 * Which source fields each rule reads, in the order of the rules: what a picture of a mapping shows. A formula that
 * cannot be read, as while somebody types, reads nothing.
 */
export function lineageOf(rules: readonly Rule[], environment: FormulaEnvironment = {}): Lineage[] {
  const spellings = new Map<string, string>()
  const spelled = (path: string) => {
    const known = spellings.get(canonical(path))
    if (known === undefined) spellings.set(canonical(path), path)
    return known ?? path
  }
  return rules.map((rule) => {
    const { to } = rule
    if ('static' in rule) return { to, by: 'static', from: [] }
    if ('formula' in rule) return { to, by: 'formula', from: readsOf(rule.formula, environment).map(spelled) }
    const by = 'field' in rule ? 'field' : 'lookup'
    const path = 'field' in rule ? rule.field : rule.lookup.field
    return { to, by, from: path.trim() === '' ? [] : [spelled(path)] }
  })
}

/** Of a field and a field within it, only the latter: whoever reads the city of a place reads the place. */
function readsOf(formula: string, environment: FormulaEnvironment): string[] {
  const paths = fieldsOf(formula, environment).flatMap(({ of, path }) => {
    if (of === 'destination') return []
    return [(of === 'parent' ? ['Parent', ...path] : path).join('.')]
  })
  const isWithin = (outer: string, inner: string) => canonical(inner).startsWith(`${canonical(outer)}.`)
  return paths.filter((path) => !paths.some((other) => isWithin(path, other)))
}

function fieldsOf(formula: string, environment: FormulaEnvironment): readonly FieldPath[] {
  try {
    return compileFormula(formula, environment).reads
  } catch {
    return []
  }
}
