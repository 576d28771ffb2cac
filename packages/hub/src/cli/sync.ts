import { Command } from 'commander'
import { exitCodes, Failure } from './exit.ts'
import { show } from './print.ts'
import type { Choice } from './sync-many.ts'

interface Options extends Choice {
  id?: string
  externalId?: string
  wait: boolean
  json?: boolean
}

export function syncCommand(): Command {
  return new Command('sync')
    .description('Send or fetch records of your choice now')
    .argument('<flow>')
    .option('--id <hub id>', 'the id of the record in the hub, as in 55260')
    .option('--external-id <id>', "the id of the record at the flow's connection")
    .option('--ids <a,b>', 'several hub ids')
    .option('--external-ids <a,b>', 'several external ids')
    .option('--file <file>', 'ids from a CSV, JSON lines or text file of any length; - reads the standard input')
    .option('--external', 'a file without a heading holds external ids, not hub ids')
    .option('--where <condition>', `records of the hub, as in 'email contains example and addresses.city is "York"'`)
    .option('--skip-unknown', 'leave ids out that lead nowhere, instead of refusing all')
    .option('--no-wait', 'do not stay until it is done')
    .option('--json', 'print JSON')
    .action(sync)
}

const ways = ['id', 'externalId', 'ids', 'externalIds', 'file', 'where'] as const

async function sync(flow: string, options: Options): Promise<void> {
  const chosen = ways.filter((way) => options[way] !== undefined)
  if (chosen.length !== 1) {
    throw new Failure(
      exitCodes.usage,
      'Say which records, in one way: --id <hub id>, --external-id <id>, --ids, --external-ids, --file or --where',
    )
  }
  const { answer, reach } = await import('./reach.ts')
  const client = reach()
  const { id, externalId } = options
  const params = { path: { name: flow } }
  let run: number
  if (id === undefined && externalId === undefined) {
    run = await (await import('./sync-many.ts')).selectRecords(client, flow, options)
  } else {
    const body = { ...(id === undefined ? {} : { id }), ...(externalId === undefined ? {} : { externalId }) }
    run = (await answer(client.POST('/api/v1/flows/{name}/sync', { params, body }))).run
  }
  if (!options.wait) {
    show({ run }, options, () => `Run ${run} of ${flow} is queued: trefoil run show ${run}`)
    return
  }
  const { followRun } = await import('./follow-run.ts')
  await followRun(client, { id: run, title: `Syncing ${id ?? externalId ?? flow}` }, options)
}
