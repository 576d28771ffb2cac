/** `trefoil flow export|import|diff|rollback|versions|page`: a flow's definition as a file, and its versions. */
import { readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Command } from 'commander'
import type { Schemas } from '../client/client.ts'
import { allPages, limit } from './all-pages.ts'
import { changesInWords } from './change-words.ts'
import { exitCodes, Failure } from './exit.ts'
import { note, print, show, table } from './print.ts'

export function addVersionCommands(group: Command): void {
  group
    .command('export')
    .description("A flow's definition as YAML")
    .argument('<flow>')
    .option('--flow-version <n>', 'the one in force unless told')
    .option('--out <file>', 'write it there, and the schema beside it by which editors complete it')
    .option('--json', 'JSON in place of YAML')
    .action(exportFlow)
  group
    .command('import')
    .description('Give a flow the definition in a file as its newest version')
    .argument('<flow>')
    .argument('<file>', 'YAML or JSON')
    .option('--note <text>', 'why, for those who look at the versions later')
    .option('--base <n>', 'the version that you edited: refused where another is in force by now')
    .option('--keep', 'only keep it, and put it into force later with rollback')
    .option('--override', 'although another enabled flow moves the same records')
    .option('--replay', 'map the stored records again, without a call to the vendor')
    .option('--json', 'print JSON')
    .action(importFlow)
  group
    .command('versions')
    .description('Versions of a flow, the newest first')
    .argument('<flow>')
    .option('--json', 'print JSON')
    .action(versions)
  group
    .command('diff')
    .description('What changed between two versions, rule by rule')
    .argument('<flow>')
    .option('--from <n>', 'the version before unless told')
    .option('--to <n>', 'the version in force unless told')
    .option('--json', 'print JSON')
    .action(diff)
  group
    .command('rollback')
    .description('Put another version into force')
    .argument('<flow>')
    .argument('<version>')
    .option('--override', 'although another enabled flow moves the same records')
    .option('--json', 'print JSON')
    .action(rollback)
  group
    .command('page')
    .description('The page that a flow prints about itself, in Markdown')
    .argument('<flow>')
    .option('--json', 'print JSON')
    .action(page)
}

async function exportFlow(
  name: string,
  options: { flowVersion?: string; out?: string; json?: boolean },
): Promise<void> {
  const { answer, reach } = await import('./reach.ts')
  const { flowVersion: version, out } = options
  const params = { path: { name }, query: version === undefined ? {} : { version } }
  const text =
    options.json === true
      ? `${JSON.stringify(await answer(reach().GET('/api/v1/flows/{name}/definition', { params })), null, 2)}\n`
      : await answer(reach().GET('/api/v1/flows/{name}/definition.yaml', { params, parseAs: 'text' }))
  if (out === undefined) {
    process.stdout.write(text)
    return
  }
  const { flowSchemaText } = await import('./mapping-schema.ts')
  const schema = join(dirname(out), 'flow.schema.json')
  await writeFile(out, text)
  await writeFile(schema, flowSchemaText())
  note(`${name} is in ${out}; ${schema} is what editors complete it by`)
}

interface ImportOptions {
  note?: string
  base?: string
  keep?: boolean
  override?: boolean
  replay?: boolean
  json?: boolean
}

async function importFlow(name: string, file: string, options: ImportOptions): Promise<void> {
  const { answer, reach } = await import('./reach.ts')
  const client = reach()
  const definition = await readText(file)
  const { note: why, base, keep = false, override = false } = options
  const body = {
    definition,
    activate: !keep,
    override,
    ...(why === undefined ? {} : { note: why }),
    ...(base === undefined ? {} : { base: Number(base) }),
  }
  const put = client.PUT('/api/v1/flows/{name}/definition', { params: { path: { name } }, body })
  const saved = await answer(put).catch((error) => withPlaces(error, definition))
  if (options.replay === true && saved.isActive) {
    const queued = await answer(
      client.POST('/api/v1/flows/{name}/runs', { params: { path: { name } }, body: { kind: 'replay' } }),
    )
    note(`Run ${queued.run} maps the stored records again: trefoil run show ${queued.run}`)
  }
  show(saved, options, savedInWords)
}

