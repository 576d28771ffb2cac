import { askedToStop, startHubHere } from './hub-process.ts'
import { note, print } from './print.ts'

export async function serve(options: { json?: boolean }): Promise<void> {
  const asked = askedToStop()
  const hub = await startHubHere(process.env)
  const { url, dataDir, setUpLink } = hub
  if (options.json === true) print(JSON.stringify({ url, dataDir, pid: process.pid, setUpLink }))
  else print(`Trefoil answers at ${url}\nData and the first API key are in ${dataDir}. Stop with Ctrl-C.`)
  if (options.json !== true && setUpLink !== null) {
    print(`\nNobody has an account yet. Make the first one here, within an hour:\n\n  ${setUpLink}\n`)
  }
  await asked
  if (options.json !== true) note('Stopping: what is under way is finished first')
  await hub.stop()
}
