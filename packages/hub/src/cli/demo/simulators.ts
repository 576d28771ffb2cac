import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { exitCodes, Failure } from '../exit.ts'

const Line = z.object({
  clover: z.object({ url: z.url(), merchantId: z.string(), token: z.string() }),
  klaviyo: z.object({ url: z.url(), apiKey: z.string() }),
})

export interface Simulators extends z.output<typeof Line> {
  stop(): Promise<void>
}

/** The pretended vendors, in a process of their own: the hub meets them over HTTP alone. They end with this process. */
export async function startSimulators(customers: number): Promise<Simulators> {
  const program = fileURLToPath(new URL('../bin/trefoil-simulators.js', import.meta.resolve('@trefoil/simulators')))
  const wanted = ['--clover', '--klaviyo', '--customers', String(customers)]
  const child = spawn(process.execPath, [program, '--json', '--parent', ...wanted], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit')
  const [first] = await Promise.race([once(createInterface(child.stdout), 'line'), ended])
  const started = Line.safeParse(typeof first === 'string' ? JSON.parse(first) : null)
  if (!started.success) {
    child.kill()
    throw new Failure(exitCodes.failed, `The simulators did not start: ${program} said ${String(first)}`)
  }
  return {
    ...started.data,
    async stop() {
      child.stdin.end()
      await ended
    },
  }
}
