import { writeFileSync } from 'node:fs'
import { Command } from 'commander'
import { note, print, sheet, show, table } from './print.ts'

export function systemCommand(): Command {
  return new Command('system')
    .description('Versions, database, workers, and how far each flow is behind')
    .option('--json', 'print JSON')
    .action(system)
}

export function diagnoseCommand(): Command {
  return new Command('diagnose')
    .description(
      'All that somebody who helps needs to know, as JSON: states, counts and codes, no secret and no person',
    )
    .option('--to <file>', 'write it there and not to the screen')
    .option('--json', 'it is JSON in any case')
    .action(diagnose)
}

async function system(options: { json?: boolean }): Promise<void> {
  const { answer, reach } = await import('./reach.ts')
  show(await answer(reach().GET('/api/v1/system', {})), options, ({ database, workers, flows, ...self }) => {
    const head = sheet([
      ['trefoil', self.version],
      ['node', self.node],
      ['running since', self.startedAt],
      ['database', `${database.engine} ${database.version}, ${Math.ceil(database.bytes / 1_048_576)} MiB`],
      ['migrations', database.migrations],
      ['workers', workers.map(({ host, pid }) => `${host}/${pid}`).join(', ') || 'none'],
    ])
    const rows = flows.map(({ flow, state, due, lagSeconds, lastRunAt }) => [flow, state, due, lagSeconds, lastRunAt])
    return `${head}\n\n${table(['flow', 'state', 'due', 'seconds behind', 'last run'], rows)}`
  })
}

async function diagnose({ to }: { to?: string }): Promise<void> {
  const { answer, reach } = await import('./reach.ts')
  const text = JSON.stringify(await answer(reach().GET('/api/v1/diagnostics', {})), null, 2)
  if (to === undefined) return print(text)
  writeFileSync(to, `${text}\n`, { mode: 0o600 })
  note(`The diagnostic bundle is in ${to}`)
}
