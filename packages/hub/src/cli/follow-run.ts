import { setTimeout as sleep } from 'node:timers/promises'
import type { TrefoilClient } from '../client/client.ts'
import { exitCodes, Failure } from './exit.ts'
import { show } from './print.ts'
import { openProgress } from './progress.ts'
import { answer } from './reach.ts'
import { countsInWords, type Run, runInWords } from './run-in-words.ts'

const lookEvery = 300

/** Stays with a run until it has ended, prints how, and fails where it did. */
export async function followRun(
  client: TrefoilClient,
  run: { id: number; title: string },
  options: { json?: boolean },
): Promise<void> {
  const ended = await openProgress(run.title, null, async (tell) => {
    for (;;) {
      const now = await answer(client.GET('/api/v1/runs/{id}', { params: { path: { id: String(run.id) } } }))
      tell(now.read, now.expected ?? undefined, now.state === 'queued' ? 'waits for its turn' : undefined)
      if (now.state !== 'queued' && now.state !== 'running') return now
      await sleep(lookEvery)
    }
  })
  const reasons = await reasonsOf(client, ended)
  show({ ...ended, reasons }, options, () =>
    [runInWords(ended), ...reasons.map(({ outcome, who, reason }) => `${outcome} ${who}: ${reason}`)].join('\n'),
  )
  judge(ended)
}

function judge(run: Run): void {
  if (run.state === 'braked') {
    throw new Failure(
      exitCodes.conflict,
      `Run ${run.id} of ${run.flow} stopped and asks: ${String(run.fault?.message ?? '')}. ` +
        `"trefoil run release ${run.id}" lets it go on, "trefoil run cancel ${run.id}" ends it`,
    )
  }
  if (run.state !== 'done') {
    const why = typeof run.fault?.message === 'string' ? `: ${run.fault.message}` : ''
    throw new Failure(exitCodes.failed, `Run ${run.id} of ${run.flow} ended as ${run.state}${why}`)
  }
  if (run.outcomes.error > 0) {
    throw new Failure(
      exitCodes.partial,
      `Run ${run.id} of ${run.flow}: ${countsInWords(run)}. See each reason with "trefoil run show ${run.id} --outcome error"`,
    )
  }
}

/** For a run over a few records, why each ended as it did; a long one is asked page by page. */
async function reasonsOf(client: TrefoilClient, run: Run): Promise<{ outcome: string; who: string; reason: string }[]> {
  if (run.read > few) return []
  const params = { path: { id: String(run.id) }, query: { limit: few } }
  const { data } = await answer(client.GET('/api/v1/runs/{id}/outcomes', { params }))
  return data.map(({ outcome, recordId, externalId, reason }) => ({
    outcome,
    who: externalId ?? String(recordId ?? '-'),
    reason,
  }))
}

const few = 10
