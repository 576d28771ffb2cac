/**
 * Serves, or works beside others, as `trefoil` does, but with the connectors that a bench asks for:
 * `node hub-program.ts serve|worker unlimited|shops`. It says in a line of JSON that it has begun.
 */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { askedToStop } from '../../packages/hub/src/cli/hub-process.ts'
import { readConfig } from '../../packages/hub/src/config.ts'
import { startHub, startWorker } from '../../packages/hub/src/main.ts'
import { shops, unlimited } from './connectors.ts'

const launcher = fileURLToPath(new URL('../../packages/hub/bin/trefoil.js', import.meta.url))

/** What starts it, for whoever starts processes: with what `trefoil` gives to Node, so that what ships is measured. */
export function hubProgram(command: 'serve' | 'worker', connectors: 'unlimited' | 'shops'): string[] {
  const [firstLine = ''] = readFileSync(launcher, 'utf8').split('\n', 1)
  const flags = firstLine.split(' ').filter((word) => word.startsWith('--'))
  return [...flags, import.meta.filename, command, connectors]
}

if (process.argv[1] === import.meta.filename) await begin()

async function begin(): Promise<void> {
  const asked = askedToStop()
  const config = readConfig(process.env)
  const parts = { connectors: process.argv[3] === 'shops' ? shops : unlimited }
  const running = process.argv[2] === 'worker' ? await startWorker(config, parts) : await startHub(config, parts)
  const url = 'url' in running ? running.url : undefined
  console.log(JSON.stringify({ url, dataDir: config.dataDir, pid: process.pid }))
  await asked
  await running.stop()
}
