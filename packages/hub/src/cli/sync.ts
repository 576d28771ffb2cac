import { Command } from 'commander'
import { exitCodes, Failure } from './exit.ts'
import { show } from './print.ts'

interface Options {
  id?: string
  externalId?: string
  wait: boolean
  json?: boolean
}

export function syncCommand(): Command {
  return new Command('sync')
    .description('Send or fetch one record now')
    .argument('<flow>')
    .option('--id <hub id>', 'the id of the record in the hub, as in 55260')
    .option('--external-id <id>', "the id of the record at the flow's connection")
    .option('--no-wait', 'do not stay until it is done')
    .option('--json', 'print JSON')
    .action(sync)
}

async function sync(flow: string, options: Options): Promise<void> {
  const { id, externalId } = options
  if ((id === undefined) === (externalId === undefined)) {
    throw new Failure(exitCodes.usage, 'Say which record: either --id <hub id> or --external-id <id>')
  }
  const { answer, reach } = await import('./reach.ts')
  const client = reach()
  const queued = await answer(
    client.POST('/api/v1/flows/{name}/sync', {
      params: { path: { name: flow } },
      body: { ...(id === undefined ? {} : { id }), ...(externalId === undefined ? {} : { externalId }) },
    }),
  )
  if (!options.wait) {
    show(queued, options, () => `Run ${queued.run} of ${flow} is queued: trefoil run show ${queued.run}`)
    return
  }
  const { followRun } = await import('./follow-run.ts')
  await followRun(client, { id: queued.run, title: `Syncing ${id ?? externalId}` }, options)
}
