import { Command } from 'commander'
import { note, show, table } from './print.ts'

export function recipeCommands(): Command {
  const group = new Command('recipe').description('Ready flows')
  group.command('list').description('Every recipe').option('--json', 'print JSON').action(list)
  group
    .command('apply')
    .description("Make a recipe's flows, or bring them to its newest version")
    .argument('<recipe>')
    .option('--connection <name>', 'needed only where several connections would do')
    .option('--override', 'enable a flow although another one moves the same records')
    .option('--json', 'print JSON')
    .action(apply)
  group
    .command('try')
    .description('What a recipe would make of the first real record; nothing is written')
    .argument('<recipe>')
    .option('--connection <name>', 'needed only where several connections would do')
    .option('--json', 'print JSON')
    .action(tryOne)
  return group
}

async function list(options: { json?: boolean }): Promise<void> {
  const { answer, reach } = await import('./reach.ts')
  const recipes = await answer(reach().GET('/api/v1/recipes'))
  show(recipes, options, ({ data }) =>
    table(
      ['recipe', 'for', 'flows', 'says'],
      data.map(({ name, connector, flows, says }) => [
        name,
        connector,
        flows.map((flow) => flow.name).join(', '),
        says,
      ]),
    ),
  )
}

async function apply(
  name: string,
  options: { connection?: string; override?: boolean; json?: boolean },
): Promise<void> {
  const { answer, reach } = await import('./reach.ts')
  const { connection, override = false } = options
  const applied = await answer(
    reach().POST('/api/v1/recipes/{name}/apply', {
      params: { path: { name } },
      body: { override, ...(connection === undefined ? {} : { connection }) },
    }),
  )
  show(applied, options, ({ flows }) =>
    table(
      ['flow', 'version', 'result', 'connection'],
      flows.map((flow) => [flow.name, flow.version, flow.result, applied.connection]),
    ),
  )
  if (options.json === true) return
  for (const flow of applied.flows.filter(({ result }) => result === 'created')) {
    note(`Next: trefoil flow run ${flow.name} --wait moves what is there already; changes move by themselves`)
  }
}

async function tryOne(name: string, options: { connection?: string; json?: boolean }): Promise<void> {
  const { answer, reach } = await import('./reach.ts')
  const { explainedInWords } = await import('./explained-in-words.ts')
  const { connection } = options
  const body = connection === undefined ? {} : { connection }
  const tried = await answer(reach().POST('/api/v1/recipes/{name}/try', { params: { path: { name } }, body }))
  show(tried, options, ({ record }) =>
    record === null ? 'There is no record yet' : `Record ${record.id}\n\n${explainedInWords(record.explained)}`,
  )
}
