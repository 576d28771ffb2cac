/** Every formula of a flow, checked against the shapes of what it will see. */
import type { FlowDefinition, MappingDefinition, Rule } from '../definition.ts'
import type { EntityShape, FieldShape } from '../entities/entity-shape.ts'
import { type CheckEnvironment, checkFormula } from '../formula/check.ts'
import { hubLookups, type LookupSignature } from '../formula/lookups.ts'
import { canonical } from '../formula/names.ts'
import type { RecordShape, Shape } from '../formula/shape.ts'
import { listOf } from './destination.ts'
import type { FlowDiagnostic } from './diagnostic.ts'
import type { Path } from './mapping-error.ts'

export interface Shapes {
  lookups: readonly LookupSignature[]
  destination: EntityShape
  /** What is not known of the source is not checked. */
  source?: EntityShape
}

export function checkFormulas(definition: FlowDefinition, shapes: Shapes): FlowDiagnostic[] {
  const environment: CheckEnvironment = {
    lookups: [...hubLookups, ...shapes.lookups],
    destination: recordShapeOf(shapes.destination),
    ...(shapes.source === undefined ? {} : { source: recordShapeOf(shapes.source) }),
  }
  return definition.mappings.flatMap((mapping, index) =>
    checkMapping(mapping, shapes, environment, ['mappings', index]),
  )
}

function checkMapping(
  mapping: MappingDefinition,
  shapes: Shapes,
  environment: CheckEnvironment,
  path: Path,
): FlowDiagnostic[] {
  const { filter, errorFilter, rules, children = [] } = mapping
  return [
    ...checkFilter(filter, environment, [...path, 'filter']),
    ...checkFilter(errorFilter?.when, environment, [...path, 'errorFilter', 'when']),
    ...checkRules(rules, withFilter(environment, filter), path),
    ...children.flatMap((child, index) => {
      const place = [...path, 'children', index]
      const { source: parent, destination: _, ...rest } = environment
      const list = listOf(shapes.destination, child.to)
      const element = child.from === undefined ? undefined : elementOf(shapes.source, child.from)
      const inner: CheckEnvironment = {
        ...rest,
        ...(parent === undefined ? {} : { parent }),
        ...(element === undefined ? {} : { source: element }),
        ...('message' in list ? {} : { destination: recordShapeOf(list.of) }),
      }
      const found = checkRules(child.rules, withFilter(inner, child.filter), place)
      return [...checkFilter(child.filter, inner, [...place, 'filter']), ...found]
    }),
  ]
}

function withFilter(environment: CheckEnvironment, filter: string | undefined): CheckEnvironment {
  return filter === undefined ? environment : { ...environment, filter }
}

function checkFilter(text: string | undefined, environment: CheckEnvironment, path: Path): FlowDiagnostic[] {
  return text === undefined ? [] : checkText(text, { ...environment, use: 'filter' }, path)
}

function checkRules(rules: readonly Rule[], environment: CheckEnvironment, path: Path): FlowDiagnostic[] {
  return rules.flatMap((rule, index) => {
    const place = [...path, 'rules', index]
    if ('formula' in rule) return checkText(rule.formula, environment, [...place, 'formula'])
    if ('field' in rule) return checkField(rule.field, environment, [...place, 'field'])
    return 'lookup' in rule ? checkField(rule.lookup.field, environment, [...place, 'lookup', 'field']) : []
  })
}

/** A plain field is the simplest of formulas, as far as its name goes. */
function checkField(field: string, environment: CheckEnvironment, path: Path): FlowDiagnostic[] {
  if (!/^[A-Za-z_][\w.]*$/.test(field)) return []
  return checkText(field, environment, path).filter(({ code }) => code === 'UNKNOWN_FIELD' || code === 'UNLISTED_FIELD')
}

function checkText(text: string, environment: CheckEnvironment, path: Path): FlowDiagnostic[] {
  return checkFormula(text, environment).map(({ code, severity, message, line, column, at, end, fix }) => ({
    code: code.toUpperCase(),
    severity,
    message,
    path,
    range: { line, column, length: end - at },
    ...(fix === undefined
      ? {}
      : { fix: { path, value: text.slice(0, fix.at) + fix.text + text.slice(fix.end), says: fix.title } }),
  }))
}

function elementOf(source: EntityShape | undefined, list: string): Shape | undefined {
  if (source === undefined) return undefined
  const found = Object.entries(source.fields).find(([name]) => canonical(name) === canonical(list))
  return found?.[1].of === undefined ? undefined : recordShapeOf(found[1].of)
}

/** The shape as formulas know it. */
export function recordShapeOf({ fields, open }: EntityShape): RecordShape {
  const known: Record<string, Shape> = {}
  for (const [name, field] of Object.entries(fields)) known[name] = readableField(field)
  return { type: 'record', fields: known, ...(open === true ? { open } : {}) }
}

function readableField({ type, of }: FieldShape): Shape {
  switch (type) {
    case 'text':
      return { type: 'text' }
    case 'number':
      return { type: 'decimal' }
    case 'boolean':
      return { type: 'flag' }
    case 'list':
      return { type: 'list', of: { type: 'any' } }
    case 'children':
      return { type: 'list', of: of === undefined ? { type: 'any' } : recordShapeOf(of) }
    case 'record':
      return of === undefined ? { type: 'any' } : recordShapeOf(of)
    case 'map':
      return { type: 'record', fields: {}, open: true }
    // A date-time is a text in the record and a date for the functions that take one.
    case 'datetime':
    case 'any':
      return { type: 'any' }
  }
}
