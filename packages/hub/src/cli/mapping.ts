import { Command } from 'commander'

export function mappingCommands(): Command {
  const group = new Command('mapping').description('Try a mapping before it runs; check and test need no server')
  group
    .command('explain')
    .description('Why the fields of one record are what they are')
    .argument('<flow>')
    .option('--external-id <id>', "the id of the record at the flow's connection")
    .option('--id <hub id>', 'the id of the record in the hub')
    .option('--record <json>', 'a record that is only imagined')
    .option('--file <file>', 'by the definition in this file, not by the one in force')
    .option('--live', 'read it at the vendor now, and show every step: retrieve, map, children, write')
    .option('--json', 'print JSON')
    .action(async (flow: string, options: TrialOptions) => (await import('./mapping-try.ts')).explain(flow, options))
  group
    .command('preview')
    .description('What a flow would do with records; nothing is written')
    .argument('<flow>')
    .option('--external-id <id...>', "ids of records at the flow's connection")
    .option('--id <hub id...>', 'ids of records in the hub')
    .option('--record <json>', 'a record that is only imagined')
    .option('--sample <n>', 'so many stored records; 20 unless told')
    .option('--file <file>', 'by the definition in this file, not by the one in force')
    .option('--json', 'print JSON')
    .action(async (flow: string, options: TrialOptions) => (await import('./mapping-try.ts')).preview(flow, options))
  group
    .command('test')
    .description('Run the saved cases of a flow, or of a recipe folder or a file without any server')
    .argument('<what>', 'a flow, a recipe folder, or a file')
    .option('--connector <id>', 'needed for the file of a single flow where several connectors would do')
    .option('--json', 'print JSON')
    .action(async (what: string, options: FileOptions) => (await import('./mapping-test.ts')).test(what, options))
  group
    .command('check')
    .description('All that can be said of the flows in a file before they run; needs no server')
    .argument('<file>', 'a recipe, its folder, or the file of one flow')
    .option('--connector <id>', 'needed for the file of a single flow where several connectors would do')
    .option('--json', 'print JSON')
    .action(async (file: string, options: FileOptions) => (await import('./mapping-check.ts')).check(file, options))
  return group
}

export interface TrialOptions {
  externalId?: string | string[]
  id?: string | string[]
  record?: string
  live?: boolean
  sample?: string
  file?: string
  json?: boolean
}

export interface FileOptions {
  connector?: string
  json?: boolean
}
