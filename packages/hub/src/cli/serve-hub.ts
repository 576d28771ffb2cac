import { askedToStop, startHubHere } from './hub-process.ts'
import { note, print } from './print.ts'

export async function serve(options: { json?: boolean }): Promise<void> {
  const asked = askedToStop()
  const hub = await startHubHere(process.env)
  if (options.json === true) print(JSON.stringify({ url: hub.url, dataDir: hub.dataDir, pid: process.pid }))
  else print(`Trefoil answers at ${hub.url}\nData and the first API key are in ${hub.dataDir}. Stop with Ctrl-C.`)
  await asked
  if (options.json !== true) note('Stopping: what is under way is finished first')
  await hub.stop()
}
