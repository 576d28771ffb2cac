import { setTimeout as sleep } from 'node:timers/promises'
import type { TrefoilClient } from '../../client/client.ts'
import { exitCodes, Failure } from '../exit.ts'
import { openProgress } from '../progress.ts'
import { answer } from '../reach.ts'

const lookEvery = 200

/** Waits until no run is open and no delivery is due in any of the flows. A flow that stopped ends the wait. */
export async function waitUntilQuiet(
  client: TrefoilClient,
  flows: readonly string[],
  work: { title: string; expected: number },
): Promise<void> {
  await openProgress(work.title, work.expected, async (tell) => {
    for (;;) {
      const looks = await Promise.all(flows.map((name) => look(client, name)))
      const [first, last] = [looks[0], looks.at(-1)]
      // What the first flow lets through is known when it has ended.
      tell(last?.read ?? 0, first?.isQuiet === true ? last?.owed : undefined)
      if (looks.every(({ isQuiet }) => isQuiet)) return true
      await sleep(lookEvery)
    }
  })
}

async function look(client: TrefoilClient, name: string): Promise<{ isQuiet: boolean; read: number; owed: number }> {
  const flow = await answer(client.GET('/api/v1/flows/{name}', { params: { path: { name } } }))
  if (flow.state !== 'enabled') throw stopped(`The flow ${name} is ${flow.state}`, flow.fault)
  const path = { name: flow.connection }
  const connection = await answer(client.GET('/api/v1/connections/{name}', { params: { path } }))
  if (connection.state !== 'active')
    throw stopped(`The connection ${connection.name} is ${connection.state}`, connection.fault)
  const { data } = await answer(client.GET('/api/v1/runs', { params: { query: { flow: name, limit: 200 } } }))
  const failed = data.find((run) => run.state === 'failed')
  if (failed !== undefined) throw stopped(`Run ${failed.id} of ${name} failed`, failed.fault)
  const read = data.reduce((total, run) => total + run.read, 0)
  const { due, done, held } = flow.deliveries
  return { isQuiet: flow.openRuns === 0 && due === 0, read, owed: due + done + held }
}

function stopped(what: string, fault: Record<string, unknown> | null): Failure {
  const why = typeof fault?.message === 'string' ? `: ${fault.message}` : ''
  return new Failure(exitCodes.failed, what + why)
}
