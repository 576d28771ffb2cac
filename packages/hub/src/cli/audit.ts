import { Command } from 'commander'
import { allPages, limit } from './all-pages.ts'
import { exitCodes, Failure } from './exit.ts'
import { show, table } from './print.ts'

export function auditCommands(): Command {
  const group = new Command('audit').description('What people and programs did')
  group
    .command('list')
    .description('The last acts, the newest first')
    .option('--all', 'every act that is kept, as for an archive')
    .option('--json', 'print JSON')
    .action(list)
  group
    .command('check')
    .description('Whether every entry is as it was written; if not, ends with 8')
    .option('--json', 'print JSON')
    .action(check)
  return group
}

async function list(options: { all?: boolean; json?: boolean }): Promise<void> {
  const { answer, reach } = await import('./reach.ts')
  const client = reach()
  const read = (cursor: { cursor?: string }) =>
    answer(client.GET('/api/v1/audit', { params: { query: { limit: options.all === true ? limit : 50, ...cursor } } }))
  const page = options.all === true ? await allPages(read) : await read({})
  show(page, options, ({ data }) =>
    table(
      ['id', 'at', 'who', 'what', 'of', 'chose', 'answer', 'from'],
      data.map(({ id, at, actor, action, target, chose, status, address }) => {
        return [id, at, actor, action, words(target), words(chose), status ?? 'none', address]
      }),
    ),
  )
}

function words(named: Record<string, unknown>): string {
  return Object.entries(named)
    .map(([name, value]) => `${name}=${value}`)
    .join(' ')
}

async function check(options: { json?: boolean }): Promise<void> {
  const { answer, reach } = await import('./reach.ts')
  const chain = await answer(reach().GET('/api/v1/audit/check'))
  const { entries, last, brokenAt } = chain
  if (brokenAt !== null) {
    const what = `Entry ${brokenAt} of the audit log was altered, or the one before it is missing`
    const toDo =
      'compare it with an earlier "trefoil audit list --all --json" or a backup, and find out who can write to the database'
    throw new Failure(exitCodes.checkFailed, `${what}: ${toDo}`, chain)
  }
  show(chain, options, () =>
    last === null
      ? 'Nothing was done yet'
      : `${entries} entries are as they were written; the last is ${last.id}, ${last.hash}`,
  )
}
