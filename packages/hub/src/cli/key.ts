import { Command, InvalidArgumentError } from 'commander'
import type { Schemas } from '../client/index.ts'
import { allPages, limit } from './all-pages.ts'
import { show, showDone, table } from './print.ts'
import { type Role, roleOption } from './roles.ts'

export function keyCommands(): Command {
  const group = new Command('key').description('API keys of programs')
  group.command('list').description('Every key, without itself').option('--json', 'print JSON').action(list)
  group
    .command('make')
    .description('Make a key; it is printed this once')
    .argument('<name>', 'what it is for')
    .addOption(roleOption().default('viewer'))
    .option('--scope <part...>', 'only these parts of the API, such as runs records')
    .option('--days <number>', 'how long it works; for ever unless told', whole)
    .option('--json', 'print JSON')
    .action(make)
  group
    .command('remove')
    .description('The key stops working at once')
    .argument('<id>')
    .option('--json', 'print JSON')
    .action(remove)
  return group
}

async function list(options: { json?: boolean }): Promise<void> {
  const { answer, reach } = await import('./reach.ts')
  const client = reach()
  const page = await allPages((cursor) =>
    answer(client.GET('/api/v1/api-keys', { params: { query: { limit, ...cursor } } })),
  )
  show(page, options, ({ data }) =>
    table(
      ['id', 'name', 'role', 'scopes', 'made', 'used', 'expires'],
      data.map(({ id, name, role, scopes, createdAt, usedAt, expiresAt }) => {
        return [id, name, role, scopes?.join(' ') ?? 'all', createdAt, usedAt ?? 'never', expiresAt ?? 'never']
      }),
    ),
  )
}

type Scopes = NonNullable<Schemas['MakeApiKeyInput']['scopes']>

interface MakeOptions {
  role: Role
  scope?: string[]
  days?: number
  json?: boolean
}

async function make(name: string, options: MakeOptions): Promise<void> {
  const { answer, reach } = await import('./reach.ts')
  const { role, scope = null, days = null } = options
  // Which parts there are the hub knows, and says so where one is not.
  const scopes = scope as Scopes | null
  const made = await answer(reach().POST('/api/v1/api-keys', { body: { name, role, scopes, days } }))
  show(made, options, ({ key }) => key)
}

function whole(text: string): number {
  if (/^[1-9]\d{0,3}$/.test(text)) return Number(text)
  throw new InvalidArgumentError('give a whole number of days, such as 90')
}

async function remove(id: string, options: { json?: boolean }): Promise<void> {
  const { answer, reach } = await import('./reach.ts')
  await answer(reach().DELETE('/api/v1/api-keys/{id}', { params: { path: { id } } }))
  showDone({ removed: id }, options, `The key ${id} is gone`)
}
