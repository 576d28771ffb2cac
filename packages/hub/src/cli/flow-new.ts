/** `trefoil flow create|copy`: a flow that no recipe brings. */
import { readFile, writeFile } from 'node:fs/promises'
import type { Command } from 'commander'
import type { Schemas } from '../client/client.ts'
import { exitCodes, Failure } from './exit.ts'
import { savedInWords, withPlaces } from './flow-version.ts'
import { note, show, table } from './print.ts'

export function addNewFlowCommands(group: Command): void {
  group
    .command('create')
    .description('Make a flow of the definition in a file; it is paused until you resume it')
    .argument('<file>', 'YAML or JSON, as `trefoil flow export` writes it')
    .requiredOption('--connection <name>', 'what it reads from or writes to')
    .option('--note <text>', 'why, for those who look at the versions later')
    .option('--json', 'print JSON')
    .action(create)
  group
    .command('copy')
    .description('Make a flow like another one under a new name; it is paused until you resume it')
    .argument('<flow>')
    .argument('<name>', 'of the copy')
    .option('--connection <name>', 'another one for the copy, as a second shop')
    .option('--reverse', 'the other way round: what is read is written, and what is written is read')
    .option('--endpoint <name>', 'where a reversed flow reads or writes: the same name on that side unless told')
    .option('--out <file>', 'only write its definition there, to be changed and then given to `trefoil flow create`')
    .option('--json', 'print JSON')
    .action(copy)
}

async function create(file: string, options: { connection: string; note?: string; json?: boolean }): Promise<void> {
  const definition = await readFile(file, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    throw new Failure(exitCodes.usage, `${file} cannot be read: ${cause.message}`)
  })
  const { connection, note: why } = options
  tell(await make({ connection, definition, ...(why === undefined ? {} : { note: why }) }), options)
}

interface CopyOptions {
  connection?: string
  reverse?: boolean
  endpoint?: string
  out?: string
  json?: boolean
}

async function copy(flow: string, as: string, options: CopyOptions): Promise<void> {
  const { answer, reach } = await import('./reach.ts')
  const params = { path: { name: flow } }
  const query = {
    as,
    reverse: options.reverse === true ? ('true' as const) : ('false' as const),
    ...(options.endpoint === undefined ? {} : { endpoint: options.endpoint }),
  }
  const copied = await answer(reach().GET('/api/v1/flows/{name}/copy', { params: { ...params, query } }))
  if (options.out !== undefined) {
    await writeFile(options.out, copied.definition)
    show(copied, options, leftInWords)
    note(`${as} is in ${options.out}; make the flow of it: trefoil flow create ${options.out} --connection NAME`)
    return
  }
  const connection = options.connection ?? (await answer(reach().GET('/api/v1/flows/{name}', { params }))).connection
  const made = await make({ connection, definition: copied.definition, note: `a copy of ${flow}` }).catch((error) => {
    throw withWayOut(error)
  })
  if (options.json !== true && copied.left.length > 0) note(leftInWords(copied))
  tell(made, options)
}

async function make(body: { connection: string; definition: string; note?: string }): Promise<Schemas['SavedVersion']> {
  const { answer, reach } = await import('./reach.ts')
  return answer(reach().POST('/api/v1/flows', { body })).catch((error) => withPlaces(error, body.definition))
}

function withWayOut(error: unknown): unknown {
  if (!(error instanceof Failure) || error.facts.code !== 'bad_mapping') return error
  const way =
    'Nothing was made. Write the copy to a file with --out, put this right there, and use `trefoil flow create`'
  return new Failure(error.exitCode, `${error.message}\n\n${way}`, error.facts)
}

function leftInWords({ left, diagnostics }: Schemas['CopiedFlow']): string {
  const rows = left.map(({ mapping, to, why }) => [mapping, to ?? 'all of it', why])
  const errors = diagnostics.filter(({ severity }) => severity === 'error')
  return [
    rows.length === 0 ? 'Nothing was left out' : `Left out:\n${table(['mapping', 'field', 'why'], rows)}`,
    ...(errors.length === 0
      ? []
      : [`Still to be put right:\n${errors.map(({ message }) => `  ${message}`).join('\n')}`]),
  ].join('\n\n')
}

function tell(made: Schemas['SavedVersion'], options: { json?: boolean }): void {
  show(made, options, savedInWords)
  if (options.json !== true) note(`It is paused: look at it, then trefoil flow resume ${made.flow}`)
}
