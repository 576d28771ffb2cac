/** The page that a flow prints about itself, in Markdown, from its live definition. */
import type { FlowDefinition, MappingCase } from '../definition.ts'
import type { EntityShape } from '../entities/entity-shape.ts'
import { canonical } from '../formula/names.ts'
import { type CheckFlowEnvironment, checkFlow } from './check-flow.ts'
import { describeTables } from './describe-tables.ts'
import { destinationOf } from './destination.ts'
import { writePath } from './mapping-error.ts'
import { code, item, table } from './markdown.ts'
import { reasonCodes } from './reason.ts'

/** What the page needs to know besides the definition. */
export interface FlowContext extends CheckFlowEnvironment {
  /** The vendor, as people know it: 'Clover'. */
  vendor: string
  isEnabled: boolean
  /** More lines on how the flow stands: version, counts, trouble. */
  status?: readonly string[]
  /** The name of the connection that it reads or writes. */
  connection?: string
  /** What the credentials of the connection are called: ['Merchant id', 'API token']. */
  credentials?: readonly string[]
  /** What an id of the vendor looks like: '13 letters and digits'. */
  idFormat?: string
  cases?: readonly MappingCase[]
  /** What can go wrong, with what to do about it; the mapping's own reasons unless told. */
  errors?: readonly FlowError[]
}

/** One reason that the flow can give. */
export interface FlowError {
  code: string
  title: string
  description: string
  resolution: string
}

export function describeFlow(definition: FlowDefinition, context: FlowContext): string {
  const sections: [title: string, lines: string[]][] = [
    ['Overview', overview(definition, context)],
    ['Status', status(context)],
    ['Triggers', triggers(definition, context)],
    ['Id format', idFormat(definition, context)],
    ['Children', children(definition)],
    ['Caveats', caveats(definition, context)],
    ['Set-up', setUp(definition, context)],
    ['Flow', steps(definition, context)],
    ['Tables', tables(definition, context)],
    ['Errors', errors(definition, context)],
    ['Validation', validation(definition, context)],
    ['Tests', tests(context.cases ?? definition.cases ?? [])],
  ]
  const body = sections.map(([title, lines]) => `## ${title}\n\n${lines.join('\n')}`)
  return `# ${definition.title}\n\n${body.join('\n\n')}\n`
}

function status({ isEnabled, status: more = [] }: FlowContext): string[] {
  const first = isEnabled ? 'Enabled.' : 'Paused: new triggers are passed over.'
  return more.length === 0 ? [first] : [first, '', ...more.map(item)]
}

function overview(
  { says, entity, direction, endpoint, name }: FlowDefinition,
  { vendor, connection }: FlowContext,
): string[] {
  const way =
    direction === 'to_hub'
      ? `from ${vendor} (${code(endpoint)}) into the hub`
      : `from the hub to ${vendor} (${code(endpoint)})`
  const over = connection === undefined ? '' : ` over the connection ${code(connection)}`
  const lines = [`Flow ${code(name)}: moves ${entity} records ${way}${over}.`]
  return says === undefined ? lines : [...lines, '', says]
}

function triggers({ direction, triggers: when }: FlowDefinition, { vendor }: FlowContext): string[] {
  const { poll, schedules = {}, sweep, zone = 'UTC', webhooks, touchedBy = [], changes, manual } = when
  const at = (schedule: string) =>
    /^\d+[smhd]$/.test(schedule) ? `every ${schedule}` : `at ${code(schedule)} (${zone})`
  const lines: string[] = []
  if (poll !== undefined) lines.push(`${vendor} is asked for changes ${at(poll)}.`)
  for (const [source, schedule] of Object.entries(schedules)) {
    lines.push(`Its ${code(source)} are asked for ${at(schedule)}.`)
  }
  if (sweep !== undefined) lines.push(`All its records are read and compared ${at(sweep)}.`)
  if (webhooks === false) lines.push('Its webhooks are not listened to.')
  for (const source of touchedBy) {
    lines.push(`A record of ${code(source)} that is made or changed looks at the records it speaks of again.`)
  }
  if (changes === true) lines.push('A record of the hub that is made or changed is sent, if a mapped field changed.')
  const ids = direction === 'to_hub' ? `the hub's id of a linked record, or ${vendor}'s id` : "the hub's id"
  if (manual === false) lines.push('Not by hand.')
  else lines.push(`By hand, for all records or for one: ${ids}.`)
  return lines.map(item)
}

function idFormat({ direction }: FlowDefinition, { vendor, idFormat: format }: FlowContext): string[] {
  const lines = [item('Of the hub: a whole number, as in `55260`.')]
  if (format !== undefined) lines.push(item(`Of ${vendor}: ${format}.`))
  const link = direction === 'to_hub' ? 'Add or update' : 'Create or update'
  return [...lines, item(`${link} is chosen by the link between the two: without one the record is new.`)]
}

function children({ mappings }: FlowDefinition): string[] {
  const lines = mappings.flatMap((mapping) =>
    (mapping.children ?? []).map((child, _, all) => {
      const from =
        child.from === undefined ? 'the parent itself' : `${code(child.from)}, told apart by ${code(child.key ?? 'id')}`
      const ofList = all.filter(({ to }) => canonical(to) === canonical(child.to))
      const removed = ofList.every(({ onRemoved }) => onRemoved === 'remove')
        ? 'one that the source drops is removed'
        : 'one that the source drops stays'
      return item(`**${child.name}** (in ${mapping.name}): ${from} → ${code(child.to)}; ${removed}.`)
    }),
  )
  return lines.length === 0
    ? ['None.']
    : [...lines, '', 'Children have no trigger of their own: they go with their parent.']
}

