import { Command } from 'commander'
import { show, table } from './print.ts'

export function connectionCommands(): Command {
  const group = new Command('connection').description('Connected accounts')
  group.command('list').description('Every connected account').option('--json', 'print JSON').action(list)
  return group
}

async function list(options: { json?: boolean }): Promise<void> {
  const { answer, reach } = await import('./reach.ts')
  const page = await answer(reach().GET('/api/v1/connections', { params: { query: { limit: 200 } } }))
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
