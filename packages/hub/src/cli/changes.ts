import { Command } from 'commander'
import { note, show, table } from './print.ts'

interface ChangesOptions {
  after?: string
  entity?: string
  limit: string
  follow?: boolean
  json?: boolean
}

export function changesCommand(): Command {
  return new Command('changes')
    .description('What changed in the records of the hub, the oldest first')
    .option('--after <id>', 'go on after this change; 0 is before the first')
    .option('--entity <entity>', 'only these, as in Customer')
    .option('--limit <n>', 'at most 1000', '50')
    .option('--follow', 'stay, and print each change as it comes')
    .option('--json', 'print JSON; with --follow a line for each change')
    .action(list)
}

async function list(options: ChangesOptions): Promise<void> {
  const { answer, reach } = await import('./reach.ts')
  const { changeRow, followChanges } = await import('./follow-changes.ts')
  const { after, entity } = options
  const filter = { ...(after === undefined ? {} : { after }), ...(entity === undefined ? {} : { entity }) }
  if (options.follow === true) return followChanges(reach(), filter, options)
  const query = { ...filter, limit: Number(options.limit) }
  const page = await answer(reach().GET('/api/v1/changes', { params: { query } }))
  show(page, options, ({ data }) =>
    table(['change', 'when', 'entity', 'record', 'version', 'changed', 'by'], data.map(changeRow)),
  )
  if (page.has_more && options.json !== true) note(`More: --after ${page.next}`)
}
