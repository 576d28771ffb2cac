import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

/** A pretended Clover and a pretended Klaviyo in a process of their own. */
export interface Vendors {
  clover: { url: string; merchantId: string; token: string }
  klaviyo: { url: string; apiKey: string }
  pid: number
  stop(): Promise<void>
}

const program = fileURLToPath(new URL('../../packages/simulators/bin/trefoil-simulators.js', import.meta.url))

/** Without limits and without latency, unless told. */
export async function startVendors(
  customers: number,
  { limits = false, latency = 0 }: { limits?: boolean; latency?: number } = {},
): Promise<Vendors> {
  const shop = ['--customers', String(customers), '--latency', String(latency), ...(limits ? [] : ['--no-limits'])]
  const child = spawn(process.execPath, [program, '--json', '--parent', ...shop], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const doors: Pick<Vendors, 'clover' | 'klaviyo'> = JSON.parse(await firstLine(child))
  if (!limits) await readThrough(doors, customers)
  return {
    ...doors,
    pid: child.pid ?? 0,
    stop: async () => {
      const exited = once(child, 'exit')
      child.stdin?.end()
      await exited
    },
  }
}

/** The pretended till renders a customer when it is first asked for; a real one has its customers ready. */
async function readThrough({ clover }: Pick<Vendors, 'clover'>, customers: number): Promise<void> {
  const list = `${clover.url}/v3/merchants/${clover.merchantId}/customers?expand=addresses,emailAddresses,phoneNumbers`
  for (let offset = 0; offset < customers; offset += 1_000) {
    const headers = { authorization: `Bearer ${clover.token}` }
    await (await fetch(`${list}&limit=1000&offset=${offset}`, { headers })).text()
  }
}

async function firstLine(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error('The simulators have no output')
  for await (const line of createInterface({ input: child.stdout })) return line
  throw new Error('The simulators ended before they had started')
}
