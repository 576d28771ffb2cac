import type { Command } from 'commander'
import { show } from './print.ts'

/** What a person does with a run that goes on: end it, or let it go on past its brakes. */
export function addControlCommands(group: Command): void {
  group
    .command('cancel')
    .description('End a run that is not over; what it wrote stays')
    .argument('<id>')
    .option('--json', 'print JSON')
    .action((id: string, options: { json?: boolean }) => control('cancel', id, options))
  group
    .command('release')
    .description('Let a run go on that its brakes stopped')
    .argument('<id>')
    .option('--json', 'print JSON')
    .action((id: string, options: { json?: boolean }) => control('release', id, options))
}

async function control(what: 'cancel' | 'release', id: string, options: { json?: boolean }): Promise<void> {
  const { answer, reach } = await import('./reach.ts')
  const { countsInWords } = await import('./run-in-words.ts')
  const params = { path: { id } }
  const client = reach()
  const run = await answer(
    what === 'cancel'
      ? client.POST('/api/v1/runs/{id}/cancel', { params })
      : client.POST('/api/v1/runs/{id}/release', { params }),
  )
  show(run, options, () => `Run ${run.id} of ${run.flow} is ${run.state}; outcomes: ${countsInWords(run)}`)
}
