/** One mapping, for records that are new to the destination or for those that it has. */
import type { MappingDefinition } from '../definition.ts'
import type { EntityShape } from '../entities/entity-shape.ts'
import { coveredFields } from './carry-over.ts'
import { type CompiledChild, compileChildren } from './compile-children.ts'
import { type CompiledFilter, compileErrorFilter, compileFilter } from './compile-filter.ts'
import { type CompiledRule, type Compiling, compileRule } from './compile-rule.ts'
import type { Path } from './mapping-error.ts'

export interface CompiledMapping {
  readonly definition: MappingDefinition
  readonly filter: CompiledFilter | null
  readonly errorFilter: CompiledFilter | null
  /** The rules that hold for the records that this variant is for. */
  readonly rules: readonly CompiledRule[]
  readonly children: readonly CompiledChild[]
  /** The same by the list that they fill. */
  readonly lists: ReadonlyMap<string, readonly CompiledChild[]>
  readonly covered: ReadonlySet<string>
}

export function compileMapping(
  definition: MappingDefinition,
  shape: EntityShape,
  path: Path,
  compiling: Compiling,
): { add: CompiledMapping; update: CompiledMapping } {
  const { filter, errorFilter } = definition
  const rules: CompiledRule[] = []
  for (const [index, rule] of definition.rules.entries()) {
    const compiled = compileRule(rule, shape, [...path, 'rules', index], compiling)
    if (compiled === null) continue
    const twin = rules.find(
      (other) => other.destination.name === compiled.destination.name && overlaps(other, compiled),
    )
    if (twin === undefined) rules.push(compiled)
    else {
      const message = `${compiled.destination.name} is filled by two rules`
      compiling.problems.push({ code: 'DUPLICATE_RULE', message, path: [...path, 'rules', index, 'to'] })
    }
  }
  const children = compileChildren(definition.children ?? [], shape, [...path, 'children'], compiling)
  const variant = (only: 'add' | 'update'): CompiledMapping => {
    const active = rules.filter(({ rule }) => rule.only === undefined || rule.only === only)
    return { ...shared, rules: active, covered: coveredFields(active, [...shared.lists.keys()]) }
  }
  const shared = {
    definition,
    filter: filter === undefined ? null : compileFilter(filter, [...path, 'filter'], compiling),
    errorFilter:
      errorFilter === undefined ? null : compileErrorFilter(errorFilter, [...path, 'errorFilter'], compiling),
    children,
    lists: Map.groupBy(children, (child) => child.list),
  }
  return { add: variant('add'), update: variant('update') }
}

function overlaps(a: CompiledRule, b: CompiledRule): boolean {
  return a.rule.only === undefined || b.rule.only === undefined || a.rule.only === b.rule.only
}
