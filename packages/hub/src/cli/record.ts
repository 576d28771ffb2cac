import { Command } from 'commander'
import { note, print, sheet, show, table } from './print.ts'
import { repairCommands } from './record-repair.ts'
import { validateOne } from './record-validate.ts'
import { storeCalled } from './store.ts'

interface ListOptions {
  q?: string
  entity?: string
  from?: string
  store?: string
  limit: string
  cursor?: string
  json?: boolean
}

export function recordCommands(): Command {
  const group = new Command('record').description("The hub's golden records")
  group
    .command('list')
    .description('Records, or those that hold every word of --q')
    .option('--q <words>', 'in the name, e-mail address, company, number, SKU or hub id')
    .option('--entity <entity>', 'only these: Customer, Order, Product or InventoryLevel')
    .option('--from <source>', 'only what is sourced from there: clover, klaviyo, loyalty-form, by-hand, api')
    .option('--store <store>', 'only customers who like this store best, by its name or id')
    .option('--limit <n>', 'at most 200', '50')
    .option('--cursor <cursor>', 'go on where the last page ended')
    .option('--json', 'print JSON')
    .action(list)
  group
    .command('show')
    .description('One record, its links, where each value came from, and its last changes')
    .argument('<id>', 'the hub id, as in 55260')
    .option('--json', 'print JSON')
    .action(showOne)
  group
    .command('validate')
    .description('What one record needs to go out by a flow, check by check')
    .argument('<id>', 'the hub id, as in 55260')
    .requiredOption('--flow <name>', 'the flow, as in klaviyo-profiles')
    .option('--json', 'print JSON')
    .action(validateOne)
  for (const command of repairCommands()) group.addCommand(command)
  return group
}

async function list(options: ListOptions): Promise<void> {
  const { answer, reach } = await import('./reach.ts')
  const { q, entity, from, cursor } = options
  const query = {
    limit: Number(options.limit),
    ...(q === undefined ? {} : { q }),
    ...(entity === undefined ? {} : { entity }),
    ...(from === undefined ? {} : { from }),
    ...(options.store === undefined ? {} : { store: (await storeCalled(options.store)).id }),
    ...(cursor === undefined ? {} : { cursor }),
  }
  const page = await answer(reach().GET('/api/v1/records', { params: { query } }))
  show(page, options, ({ data }) =>
    table(
      ['id', 'entity', 'number', 'name', 'e-mail', 'sourced from', 'version'],
      data.map((record) => [
        record.id,
        record.entity,
        numberOf(record.data),
        nameOf(record.data),
        text(record.data.emailAddress),
        record.sourcedFrom.map(({ name }) => name).join(', '),
        record.version,
      ]),
    ),
  )
  if (page.next_cursor !== null && options.json !== true) note(`More: --cursor ${page.next_cursor}`)
}

async function showOne(id: string, options: { json?: boolean }): Promise<void> {
  const { answer, reach } = await import('./reach.ts')
  const record = await answer(reach().GET('/api/v1/records/{id}', { params: { path: { id } } }))
  if (options.json === true) {
    print(JSON.stringify(record, null, 2))
    return
  }
  const sources = new Map(record.links.map((link) => [link.id, link.connection ?? 'a person']))
  // Of an address, one line may be the word of another than the rest.
  const from = (field: string) => {
    const parts = Object.entries(record.provenance).flatMap(([path, link]) =>
      path.startsWith(`${field}/`) ? [link] : [],
    )
    const links = [record.provenance[field] ?? record.provenance['*'], ...parts]
    return [...new Set(links.flatMap((link) => sources.get(Number(link)) ?? []))].join(', ')
  }
  print(
    [
      sheet([
        ['record', record.id],
        ['entity', record.entity],
        ['version', record.version],
        ['updated', record.updatedAt],
      ]),
      table(
        ['field', 'value', 'from'],
        Object.entries(record.data).map(([field, value]) => [field, text(value), from(field)]),
      ),
      table(
        ['connection', 'external id', 'flow', 'gone'],
        record.links.map((link) => [link.connection ?? 'a person', link.externalId, link.flow, link.goneAt]),
      ),
      table(
        ['version', 'when', 'by', 'changed'],
        record.changes.map(({ version, at, actor, patch }) => [
          version,
          at,
          actor,
          patch === null ? 'created' : Object.keys(patch).join(', '),
        ]),
      ),
    ].join('\n\n'),
  )
}

/** What people know it by: the number of a customer or an order, the SKU of a product or its stock. */
function numberOf({ customerNumber, transactionNumber, sku }: Record<string, unknown>): string | null {
  return text(customerNumber ?? transactionNumber ?? sku)
}

function nameOf({ firstName, lastName, name }: Record<string, unknown>): string {
  return [firstName, lastName, name].filter((part) => typeof part === 'string').join(' ')
}

function text(value: unknown): string | null {
  if (value === null || value === undefined) return null
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
