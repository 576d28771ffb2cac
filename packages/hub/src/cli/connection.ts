import { Command } from 'commander'
import type { Schemas } from '../client/index.ts'
import { allPages, limit } from './all-pages.ts'
import { keyAndValue } from './key-value.ts'
import { sheet, show, showDone, table } from './print.ts'
import { secretFrom } from './secret-from.ts'

export function connectionCommands(): Command {
  const group = new Command('connection').description('Connected accounts')
  group.command('list').description('Every connected account').option('--json', 'print JSON').action(list)
  group
    .command('show')
    .description('One account: how it is, and how what it says comes into the hub')
    .argument('<name>')
    .option('--json', 'print JSON')
    .action(showOne)
  group
    .command('switches')
    .description('Everything that decides how an account behaves: its default, and what is not as usual')
    .argument('<name>')
    .option('--json', 'print JSON')
    .action(switches)
  group
    .command('freeze')
    .description('Use what the hub has of an account and take nothing new: pause all its flows into the hub')
    .argument('<name>')
    .option('--json', 'print JSON')
    .action((name: string, options: { json?: boolean }) => freeze(name, true, options))
  group
    .command('unfreeze')
    .description('Take what is new of an account again')
    .argument('<name>')
    .option('--json', 'print JSON')
    .action((name: string, options: { json?: boolean }) => freeze(name, false, options))
  group
    .command('check')
    .description('Ask the vendor anew what the credentials of an account open')
    .argument('<name>')
    .option('--json', 'print JSON')
    .action(check)
  group
    .command('hook')
    .description("Where the vendor is to send an account's webhooks, and the secret that they carry")
    .argument('<name>')
    .option('--secret-env <key=ENV>', 'a secret of the webhooks, from the environment variable ENV')
    .option('--json', 'print JSON')
    .action(hook)
  group
    .command('hooks')
    .description("Webhooks that came for an account, and the vendor's verification code")
    .argument('<name>')
    .option('--limit <n>', 'at most 200', '20')
    .option('--json', 'print JSON')
    .action(hooks)
  return group
}

async function showOne(name: string, options: { json?: boolean }): Promise<void> {
  const { answer, reach } = await import('./reach.ts')
  const one = await answer(reach().GET('/api/v1/connections/{name}', { params: { path: { name } } }))
  show(one, options, ({ connector, account, label, state, fault, createdAt, arrival }) =>
    sheet([
      ['name', name],
      ['connector', connector],
      ['account', label === account ? account : `${label} (${account})`],
      ['state', state],
      ['trouble', typeof fault?.message === 'string' ? fault.message : null],
      ['connected', createdAt],
      ...arrivalLines(arrival),
    ]),
  )
}

async function switches(name: string, options: { json?: boolean }): Promise<void> {
  const { answer, reach } = await import('./reach.ts')
  const all = await answer(reach().GET('/api/v1/connections/{name}/switches', { params: { path: { name } } }))
  show(all, options, ({ data }) =>
    table(
      ['of', 'switch', 'is', 'usually', 'what it does'],
      data.map(({ of, flow, title, value, usual, isUsual, says }) => [
        flow ?? of,
        title,
        valueText(value),
        isUsual ? 'as it is' : valueText(usual),
        says,
      ]),
    ),
  )
}

function valueText(value: Schemas['Switch']['value']): string | null {
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  return value === null ? null : String(value)
}

async function freeze(name: string, isFrozen: boolean, options: { json?: boolean }): Promise<void> {
  const { answer, reach } = await import('./reach.ts')
  const params = { path: { name } }
  const done = isFrozen
    ? await answer(reach().POST('/api/v1/connections/{name}/freeze', { params }))
    : await answer(reach().POST('/api/v1/connections/{name}/unfreeze', { params }))
  const flows = done.flows.length === 0 ? 'no flow had to be changed' : done.flows.join(', ')
  showDone(done, options, isFrozen ? `Frozen, nothing new is taken: ${flows}` : `News are taken again: ${flows}`)
}

function arrivalLines(of: Schemas['Arrival']): [string, string | null][] {
  const first: [string, string | null] =
    of.firstExpectedBy === null ? ['first data', of.firstAt] : ['first data expected by', of.firstExpectedBy]
  return [
    first,
    ['last news', of.lastAt],
    ['last looked through', of.lookedAt],
    ['lag', of.lagSeconds === null ? null : `${of.lagSeconds} s`],
    ['late since', of.lateSince],
    ['frozen', of.isFrozen ? 'yes' : 'no'],
  ]
}

async function check(name: string, options: { json?: boolean }): Promise<void> {
  const { answer, reach } = await import('./reach.ts')
  const params = { path: { name } }
  const checked = await answer(reach().POST('/api/v1/connections/{name}/check', { params }))
  show(checked, options, ({ permissions }) =>
    table(
      ['permission', 'state', 'used by', 'excess'],
      permissions.map(({ permission, state, usedBy, excess }) => [
        permission,
        state,
        usedBy.join(', '),
        excess ? 'better not granted' : null,
      ]),
    ),
  )
}

async function hook(name: string, options: { secretEnv?: string; json?: boolean }): Promise<void> {
  const { answer, reach } = await import('./reach.ts')
  const params = { path: { name } }
  const given = options.secretEnv === undefined ? undefined : keyAndValue(options.secretEnv)
  const door =
    given === undefined
      ? await answer(reach().GET('/api/v1/connections/{name}/hook', { params }))
      : await answer(
          reach().PUT('/api/v1/connections/{name}/hook', {
            params,
            body: { [given[0]]: secretFrom(given[1], given[0]) },
          }),
        )
  show(door, options, ({ url, hasSecrets, secretsBeforeUntil }) =>
    sheet([
      ['Address', url],
      ['Secret', hasSecrets ? 'given' : 'none yet: --secret-env'],
      ['Secret before', secretsBeforeUntil === null ? null : `taken until ${secretsBeforeUntil}`],
    ]),
  )
}

async function hooks(name: string, options: { limit: string; json?: boolean }): Promise<void> {
  const { answer, reach } = await import('./reach.ts')
  const params = { path: { name }, query: { limit: Number(options.limit) } }
  show(await answer(reach().GET('/api/v1/connections/{name}/hooks', { params })), options, ({ data }) =>
    table(
      ['delivery', 'received', 'again', 'read', 'verification'],
      data.map((row) => [row.delivery.slice(0, 16), row.receivedAt, row.repeats, row.settledAt, row.verification]),
    ),
  )
}

async function list(options: { json?: boolean }): Promise<void> {
  const { answer, reach } = await import('./reach.ts')
  const client = reach()
  const page = await allPages((cursor) =>
    answer(client.GET('/api/v1/connections', { params: { query: { limit, ...cursor } } })),
  )
  show(page, options, ({ data }) =>
    table(
      ['name', 'connector', 'account', 'state', 'trouble'],
      data.map(({ name, connector, account, label, state, fault }) => [
        name,
        connector,
        label === account ? account : `${label} (${account})`,
        state,
        typeof fault?.message === 'string' ? fault.message : null,
      ]),
    ),
  )
}