/** A refused definition is shown with a mark under each place, and with what to do. */
export async function withPlaces(error: unknown, definition: string): Promise<never> {
  if (!(error instanceof Failure)) throw error
  if (error.facts.code === 'cases_failed') {
    const way =
      'Correct the rules, or the cases that are to expect this from now on; --keep stores the version as a draft'
    throw new Failure(error.exitCode, `${error.message}\n${way}`, error.facts)
  }
  if (error.facts.code !== 'bad_mapping') throw error
  const { readFindings } = await import('./mapping-files.ts')
  const words = readFindings(error.facts.facts, definition)
  throw new Failure(exitCodes.checkFailed, `${error.message.split('\n')[0]}\n\n${words}`, error.facts)
}

export function savedInWords({ flow, version, isActive, result, diagnostics, cases }: Schemas['SavedVersion']): string {
  const head =
    result === 'unchanged'
      ? `${flow} stands at version ${version} already: nothing was changed`
      : `Version ${version} of ${flow} is ${isActive ? 'in force' : `kept: trefoil flow rollback ${flow} ${version}`}`
  const passed = cases.filter(({ pass }) => pass).length
  const rows = diagnostics.map(({ severity, code, message }) => [severity, code, message])
  const findings = rows.length === 0 ? [] : ['', table(['severity', 'code', 'what'], rows)]
  return [head, `Cases: ${passed} of ${cases.length} pass`, ...findings].join('\n')
}

async function versions(name: string, options: { json?: boolean }): Promise<void> {
  const { answer, reach } = await import('./reach.ts')
  const client = reach()
  const list = await allPages((cursor) =>
    answer(client.GET('/api/v1/flows/{name}/versions', { params: { path: { name }, query: { limit, ...cursor } } })),
  )
  show(list, options, ({ data }) =>
    table(
      ['version', 'in force', 'made', 'note'],
      data.map(({ version, isActive, createdAt, note: why }) => [version, isActive ? 'yes' : '', createdAt, why]),
    ),
  )
}

async function diff(name: string, options: { from?: string; to?: string; json?: boolean }): Promise<void> {
  const { answer, reach } = await import('./reach.ts')
  const { from, to } = options
  const query = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) }
  const found = await answer(reach().GET('/api/v1/flows/{name}/diff', { params: { path: { name }, query } }))
  show(found, options, ({ changes, ...of }) => {
    const words = changesInWords(changes)
    return words === '' ? `Versions ${of.from} and ${of.to} are the same` : words
  })
}

async function rollback(name: string, version: string, options: { override?: boolean; json?: boolean }): Promise<void> {
  const { answer, reach } = await import('./reach.ts')
  const body = { version: Number(version), override: options.override === true }
  const saved = await answer(reach().POST('/api/v1/flows/{name}/rollback', { params: { path: { name } }, body }))
  show(saved, options, savedInWords)
  if (options.json !== true && saved.result !== 'unchanged') {
    const flow = await answer(reach().GET('/api/v1/flows/{name}', { params: { path: { name } } }))
    const how = flow.direction === 'to_hub' ? `${name} --replay` : name
    note(`What the version before made of records stays until they are mapped again: trefoil flow run ${how}`)
  }
}

async function page(name: string, options: { json?: boolean }): Promise<void> {
  const { answer, reach } = await import('./reach.ts')
  const text = await answer(reach().GET('/api/v1/flows/{name}/page', { params: { path: { name } }, parseAs: 'text' }))
  if (options.json === true) print(JSON.stringify({ flow: name, page: text }))
  else process.stdout.write(text)
}

async function readText(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    throw new Failure(exitCodes.usage, `${file} cannot be read: ${cause.message}`)
  })
}
