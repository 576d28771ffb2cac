import { Command } from 'commander'

export function serveCommand(): Command {
  return new Command('serve')
    .description('Run the hub: its API, and all flows')
    .option('--json', 'print the address as JSON')
    .action(async (options: { json?: boolean }) => (await import('./serve-hub.ts')).serve(options))
}
