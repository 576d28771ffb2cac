import { startWorker } from '../main.ts'
import { configOf } from './environment.ts'
import { exitCodes, Failure } from './exit.ts'
import { askedToStop, inWords } from './hub-process.ts'
import { note, print } from './print.ts'

export async function work(options: { json?: boolean }): Promise<void> {
  const asked = askedToStop()
  const config = configOf(process.env)
  if (config.databaseUrl === undefined) {
    throw new Failure(
      exitCodes.usage,
      'A worker shares its work with other processes, which takes a PostgreSQL: set DATABASE_URL. ' +
        'The embedded database belongs to one process; there "trefoil serve" works by itself',
    )
  }
  const worker = await startWorker(config).catch((error: unknown) => {
    throw inWords(error)
  })
  if (options.json === true) print(JSON.stringify({ pid: process.pid }))
  else print(`This worker does what is due, as process ${process.pid}. Stop it with Ctrl-C.`)
  await asked
  if (options.json !== true) note('Stopping: what is under way is finished first')
  await worker.stop()
}
