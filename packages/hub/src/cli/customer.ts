import { Command } from 'commander'
import type { Schemas } from '../client/client.ts'
import { changesInWords } from './change-words.ts'
import { note, sheet, show, table } from './print.ts'

interface Options {
  dryRun?: boolean
  json?: boolean
}

type Report = Schemas['MergeReport']

export function customerCommands(): Command {
  const group = new Command('customer').description('Customers who are one person')
  group
    .command('merge')
    .description('Make one of two customers who are one person; the older one goes on')
    .argument('<id>', 'the hub id of the one, as in 55260')
    .argument('<other>', 'the hub id of the other')
    .option('--suggested', 'keep what speaks for it as the reason')
    .option('--dry-run', 'say what it would do, and do nothing')
    .option('--json', 'print JSON')
    .action(merge)
  group
    .command('unmerge')
    .description('Part two customers who were merged; each has again what it had')
    .argument('<merge>', 'its id, as `trefoil customer merges` shows it')
    .option('--dry-run', 'say what it would do, and do nothing')
    .option('--json', 'print JSON')
    .action(unmerge)
  group
    .command('merges')
    .description('Which customers were merged, and what spoke for it')
    .argument('[id]', 'of this customer alone')
    .option('--json', 'print JSON')
    .action(list)
  group
    .command('suggestions')
    .description('Customers who have the same phone number or another trait, in pairs')
    .option('--json', 'print JSON')
    .action(suggestions)
  group
    .command('not-same')
    .description('Say that two customers are not one person: nothing merges them by itself')
    .argument('<id>', 'the hub id of the one, as in 55260')
    .argument('<other>', 'the hub id of the other')
    .option('--json', 'print JSON')
    .action(notSame)
  return group
}

async function merge(id: string, other: string, options: Options & { suggested?: boolean }): Promise<void> {
  const { answer, reach } = await import('./reach.ts')
  const body = { with: Number(other), isSuggested: options.suggested === true, dryRun: options.dryRun === true }
  const report = await answer(reach().POST('/api/v1/records/{id}/merge', { params: { path: { id } }, body }))
  tell(report, options, ['goes on', 'becomes a part of it'])
  if (report.id !== null && options.json !== true) note(`Take it back: trefoil customer unmerge ${report.id}`)
}

async function unmerge(id: string, options: Options): Promise<void> {
  const { answer, reach } = await import('./reach.ts')
  const body = { dryRun: options.dryRun === true }
  const report = await answer(reach().POST('/api/v1/merges/{id}/undo', { params: { path: { id } }, body }))
  tell(report, options, ['goes on', 'comes back'])
}

async function list(id: string | undefined, options: Options): Promise<void> {
  const { answer, reach } = await import('./reach.ts')
  const hub = reach()
  const found =
    id === undefined
      ? await answer(hub.GET('/api/v1/merges', { params: { query: { limit: 200 } } }))
      : await answer(hub.GET('/api/v1/records/{id}/merges', { params: { path: { id } } }))
  show(found, options, ({ data }) =>
    table(
      ['merge', 'goes on', 'merged', 'because of', 'links', 'when', 'by', 'taken back'],
      data.map((each) => [
        ...[
          each.id,
          each.survivor,
          each.merged,
          each.trait === null ? '-' : `${each.trait} ${each.shown ?? ''}`.trim(),
        ],
        ...[each.links, each.at, each.actor, each.undoneAt],
      ]),
    ),
  )
}

async function suggestions(options: Options): Promise<void> {
  const { answer, reach } = await import('./reach.ts')
  const found = await answer(reach().GET('/api/v1/merge-suggestions', { params: { query: { limit: 200 } } }))
  show(found, options, ({ data, shared }) =>
    [
      table(
        ['customer', 'name', 'other', 'name', 'because of'],
        data.map(({ one, other, trait, shown }) => [
          ...[one.id, nameIn(one.data), other.id, nameIn(other.data)],
          `${trait} ${shown ?? ''}`.trim(),
        ]),
      ),
      ...shared.map(
        ({ trait, shown, customers }) => `${customers} customers share ${trait} ${shown ?? ''}: it tells nobody apart`,
      ),
    ].join('\n'),
  )
}

async function notSame(id: string, other: string, options: Options): Promise<void> {
  const { answer, reach } = await import('./reach.ts')
  const body = { one: Number(id), other: Number(other) }
  const said = await answer(reach().POST('/api/v1/merge-suggestions/refusals', { body }))
  show(said, options, ({ one, other: two }) => `Customers ${one} and ${two} are two people`)
}

function nameIn({ firstName, lastName }: Report['merged']['data']): string {
  return [firstName, lastName].filter((part) => typeof part === 'string').join(' ')
}

function tell(report: Report, options: Options, [survivorIs, mergedIs]: readonly [string, string]): void {
  show(report, options, ({ id, survivor, merged, links, points }) =>
    [
      sheet([
        [survivorIs, survivor.id],
        [mergedIs, merged.id],
        ['merge', id ?? 'none: only planned'],
        ['links', links.map(({ connection, externalId }) => `${externalId} of ${connection ?? 'people'}`).join(', ')],
        ...(points === null ? [] : [['points', `${points.survivor} and ${points.merged}`] as const]),
      ]),
      `Record ${survivor.id}: ${changesInWords(survivor.changes) || 'every value stays'}`,
    ].join('\n'),
  )
}