function caveats(definition: FlowDefinition, context: FlowContext): string[] {
  const filters = definition.mappings.flatMap(({ name, filter }) =>
    filter === undefined
      ? []
      : [item(`${name} passes over every record for which ${code(filter)} is not true. That is no error.`)],
  )
  const found = checkFlow(definition, context).map(({ severity, message, path }) =>
    item(`${severity === 'error' ? 'Error' : 'Note'} at ${code(writePath(path))}: ${message}.`),
  )
  const lines = [...filters, ...found]
  return lines.length === 0 ? ['None known.'] : lines
}

function setUp(
  { mappings, direction }: FlowDefinition,
  { vendor, credentials = [], destination }: FlowContext,
): string[] {
  const required = new Set(
    mappings.flatMap(({ rules }) => rules.filter((rule) => rule.required === true).map((rule) => rule.to)),
  )
  const unique = Object.entries(destination.fields).flatMap(([name, field]) => (field.unique === true ? [name] : []))
  const lines = [item(`A connection to ${vendor}${credentials.length === 0 ? '' : ` with ${credentials.join(', ')}`}.`)]
  if (required.size > 0) lines.push(item(`These must come out filled: ${[...required].map(code).join(', ')}.`))
  if (unique.length > 0 && direction === 'to_hub') {
    lines.push(item(`No two records of the hub may have the same ${unique.map(code).join(' or ')}.`))
  }
  return lines
}

function steps({ direction, mappings, entity }: FlowDefinition, { vendor }: FlowContext): string[] {
  const [source, target] = direction === 'to_hub' ? [vendor, 'the hub'] : ['the hub', vendor]
  const hasChildren = mappings.some((mapping) => (mapping.children ?? []).length > 0)
  const list = [
    `Retrieve: the ${entity} is read from ${source}.`,
    'Choose: the link decides between the mappings; filter and error filter are asked.',
    'Map: each rule fills one field.',
    ...(hasChildren ? ['Map the children, one by one.'] : []),
    ...mappings.flatMap(({ name, collision }) =>
      collision === undefined ? [] : [`If ${target} has such a record already (${name}): ${collisions[collision]}`],
    ),
    `Store: ${target} gets what changed, and the link is kept.`,
  ]
  return list.map((step, index) => `${index + 1}. ${step}`)
}

const collisions = {
  error: 'the record ends in error.',
  remap_and_link: 'it is linked, and mapped again as an update.',
  update_and_link: 'it is linked, and updated by what was mapped.',
  update_no_link: 'it is updated once, without a link.',
} as const

function tables({ mappings }: FlowDefinition, { destination }: FlowContext): string[] {
  const each = mappings.map((mapping) => describeTables(mapping, destination))
  return each.length === 0 ? ['None.'] : each.flatMap((lines, index) => (index === 0 ? lines : ['', ...lines]))
}

function errors({ mappings }: FlowDefinition, { errors: known }: FlowContext): string[] {
  const own = mappings.flatMap(({ errorFilter }) =>
    errorFilter === undefined ? [] : [{ says: errorFilter.message, when: code(errorFilter.when) }],
  )
  if (known !== undefined) {
    const rows = known.map(({ code: name, title, description, resolution }) => {
      const filters = name === 'ERROR_FILTER' ? own.map(({ says, when }) => ` ${says} (${when}).`).join('') : ''
      return [code(name), title, description + filters, resolution]
    })
    return table(['code', 'title', 'description', 'resolution'], rows)
  }
  const general = Object.entries(reasonCodes).filter(([name]) => name !== 'ERROR_FILTER')
  return table(
    ['code', 'meaning'],
    [...own.map(({ says, when }) => ['ERROR_FILTER', `${says} (${when})`]), ...general].map(
      ([name = '', says = '']) => [code(name), says],
    ),
  )
}

function validation({ mappings }: FlowDefinition, { destination }: FlowContext): string[] {
  const rows = new Map<string, string[]>()
  const demand = (field: string, what: string): void => {
    const known = rows.get(field) ?? []
    if (!known.includes(what)) rows.set(field, [...known, what])
  }
  for (const [name, field] of Object.entries(destination.fields)) {
    if (field.required === true) demand(name, `${destination.name} needs it`)
    if (field.unique === true) demand(name, 'unique')
  }
  for (const { name, rules } of mappings) {
    for (const rule of rules) if (rule.required === true) demand(nameOf(rule.to, destination), `required by ${name}`)
  }
  if (rows.size === 0) return ['Nothing is demanded beyond the types of the fields.']
  return table(
    ['field', 'demand'],
    [...rows].map(([field, what]) => [code(field), what.join('; ')]),
  )
}

function nameOf(written: string, shape: EntityShape): string {
  const destination = destinationOf(shape, written)
  return 'message' in destination ? written : destination.name
}

function tests(cases: readonly MappingCase[]): string[] {
  return cases.length === 0 ? ['No saved cases.'] : cases.map(({ name }) => item(name))
}
