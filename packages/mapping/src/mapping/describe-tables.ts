/** The tables of a mapping's rules, as the replaced hub's pages showed them. */
import type { ChildDefinition, MappingDefinition, Rule } from '../definition.ts'
import type { EntityShape } from '../entities/entity-shape.ts'
import { destinationOf, listOf } from './destination.ts'
import { code, table } from './markdown.ts'

export function describeTables(mapping: MappingDefinition, shape: EntityShape): string[] {
  const { name, says, type, filter, errorFilter, rules, children = [] } = mapping
  return [
    `### ${name}`,
    '',
    ...(says === undefined ? [] : [says, '']),
    `For: ${types[type]}`,
    '',
    ...(filter === undefined ? [] : [`Filter: ${code(filter)}`, '']),
    ...(errorFilter === undefined ? [] : [`Error filter: ${code(errorFilter.when)}`, '']),
    ...ruleTable(rules, shape),
    ...children.flatMap((child) => describeChild(child, shape)),
  ]
}

const types = {
  add: 'records without a link.',
  update: 'records with a link.',
  add_and_update: 'records with and without a link.',
  delete: 'records that are gone from the source: the other side deletes them.',
  update_on_delete: 'records that are gone from the source: the other side updates them.',
} as const

function describeChild(child: ChildDefinition, shape: EntityShape): string[] {
  const list = listOf(shape, child.to)
  const of = 'message' in list ? { name: child.to, fields: {}, open: true } : list.of
  return [
    '',
    `#### ${child.name}`,
    '',
    ...(child.says === undefined ? [] : [child.says, '']),
    ...(child.filter === undefined ? [] : [`Filter: ${code(child.filter)}`, '']),
    ...ruleTable(child.rules, of),
  ]
}

function ruleTable(rules: Rule[], shape: EntityShape): string[] {
  const rows = rules.map((rule) => {
    const destination = destinationOf(shape, rule.to)
    const name = 'message' in destination ? rule.to : destination.name
    return [kindOf(rule), sourceOf(rule), code(name), rule.says ?? '', demandOf(rule)]
  })
  return table(['type', 'source', 'destination', 'description', 'required'], rows)
}

function kindOf(rule: Rule): string {
  if ('field' in rule) return 'Field'
  if ('static' in rule) return 'Static'
  return 'formula' in rule ? 'Dynamic Formula' : 'Lookup Translation'
}

function sourceOf(rule: Rule): string {
  if ('field' in rule) return code(rule.field)
  if ('static' in rule) return code(JSON.stringify(rule.static))
  if ('formula' in rule) return code(rule.formula)
  const { field, table: entries, otherwise } = rule.lookup
  const pairs = Object.entries(entries).map(([from, to]) => `${from} → ${JSON.stringify(to)}`)
  if (otherwise !== undefined) pairs.push(`else ${JSON.stringify(otherwise)}`)
  return `${code(field)}: ${code(pairs.join(', '))}`
}

function demandOf({ required, default: fallback, only }: Rule): string {
  const words: string[] = []
  if (required === true) words.push('Required')
  if (fallback !== undefined) words.push(`default ${code(JSON.stringify(fallback))}`)
  if (only !== undefined) words.push(`${only} only`)
  return words.join('; ')
}
