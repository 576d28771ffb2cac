import { Command } from 'commander'

export function formulaCommands(): Command {
  const group = new Command('formula').description('Try a formula; needs no server')
  group
    .command('eval')
    .description('What a formula makes of a record')
    .argument('<formula>')
    .option('--record <json>', 'the source record', '{}')
    .option('--destination <json>', 'the record that is there already, as DestinationValue')
    .option('--parent <json>', 'the parent of a child record, as Parent')
    .option('--json', 'print JSON, with the look-ups that were asked')
    .action(async (text: string, options: EvalOptions) => (await import('./formula-eval.ts')).evaluate(text, options))
  group
    .command('check')
    .description('Whether a formula is well-formed, and which fields it reads')
    .argument('<formula>')
    .option(
      '--schema <name>',
      'what it reads, to check it against: clover.customer, hub.customer, clover.customer.addresses',
    )
    .option('--destination-schema <name>', 'what DestinationValue is, as in hub.customer')
    .option('--filter', 'it is a filter: it must be true or false')
    .option('--json', 'print JSON')
    .action(async (text: string, options: CheckOptions) => (await import('./formula-check.ts')).check(text, options))
  return group
}

export interface CheckOptions {
  schema?: string
  destinationSchema?: string
  filter?: boolean
  json?: boolean
}

export interface EvalOptions {
  record: string
  destination?: string
  parent?: string
  json?: boolean
}
