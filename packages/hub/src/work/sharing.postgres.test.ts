import { test } from 'vitest'
import { testDatabase } from '../../../../test/database/test-database.ts'
import { quickClock } from '../../../../test/harness/quick-clock.ts'
import { until, Waiting } from '../../../../test/harness/until.ts'
import type { Db } from '../db/database.ts'
import { openLog } from '../log.ts'
import { insertConnection } from '../store/connection.ts'
import { Worker } from './worker.ts'

const shops = 6

async function connected(): Promise<{ db: Db; ids: number[] }> {
  const { kysely: db } = await testDatabase()
  const ids: number[] = []
  for (let number = 0; number < shops; number += 1) {
    const account = { connector: 'clover', account: `M${number}`, label: 'Shop', settings: {}, permissions: {} }
    const row = { workspaceId: 1, name: `till-${number}`, sealedCredentials: 'x', ...account }
    ids.push((await insertConnection(db, row))?.id ?? 0)
  }
  return { db, ids }
}

test('a worker that comes late is left its half of the shops that are being read', async () => {
  const { db, ids } = await connected()
  const staff: Worker[] = []
  const readBy = new Map<number, number>()
  const over = { yes: false }
  const hire = (number: number) => {
    const worker = new Worker({
      ...{ db, workspace: 1, clock: quickClock(20), log: openLog({ level: 'silent' }), lookEvery: 20 },
      connections: async () => ids,
      fairShare: async () => Math.ceil(shops / staff.length),
      call: (id) => {
        for (const each of staff) each.wake([id])
      },
      // A listing without end, page after page.
      work: async ({ connectionId }, signal, isToLeave) => {
        readBy.set(connectionId, number)
        while (!over.yes && !signal.aborted && !(await isToLeave())) await new Promise(setImmediate)
        return null
      },
    })
    staff.push(worker)
    worker.start()
  }
  const partOf = (number: number) => ids.filter((id) => readBy.get(id) === number).length
  try {
    hire(1)
    await until('one worker to have all', async () => (partOf(1) === shops ? true : new Waiting(partOf(1))))
    hire(2)
    await until('each worker to have half', async () => (partOf(2) === shops / 2 ? true : new Waiting(partOf(2))))
  } finally {
    over.yes = true
    await Promise.all(staff.map((worker) => worker.stop()))
  }
})
