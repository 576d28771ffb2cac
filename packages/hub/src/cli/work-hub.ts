import { askedToStop, startWorkerHere } from './hub-process.ts'
import { note, print } from './print.ts'

export async function work(options: { json?: boolean }): Promise<void> {
  const asked = askedToStop()
  const worker = await startWorkerHere(process.env)
  if (options.json === true) print(JSON.stringify({ pid: process.pid }))
  else print(`This worker does what is due, as process ${process.pid}. Stop it with Ctrl-C.`)
  await asked
  if (options.json !== true) note('Stopping: what is under way is finished first')
  await worker.stop()
}
