/** `trefoil run undo`: take back what a run changed. */
import type { Command } from 'commander'
import type { Schemas } from '../client/client.ts'
import { changesInWords } from './change-words.ts'
import { show } from './print.ts'

export function addUndoCommand(group: Command): void {
  group
    .command('undo')
    .description('Put back what a run changed, where nobody changed it since; records that it made stay')
    .argument('<id>')
    .option('--dry-run', 'say what it would put back, and do nothing')
    .option('--wait', 'stay until it has ended, and say how')
    .option('--json', 'print JSON')
    .action(undo)
}

async function undo(id: string, options: { dryRun?: boolean; wait?: boolean; json?: boolean }): Promise<void> {
  const { answer, reach } = await import('./reach.ts')
  const client = reach()
  const params = { path: { id } }
  if (options.dryRun === true) {
    show(await answer(client.GET('/api/v1/runs/{id}/undo', { params })), options, planInWords)
    return
  }
  const { run } = await answer(client.POST('/api/v1/runs/{id}/undo', { params }))
  if (options.wait === true) {
    const { followRun } = await import('./follow-run.ts')
    return followRun(client, { id: run, title: `Undoing run ${id}` }, options)
  }
  show({ run }, options, () => `Run ${run} undoes run ${id}: trefoil run show ${run}`)
}

function planInWords({ run, flow, changed, created, records }: Schemas['UndoPlan']): string {
  const head = `Run ${run} of ${flow} changed records ${changed} times, and made ${created}, which stay`
  return [head, ...records.map(recordInWords)].join('\n\n')
}

function recordInWords({ id, changes, left, isCreated, isGone, refused }: Schemas['UndoPlan']['records'][number]) {
  const lines = [
    ...(isGone ? ['is no more'] : []),
    ...(isCreated ? ['was made by the run, and stays'] : []),
    ...(refused === null ? [] : [`cannot be put back: ${refused}`]),
    ...(Object.keys(changes).length === 0 ? [] : changesInWords(changes).split('\n')),
    ...left.map(({ field, why }) => `${field}: stays, ${why === 'changed' ? 'changed since' : 'added to a list'}`),
  ]
  return `Record ${id}\n${lines.map((line) => `  ${line}`).join('\n')}`
}
