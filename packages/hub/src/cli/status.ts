import { Command } from 'commander'
import { exitCodes, Failure } from './exit.ts'
import { sheet, show, table } from './print.ts'

export function statusCommand(): Command {
  return new Command('status')
    .description('Whether what is due moves, what is stopped, and how many issues are open')
    .option('--json', 'print JSON')
    .action(status)
}

async function status(options: { json?: boolean }): Promise<void> {
  const { answer, reach } = await import('./reach.ts')
  const now = await answer(reach().GET('/api/v1/status', {}))
  show(now, options, ({ stalls, stopped, openIssues, mail }) => {
    const head = sheet([
      ['status', now.status],
      ['open issues', openIssues],
      ['stopped', stopped.length === 0 ? 'nothing' : stopped.join(', ')],
      ['stalled', stalls.length],
      ['mail', mail],
    ])
    if (stalls.length === 0) return head
    const rows = stalls.map(({ connection, flow, step, record, since }) => [connection, flow, step, record, since])
    return `${head}\n\n${table(['connection', 'flow', 'step', 'record', 'since'], rows)}`
  })
  if (now.status !== 'ok') throw new Failure(exitCodes.checkFailed, 'Something waits for a person')
}
