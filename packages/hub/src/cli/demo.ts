import { Command, InvalidArgumentError } from 'commander'

export interface DemoOptions {
  customers: number
  once?: boolean
  json?: boolean
}

export function demoCommand(): Command {
  return new Command('demo')
    .description('A pretended shop, synced through a hub of its own into a pretended Klaviyo')
    .option('--customers <n>', 'customers of the shop', whole, 1_000)
    .option('--once', 'compare both sides when all is synced, and end')
    .option('--json', 'print JSON')
    .action(async (options: DemoOptions) => (await import('./demo/run-demo.ts')).runDemo(options))
}

function whole(text: string): number {
  if (/^\d{1,7}$/.test(text) && Number(text) > 0) return Number(text)
  throw new InvalidArgumentError('say a whole number from 1 on')
}
