import { Command } from 'commander'
import type { Schemas } from '../client/client.ts'
import { changesInWords } from './change-words.ts'
import { exitCodes, Failure } from './exit.ts'
import { note, sheet, show, table } from './print.ts'

interface LinkOptions {
  connection: string
  externalId?: string
  rematch?: boolean
  dryRun?: boolean
  json?: boolean
}

/** Commands that put the links of a record right. */
export function repairCommands(): Command[] {
  const unlink = new Command('unlink')
    .description('Take a link from a record, so that its flows no longer know it by that id')
    .argument('<id>', 'the hub id, as in 55260')
    .requiredOption('--connection <name>', 'whose link')
    .option('--external-id <id>', 'which one, where the connection has several')
    .option('--rematch', 'let its flows look at once where the record belongs')
    .option('--dry-run', 'say what it would do, and do nothing')
    .option('--json', 'print JSON')
    .action(unlinkOne)
  const link = new Command('link')
    .description("Link a record with a vendor's id; one that another record has is taken from that")
    .argument('<id>', 'the hub id, as in 55260')
    .requiredOption('--connection <name>', 'the connection that knows the id')
    .requiredOption('--external-id <id>', "the vendor's id")
    .option('--dry-run', 'say what it would do, and do nothing')
    .option('--json', 'print JSON')
    .action(linkOne)
  const repairs = new Command('repairs')
    .description('What people did to the links of a record')
    .argument('<id>', 'the hub id, as in 55260')
    .option('--json', 'print JSON')
    .action(list)
  const undo = new Command('undo')
    .description('Put a link back to where it was before a repair')
    .argument('<repair>', 'its id, as `trefoil record repairs` shows it')
    .option('--json', 'print JSON')
    .action(undoOne)
  return [unlink, link, repairs, undo]
}

async function unlinkOne(id: string, options: LinkOptions): Promise<void> {
  const { answer, reach } = await import('./reach.ts')
  const hub = reach()
  const record = await answer(hub.GET('/api/v1/records/{id}', { params: { path: { id } } }))
  const links = record.links.filter(
    ({ connection, externalId }) =>
      connection === options.connection && (options.externalId === undefined || externalId === options.externalId),
  )
  const [link] = links
  if (link === undefined || links.length > 1) {
    const known = links.map(({ externalId }) => externalId).join(', ')
    const why = link === undefined ? 'has no such link' : `is known there as ${known}: say which with --external-id`
    throw new Failure(exitCodes.notFound, `Record ${id} ${why} ("${options.connection}"). Nothing was changed`)
  }
  const body = { link: link.id, rematch: options.rematch === true, dryRun: options.dryRun === true }
  tell(await answer(hub.POST('/api/v1/records/{id}/unlink', { params: { path: { id } }, body })), options)
}

async function linkOne(id: string, options: LinkOptions & { externalId: string }): Promise<void> {
  const { answer, reach } = await import('./reach.ts')
  const { connection, externalId } = options
  const body = { connection, externalId, dryRun: options.dryRun === true }
  tell(await answer(reach().POST('/api/v1/records/{id}/link', { params: { path: { id } }, body })), options)
}

async function list(id: string, options: { json?: boolean }): Promise<void> {
  const { answer, reach } = await import('./reach.ts')
  const found = await answer(reach().GET('/api/v1/records/{id}/repairs', { params: { path: { id } } }))
  show(found, options, ({ data }) =>
    table(
      ['repair', 'kind', 'connection', 'external id', 'from', 'to', 'when', 'by', 'undone'],
      data.map((each) => [
        ...[each.id, each.kind, each.connection, each.externalId, each.from, each.to],
        ...[each.at, each.actor, each.undoneAt],
      ]),
    ),
  )
}

async function undoOne(repair: string, options: { json?: boolean }): Promise<void> {
  const { answer, reach } = await import('./reach.ts')
  showReport(await answer(reach().POST('/api/v1/repairs/{id}/undo', { params: { path: { id: repair } } })), options)
}

function tell(report: Schemas['RepairReport'], options: { json?: boolean }): void {
  showReport(report, options)
  if (report.id !== null && options.json !== true) note(`Undo: trefoil record undo ${report.id}`)
}

function showReport(report: Schemas['RepairReport'], options: { json?: boolean }): void {
  show(report, options, ({ id, connection, externalId, records, next, runs }) =>
    [
      sheet([
        ['link', `${externalId} of ${connection}`],
        ['repair', id ?? 'none: only planned'],
        ['runs', runs.length === 0 ? '-' : runs.join(', ')],
      ]),
      ...records.map((record) =>
        record.isEmptied
          ? `Record ${record.id} has nothing left and leaves the lists`
          : `Record ${record.id}: ${changesInWords(record.changes) || 'every value stays'}`,
      ),
      ...next.map(nextText),
    ].join('\n'),
  )
}

function nextText({ flow, outcome, externalId, recordId, reasons }: Schemas['RepairReport']['next'][number]): string {
  const what = externalId === null ? '' : ` ${externalId}`
  const where = recordId === null ? '' : ` (record ${recordId})`
  const why = reasons.map(({ message }) => `: ${message}`).join('')
  return `Next, ${flow}: ${outcome}${what}${where}${why}`
}
