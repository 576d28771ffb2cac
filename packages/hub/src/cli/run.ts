import { Command } from 'commander'
import { note, print, show, table } from './print.ts'
import { addControlCommands } from './run-control.ts'
import { addUndoCommand } from './run-undo.ts'

export function runCommands(): Command {
  const group = new Command('run').description('What flows did')
  group
    .command('list')
    .description('Runs, the newest first')
    .option('--flow <flow>', 'only of this flow')
    .option('--limit <n>', 'at most 200', '20')
    .option('--json', 'print JSON')
    .action(list)
  group
    .command('show')
    .description('One run with its counts, and the reasons of the records that need words')
    .argument('<id>')
    .option('--outcome <name>', 'only filtered, held, error, …')
    .option('--limit <n>', 'reasons, at most 200', '20')
    .option('--json', 'print JSON')
    .action(showOne)
  group
    .command('compare')
    .description('One outcome, with the incoming record and the one that is in its way side by side')
    .argument('<run>')
    .argument('<outcome>', 'its number, from run show')
    .option('--json', 'print JSON')
    .action(compare)
  addControlCommands(group)
  addUndoCommand(group)
  return group
}

async function list(options: { flow?: string; limit: string; json?: boolean }): Promise<void> {
  const { answer, reach } = await import('./reach.ts')
  const { countsInWords } = await import('./run-in-words.ts')
  const { flow } = options
  const query = { limit: Number(options.limit), ...(flow === undefined ? {} : { flow }) }
  const page = await answer(reach().GET('/api/v1/runs', { params: { query } }))
  show(page, options, ({ data }) =>
    table(
      ['run', 'flow', 'kind', 'state', 'read', 'outcomes', 'queued'],
      data.map((run) => [run.id, run.flow, run.kind, run.state, run.read, countsInWords(run), run.queuedAt]),
    ),
  )
  if (page.has_more && options.json !== true) note('There are more: --limit 200, or --flow')
}

async function showOne(id: string, options: { outcome?: string; limit: string; json?: boolean }): Promise<void> {
  const { answer, reach } = await import('./reach.ts')
  const { codesInWords, outcomeNames, runInWords } = await import('./run-in-words.ts')
  const client = reach()
  const run = await answer(client.GET('/api/v1/runs/{id}', { params: { path: { id } } }))
  const outcome = outcomeNames.find((name) => name === options.outcome)
  if (options.outcome !== undefined && outcome === undefined) {
    const { exitCodes, Failure } = await import('./exit.ts')
    throw new Failure(exitCodes.usage, `"${options.outcome}" is no outcome: there are ${outcomeNames.join(', ')}`)
  }
  const query = { limit: Number(options.limit), ...(outcome === undefined ? {} : { outcome }) }
  const reasons = await answer(client.GET('/api/v1/runs/{id}/outcomes', { params: { path: { id }, query } }))
  if (options.json === true) {
    print(JSON.stringify({ ...run, reasons }, null, 2))
    return
  }
  print(runInWords(run))
  if (reasons.data.length === 0) return
  const rows = reasons.data.map((each) => [
    each.id,
    each.outcome,
    each.recordId,
    each.externalId,
    each.code,
    each.reason,
  ])
  print(`\n${table(['number', 'outcome', 'hub id', 'external id', 'code', 'reason'], rows)}`)
  print(`\n${codesInWords(reasons.data)}`)
  if (reasons.has_more) note('There are more: --limit 200, or --outcome error')
}

async function compare(run: string, number: string, options: { json?: boolean }): Promise<void> {
  const { answer, reach } = await import('./reach.ts')
  const { comparedInWords } = await import('./run-in-words.ts')
  const path = { id: run, outcome: number }
  show(
    await answer(reach().GET('/api/v1/runs/{id}/outcomes/{outcome}', { params: { path } })),
    options,
    comparedInWords,
  )
}
