import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

/** A pretended Clover and a pretended Klaviyo in a process of their own, without limits and without latency. */
export interface Vendors {
  clover: { url: string; merchantId: string; token: string }
  klaviyo: { url: string; apiKey: string }
  stop(): Promise<void>
}

const program = fileURLToPath(new URL('../../packages/simulators/bin/trefoil-simulators.js', import.meta.url))

export async function startVendors(customers: number): Promise<Vendors> {
  const child = spawn(
    process.execPath,
    [program, '--json', '--parent', '--no-limits', '--customers', String(customers)],
    {
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  )
  const line = await firstLine(child)
  return {
    ...JSON.parse(line),
    stop: async () => {
      const exited = once(child, 'exit')
      child.stdin?.end()
      await exited
    },
  }
}

async function firstLine(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error('The simulators have no output')
  for await (const line of createInterface({ input: child.stdout })) return line
  throw new Error('The simulators ended before they had started')
}
