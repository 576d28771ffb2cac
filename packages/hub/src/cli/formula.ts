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
    .option('--json', 'print JSON')
    .action(async (text: string, options: { json?: boolean }) =>
      (await import('./formula-eval.ts')).check(text, options),
    )
  return group
}

export interface EvalOptions {
  record: string
  destination?: string
  parent?: string
  json?: boolean
}
