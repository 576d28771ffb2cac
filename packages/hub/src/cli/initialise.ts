import { Command } from 'commander'
import { show } from './print.ts'

export function initialiseCommand(): Command {
  return new Command('initialise')
    .description('Read every record of an entity from its sources and map it anew')
    .argument('<entity>', 'Customer, Order, …')
    .option('--connection <name>', 'only from this connection')
    .option('--json', 'print JSON')
    .action(initialise)
}

async function initialise(entity: string, options: { connection?: string; json?: boolean }): Promise<void> {
  const { answer, reach } = await import('./reach.ts')
  const { connection } = options
  const queued = await answer(
    reach().POST('/api/v1/entities/{name}/initialise', {
      params: { path: { name: entity } },
      body: connection === undefined ? {} : { connection },
    }),
  )
  show(queued, options, ({ runs }) => runs.map((run) => `Run ${run} is queued: trefoil run show ${run}`).join('\n'))
}
