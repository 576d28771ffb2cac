/** Child mappings: a list of the source becomes a list of the destination, child by child. */
import type { ChildDefinition } from '../definition.ts'
import type { EntityShape } from '../entities/entity-shape.ts'
import { canonical } from '../formula/names.ts'
import { coveredFields } from './carry-over.ts'
import { type CompiledFilter, compileFilter } from './compile-filter.ts'
import { type CompiledRule, type Compiling, compileRule } from './compile-rule.ts'
import { listOf } from './destination.ts'
import type { Path } from './mapping-error.ts'
import { fieldReader, type ReadField } from './read-field.ts'

export interface CompiledChild {
  readonly definition: ChildDefinition
  /** The list in the destination, as it spells it. */
  readonly list: string
  /** How many children of the same mapping before it fill the same list from the same source. */
  readonly nth: number
  readonly readList: ReadField | null
  readonly readKey: ReadField
  readonly needs: readonly ReadField[] | null
  readonly key: string
  readonly filter: CompiledFilter | null
  readonly rules: readonly CompiledRule[]
  readonly covered: ReadonlySet<string>
}

export function compileChildren(
  definitions: readonly ChildDefinition[],
  shape: EntityShape,
  path: Path,
  compiling: Compiling,
): CompiledChild[] {
  const children: CompiledChild[] = []
  for (const [index, definition] of definitions.entries()) {
    const child = compileChild(definition, shape, [...path, index], compiling)
    if (child !== null) children.push({ ...child, nth: children.filter((other) => isAlike(other, child)).length })
  }
  return children
}

function compileChild(
  definition: ChildDefinition,
  shape: EntityShape,
  path: Path,
  compiling: Compiling,
): Omit<CompiledChild, 'nth'> | null {
  const list = listOf(shape, definition.to)
  if ('message' in list) {
    compiling.problems.push({ code: 'UNKNOWN_DESTINATION', message: list.message, path: [...path, 'to'] })
    return null
  }
  if (definition.from !== undefined && definition.key === undefined) {
    const message = `${definition.name} reads ${definition.from} and needs \`key\`: the field that tells one child from another`
    compiling.problems.push({ code: 'CHILD_WITHOUT_KEY', message, path: [...path, 'key'] })
  }
  const rules = definition.rules
    .map((rule, index) => compileRule(rule, list.of, [...path, 'rules', index], compiling))
    .filter((rule) => rule !== null)
  const filter =
    definition.filter === undefined ? null : compileFilter(definition.filter, [...path, 'filter'], compiling)
  return {
    definition,
    list: list.name,
    readList: definition.from === undefined ? null : fieldReader(definition.from),
    readKey: fieldReader(definition.key ?? 'id'),
    key: canonical(definition.key ?? 'id'),
    needs: definition.needs === undefined ? null : definition.needs.map(fieldReader),
    filter,
    rules,
    covered: coveredFields(rules),
  }
}

/** The child mapping of another mapping that makes the same children as this one. */
export function counterpart(child: CompiledChild, others: readonly CompiledChild[]): CompiledChild | undefined {
  return others.find((other) => isAlike(other, child) && other.nth === child.nth)
}

function isAlike(a: Omit<CompiledChild, 'nth'>, b: Omit<CompiledChild, 'nth'>): boolean {
  return a.list === b.list && canonical(a.definition.from ?? '') === canonical(b.definition.from ?? '')
}
