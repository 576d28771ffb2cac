import { until, Waiting } from '../harness/until.ts'
import { chance } from './chance.ts'
import { expireLeases } from './expire-leases.ts'
import { type HubProcess, startHubProcess, startWorkerProcess } from './hub-process.ts'
import type { Given, Proved } from './proved.ts'
import { queueRun, quiet } from './town.ts'
import { openWorkplace, type Workplace } from './workplace.ts'

const mostCalls = 8

/** A worker that is frozen in its work until another one has done it, and then goes on: what it writes late is refused. */
export async function frozen({ times, seed, newDatabase }: Given): Promise<Proved> {
  const number = chance(seed)
  const work = await openWorkplace(await newDatabase())
  const hub = await startHubProcess({ ...work.environment, TREFOIL_WORKER: 'off' })
  try {
    for (let turn = 0; turn < times; turn += 1) await takenOver(work, hub, number(mostCalls))
    const last = await startWorkerProcess(work.environment)
    await queueRun(hub.api, 'clover-customers')
    await quiet(hub.api)
    await Promise.all([last.stop(), hub.stop()])
    return { ...(await work.compare()), times, note: 'the late one was fenced off each time, and ended with 0' }
  } finally {
    await work.close()
  }
}

async function takenOver(work: Workplace, hub: HubProcess, nth: number): Promise<void> {
  const late = await startWorkerProcess(work.environment)
  const reached = work.call(nth)
  for (let turn = 0; turn < 8; turn += 1) work.shop.change()
  await queueRun(hub.api, 'clover-customers')
  await reached
  process.kill(late.pid, 'SIGSTOP')
  await expireLeases(work.place)
  const successor = await startWorkerProcess(work.environment)
  await quiet(hub.api)
  process.kill(late.pid, 'SIGCONT')
  // It has to notice before it is asked to stop: its next look at the lease, or its next write.
  await until('the late one to notice', async () => late.log().includes('lease') || new Waiting(late.log()))
  const exits = await Promise.all([late.stop(), successor.stop()])
  if (exits.some((exit) => exit !== 0)) throw new Error(`A worker ended with ${exits.join(' and ')}:\n${late.log()}`)
}
