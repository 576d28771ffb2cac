import { setTimeout as sleep } from 'node:timers/promises'
import type { Schemas } from '../client/client.ts'
import { exitCodes, Failure } from './exit.ts'
import { print, sheet, show, table } from './print.ts'
import { openProgress } from './progress.ts'
import { answer, reach } from './reach.ts'

const lookEvery = 300
const shown = 20

/** Compares a flow with its other side, waits, and fails where they differ. */
export async function reconcile(name: string, options: { wait: boolean; json?: boolean }): Promise<void> {
  const client = reach()
  const params = { path: { name } }
  const { run } = await answer(client.POST('/api/v1/flows/{name}/reconciliation', { params }))
  if (!options.wait) {
    show({ run }, options, () => `Run ${run} compares ${name}: trefoil run show ${run}`)
    return
  }
  const report = await openProgress(`Comparing ${name}`, null, async (tell) => {
    for (;;) {
      const now = await answer(client.GET('/api/v1/flows/{name}/reconciliation', { params }))
      tell(now.compared)
      if (now.finishedAt !== null) return now
      await sleep(lookEvery)
    }
  })
  show(report, options, inWords)
  if (report.state !== 'done')
    throw new Failure(exitCodes.failed, `The comparison ended as ${report.state}: ${report.reason}`)
  if (report.differs === 0) return
  if (options.json !== true) {
    const query = { outcome: 'error' as const, limit: shown }
    const path = { id: String(report.run) }
    const { data } = await answer(client.GET('/api/v1/runs/{id}/outcomes', { params: { path, query } }))
    const rows = data.map(({ recordId, externalId, code, reason }) => [recordId, externalId, code, reason])
    print(`\n${table(['hub id', 'external id', 'code', 'reason'], rows)}`)
  }
  throw new Failure(
    exitCodes.checkFailed,
    `${report.differs} of ${report.compared} differ: trefoil run show ${report.run} --outcome error`,
  )
}

function inWords({ run, compared, agrees, leftOut, pending, differs, causes }: Schemas['Reconciliation']): string {
  return [
    sheet([
      ['run', run],
      ['compared', compared],
      ['agree', agrees],
      ['left out', leftOut],
      ['on the way', pending],
      ['differ', differs],
    ]),
    ...(causes.length === 0
      ? []
      : [
          table(
            ['code', 'means', 'records'],
            causes.map(({ code, title, count }) => [code, title, count]),
          ),
        ]),
  ].join('\n\n')
}
