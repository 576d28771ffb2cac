import { Command } from 'commander'

export function workerCommand(): Command {
  return new Command('worker')
    .description('Do what is due beside other processes on one PostgreSQL, and answer nobody')
    .option('--json', 'print what runs as JSON')
    .action(async (options: { json?: boolean }) => (await import('./work-hub.ts')).work(options))
}
