import { Fault, type Source } from '@trefoil/sdk'
import type { Tx } from '../../db/database.ts'
import { postponePoll, upsertPoll } from '../../store/poll.ts'
import { finishRun, RunOverError, type RunRow } from '../../store/run.ts'
import { BrakeError } from '../brake.ts'
import { faultRow } from '../consequences.ts'
import type { Desk, OpenFlow } from '../context.ts'
import { placeOf } from '../flow-keys.ts'
import { stopRun } from '../stops.ts'
import { underLease } from '../under-lease.ts'
import { nextTimeOf } from './triggers.ts'

/** What a pull needs beside the desk. */
export interface Pull {
  flow: OpenFlow
  source: Source
}

/** What ends one run and nothing else: its brakes, a person, a cursor that nobody can read. True: it is over. */
export async function watched(desk: Desk, { flow }: Pull, run: RunRow, work: () => Promise<boolean>): Promise<boolean> {
  const line = { flow: flow.name, run: run.id }
  const leaveAlone = (tx: Tx) => {
    const nextAt = nextTimeOf(flow, flow.endpoint, desk.clock.now())
    return postponePoll(tx, desk.workspace, flow.id, { source: flow.endpoint, nextAt })
  }
  try {
    return await work()
  } catch (thrown) {
    if (thrown instanceof RunOverError) {
      desk.log.info('run.cancelled', line)
      await underLease(desk, leaveAlone)
      return true
    }
    if (thrown instanceof BrakeError) {
      desk.log.warn('run.braked', { ...line, reason: thrown.message })
      await underLease(desk, async (tx) => {
        await stopRun(tx, placeOf(flow), { run: run.id, fault: thrown.fault }, desk.clock.now())
        await leaveAlone(tx)
      })
      return true
    }
    if (!isUnreadable(thrown) || run.cursor === null) throw thrown
    desk.log.warn('source.begun_anew', { ...line, source: flow.endpoint, reason: thrown.message })
    await underLease(desk, async (tx) => {
      await finishRun(tx, desk.workspace, run.id, 'failed', faultRow(thrown))
      const nextAt = desk.clock.now()
      await upsertPoll(tx, desk.workspace, flow.id, { source: flow.endpoint, cursor: null, nextAt })
    })
    return false
  }
}

/** A spoiled cursor, or one that a newer version wrote. Beginning anew repeats nothing: what is unchanged stays. */
export function isUnreadable(thrown: unknown): thrown is Fault {
  return thrown instanceof Fault && thrown.details.code === 'CURSOR_UNREADABLE'
}
