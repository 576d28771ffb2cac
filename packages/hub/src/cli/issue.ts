import { Command } from 'commander'
import { note, print, sheet, show, table } from './print.ts'

interface ListOptions {
  state?: string
  flow?: string
  connection?: string
  code?: string
  retrying?: boolean
  attempts?: string
  limit: string
  json?: boolean
}

export function issueCommands(): Command {
  const group = new Command('issue').description('What did not arrive, by cause')
  group
    .command('list')
    .description('Open issues, the newest first')
    .option('--state <state>', 'open, snoozed, closed or all', 'open')
    .option('--flow <flow>', 'only of this flow')
    .option('--connection <connection>', 'only of this connection')
    .option('--code <code>', 'only with this code, as in DUPLICATE_EMAIL')
    .option('--retrying', 'only those whose records are tried again by themselves')
    .option('--no-retrying', 'only those that wait for a person')
    .option('--attempts <n>', 'only where a record failed at least this often')
    .option('--limit <n>', 'at most 200', '50')
    .option('--json', 'print JSON')
    .action(list)
  group
    .command('show')
    .description('One issue in words, what to do about it, and its records')
    .argument('<id>')
    .option('--limit <n>', 'records, at most 200', '20')
    .option('--json', 'print JSON')
    .action(showOne)
  group
    .command('replay')
    .description('Try the records of an issue again; a stopped flow goes on')
    .argument('[id]')
    .option('--all', 'every open issue')
    .option('--flow <flow>', 'with --all: only of this flow')
    .option('--code <code>', 'with --all: only with this code')
    .option('--record <n>', 'only this one, by its number among the records of the issue')
    .option('--set <field=value...>', 'with --record: change a field of the record first; "field=" clears it')
    .option('--json', 'print JSON')
    .action(async (id, options) => (await import('./issue-replay.ts')).replay(id, options))
  group
    .command('snooze')
    .description('Take an issue out of the list for a while')
    .argument('<id>')
    .option('--for <time>', 'as in 30m, 8h or 7d; 0 puts it back', '1d')
    .option('--json', 'print JSON')
    .action(async (id, options) => (await import('./issue-decide.ts')).snooze(id, options))
  group
    .command('assign')
    .description('Say who sees to an issue; without a name, nobody does')
    .argument('<id>')
    .argument('[name]')
    .option('--json', 'print JSON')
    .action(async (id, name, options) => (await import('./issue-decide.ts')).assign(id, name, options))
  group
    .command('close')
    .description('It is seen to; what fails again opens a new one')
    .argument('<id>')
    .option('--json', 'print JSON')
    .action(async (id, options) => (await import('./issue-decide.ts')).close(id, options))
  return group
}

const states = ['open', 'snoozed', 'closed', 'all'] as const

async function list(options: ListOptions): Promise<void> {
  const { answer, reach } = await import('./reach.ts')
  const state = states.find((each) => each === options.state)
  if (state === undefined) {
    const { exitCodes, Failure } = await import('./exit.ts')
    throw new Failure(exitCodes.usage, `"${options.state}" is no state of an issue: there are ${states.join(', ')}`)
  }
  const { flow, connection, code, retrying, attempts } = options
  const query = {
    state,
    limit: Number(options.limit),
    ...(flow === undefined ? {} : { flow }),
    ...(connection === undefined ? {} : { connection }),
    ...(code === undefined ? {} : { code }),
    ...(retrying === undefined ? {} : { retrying: retrying ? ('true' as const) : ('false' as const) }),
    ...(attempts === undefined ? {} : { attempts: Number(attempts) }),
  }
  const page = await answer(reach().GET('/api/v1/issues', { params: { query } }))
  show(page, options, ({ data }) =>
    table(
      ['issue', 'state', 'at', 'code', 'what', 'records', 'retrying', 'since', 'last'],
      data.map((issue) => [
        issue.id,
        issue.state,
        issue.flow ?? issue.connection,
        issue.code,
        issue.title,
        issue.records,
        issue.retrying,
        issue.firstAt,
        issue.lastAt,
      ]),
    ),
  )
  if (page.has_more) note('There are more: --limit 200, or --flow, --code')
}

async function showOne(id: string, options: { limit: string; json?: boolean }): Promise<void> {
  const { answer, reach } = await import('./reach.ts')
  const client = reach()
  const issue = await answer(client.GET('/api/v1/issues/{id}', { params: { path: { id } } }))
  const params = { path: { id }, query: { limit: Number(options.limit) } }
  const members = await answer(client.GET('/api/v1/issues/{id}/members', { params }))
  if (options.json === true) {
    print(JSON.stringify({ ...issue, members }, null, 2))
    return
  }
  print(
    sheet([
      ['issue', issue.id],
      ['what', issue.title],
      ['at', [issue.connection, issue.flow].filter((name) => name !== null).join(', ')],
      ['code', issue.field === null ? issue.code : `${issue.code} (${issue.field})`],
      ['means', issue.description],
      ['to do', issue.resolution],
      ['state', issue.snoozedUntil === null ? issue.state : `${issue.state} until ${issue.snoozedUntil}`],
      ['last said', issue.reason],
      ['records', `${issue.records} of ${issue.total} that met it; ${issue.retrying} are tried again by themselves`],
      ['seen to by', issue.assignee],
      ['since', issue.firstAt],
      ['last', issue.lastAt],
      ['closed', issue.closedAt === null ? null : `${issue.closedAt}, by ${issue.closedBy}`],
    ]),
  )
  if (members.data.length === 0) return
  const rows = members.data.map((member) => [
    member.id,
    member.recordId,
    member.externalId,
    member.standing,
    member.attempts,
    member.reason,
  ])
  print(`\n${table(['record', 'hub id', 'external id', 'standing', 'tries', 'reason'], rows)}`)
  if (members.has_more) note('There are more: --limit 200')
}
