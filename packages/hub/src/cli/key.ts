import { Command, Option } from 'commander'
import { note, print, show, table } from './print.ts'

export function keyCommands(): Command {
  const group = new Command('key').description('API keys of programs')
  group.command('list').description('Every key, without itself').option('--json', 'print JSON').action(list)
  group
    .command('make')
    .description('Make a key; it is printed this once')
    .argument('<name>', 'what it is for')
    .addOption(new Option('--role <role>', 'what it may do').choices(['owner', 'editor', 'viewer']).default('viewer'))
    .action(make)
  group.command('remove').description('The key stops working at once').argument('<id>').action(remove)
  return group
}

async function list(options: { json?: boolean }): Promise<void> {
  const { answer, reach } = await import('./reach.ts')
  const page = await answer(reach().GET('/api/v1/api-keys', { params: { query: { limit: 200 } } }))
  show(page, options, ({ data }) =>
    table(
      ['id', 'name', 'role', 'made', 'used'],
      data.map(({ id, name, role, createdAt, usedAt }) => [id, name, role, createdAt, usedAt]),
    ),
  )
}

async function make(name: string, options: { role: 'owner' | 'editor' | 'viewer' }): Promise<void> {
  const { answer, reach } = await import('./reach.ts')
  const made = await answer(reach().POST('/api/v1/api-keys', { body: { name, role: options.role } }))
  print(made.key)
}

async function remove(id: string): Promise<void> {
  const { answer, reach } = await import('./reach.ts')
  await answer(reach().DELETE('/api/v1/api-keys/{id}', { params: { path: { id } } }))
  note(`The key ${id} is gone`)
}
