/** What can be said of a mapping's rules without a record. */
import type { FlowDefinition, MappingDefinition, Rule } from '../definition.ts'
import type { EntityShape } from '../entities/entity-shape.ts'
import { lineAndColumn, type Place } from '../formula/formula-error.ts'
import { canonical, nearNames } from '../formula/names.ts'
import { destinationOf, listOf } from './destination.ts'
import type { FlowDiagnostic } from './diagnostic.ts'
import { constantResults } from './formula-results.ts'
import type { Path } from './mapping-error.ts'

export function checkMapping(
  flow: FlowDefinition,
  mapping: MappingDefinition,
  shape: EntityShape,
  path: Path,
): FlowDiagnostic[] {
  const found = checkRequired(mapping, shape, path)
  for (const [index, rule] of mapping.rules.entries()) {
    const place = [...path, 'rules', index]
    found.push(...checkUnique(rule, shape, place), ...checkManaged(flow, mapping, rule, shape, place))
    if (shape.open === true) found.push(...checkListName(rule, shape, place))
  }
  for (const [index, child] of (mapping.children ?? []).entries()) {
    const list = listOf(shape, child.to)
    if ('message' in list) continue
    const place = [...path, 'children', index]
    if (mapping.type === 'add' || mapping.type === 'add_and_update') {
      found.push(...missing(list.of, child.rules, new Set(['id']), [...place, 'rules']))
    }
  }
  return found
}

/** A record that is made must have what its entity demands. An update may leave it as it is. */
function checkRequired(mapping: MappingDefinition, shape: EntityShape, path: Path): FlowDiagnostic[] {
  if (mapping.type !== 'add' && mapping.type !== 'add_and_update') return []
  const rules = mapping.rules.filter((rule) => rule.only !== 'update')
  const children = new Set((mapping.children ?? []).map((child) => canonical(child.to)))
  return missing(shape, rules, children, [...path, 'rules'])
}

function missing(shape: EntityShape, rules: Rule[], besides: ReadonlySet<string>, path: Path): FlowDiagnostic[] {
  const mapped = new Set([...rules.map((rule) => canonical(rule.to)), ...besides])
  return Object.entries(shape.fields)
    .filter(([name, field]) => field.required === true && !mapped.has(canonical(name)))
    .map(([name]) => ({
      code: 'REQUIRED_UNMAPPED',
      severity: 'error',
      message: `${shape.name} needs ${name}, and no rule fills it`,
      path,
    }))
}

/** A constant can be unique only once. */
function checkUnique(rule: Rule, shape: EntityShape, path: Path): FlowDiagnostic[] {
  const destination = destinationOf(shape, rule.to)
  if ('message' in destination || destination.field?.unique !== true) return []
  const { name } = destination
  const say = (kind: string, key: string, place?: Place): FlowDiagnostic => ({
    code: 'CONSTANT_IN_UNIQUE_FIELD',
    severity: 'warning',
    message: `${name} is unique, but ${kind} gives the same value to every record it serves: the second one ends in error`,
    path: [...path, key],
    ...('formula' in rule && place !== undefined ? { range: rangeOf(rule.formula, place) } : {}),
  })
  const found: FlowDiagnostic[] = []
  if (rule.default !== undefined && rule.default !== null) found.push(say('its default', 'default'))
  if ('static' in rule && rule.static !== null) found.push(say('its constant', 'static'))
  if ('lookup' in rule) found.push(say('its table', 'lookup'))
  if ('formula' in rule) {
    for (const { value, place } of constantResults(rule.formula)) {
      if (value !== '') found.push(say(`${JSON.stringify(value)} in its formula`, 'formula', place))
    }
  }
  return found
}

/** What the other side changes by itself is set when a record is made, and then left alone. */
function checkManaged(
  flow: FlowDefinition,
  mapping: MappingDefinition,
  rule: Rule,
  shape: EntityShape,
  path: Path,
): FlowDiagnostic[] {
  const isUpdate = mapping.type === 'update' || mapping.type === 'add_and_update'
  if (!isUpdate || rule.only === 'add' || flow.direction !== 'from_hub') return []
  const destination = destinationOf(shape, rule.to)
  if ('message' in destination) return []
  const { name, field } = destination
  if (field?.managed !== true && !isList(name) && canonical(name) !== 'subscribeprofile') return []
  const finding: FlowDiagnostic = {
    code: 'MANAGED_FIELD_UPDATED',
    severity: 'warning',
    message: `${name} is changed on the other side as well, e.g. by people who unsubscribe: an update would overwrite it`,
    path,
  }
  if (mapping.type === 'update') return [finding]
  return [{ ...finding, fix: { path: [...path, 'only'], value: 'add', says: 'Set it only when the record is made' } }]
}

/** Names by which a mail tool's lists are meant. */
function checkListName(rule: Rule, shape: EntityShape, path: Path): FlowDiagnostic[] {
  const destination = destinationOf(shape, rule.to)
  if ('message' in destination || destination.field !== undefined) return []
  const { name } = destination
  const to = [...path, 'to']
  if (isList(name)) {
    const [, list = ''] = /LIST_(.*)$/s.exec(name) ?? []
    if (list.trim() === '')
      return [{ code: 'LIST_WITHOUT_NAME', severity: 'error', message: `${name} names no list`, path: to }]
    if (!('static' in rule) || typeof rule.static === 'boolean') return []
    const message = `${name} says whether the person enters the list: only true or false mean something`
    return [{ code: 'LIST_VALUE', severity: 'error', message, path: [...path, 'static'] }]
  }
  const meant = /^(uc)?list[_\s-]+(.+)$/i.exec(name)
  if (meant !== null) {
    const right = `${meant[1] === undefined ? '' : 'UC'}LIST_${meant[2]}`
    return [misspelt(name, right, to)]
  }
  if (/\blist\b/i.test(name)) {
    const value = `LIST_${name}`
    const message = `${name} is a custom property and no list: a list is LIST_… with a confirmation by mail, UCLIST_… without`
    const says = `Take it for the list "${name}"`
    return [{ code: 'LIST_WITHOUT_PREFIX', severity: 'warning', message, path: to, fix: { path: to, value, says } }]
  }
  const [near] = nearNames(name, Object.keys(shape.fields))
  return near === undefined ? [] : [misspelt(name, near, to)]
}

function misspelt(name: string, right: string, path: Path): FlowDiagnostic {
  const message = `${name} is taken for a custom property; was ${right} meant?`
  return { code: 'NEAR_NAME', severity: 'warning', message, path, fix: { path, value: right, says: `Write ${right}` } }
}

function isList(name: string): boolean {
  return /^(UC)?LIST_/.test(name)
}

function rangeOf(text: string, { at, end }: Place): { line: number; column: number; length: number } {
  return { ...lineAndColumn(text, at), length: end - at }
}
