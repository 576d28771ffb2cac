import { Command } from 'commander'
import type { Schemas } from '../client/client.ts'
import { exitCodes, Failure } from './exit.ts'
import { sheet, show, table } from './print.ts'

interface AddOptions {
  record: string
  channel: string
  state: string
  at?: string
  act?: string
  json?: boolean
}

export function consentCommands(): Command {
  const group = new Command('consent').description('What customers said about being written to')
  group
    .command('show')
    .description('Where a customer stands, and every entry that says so')
    .requiredOption('--record <id>', 'the hub id, as in 55260')
    .option('--json', 'print JSON')
    .action(showOne)
  group
    .command('add')
    .description('Enter what a customer said; it is never changed afterwards')
    .requiredOption('--record <id>', 'the hub id, as in 55260')
    .requiredOption('--channel <channel>', 'email or sms')
    .requiredOption('--state <state>', 'given or withdrawn')
    .option('--at <instant>', 'when, as in 2026-03-02T09:14:09Z; now, unless told')
    .option('--act <words>', 'what the customer did; needed for consent that is given')
    .option('--json', 'print JSON')
    .action(add)
  return group
}

async function showOne(options: { record: string; json?: boolean }): Promise<void> {
  const { answer, reach } = await import('./reach.ts')
  const path = { id: options.record }
  tell(await answer(reach().GET('/api/v1/records/{id}/consents', { params: { path } })), options)
}

async function add(options: AddOptions): Promise<void> {
  const { answer, reach } = await import('./reach.ts')
  const { record: id, channel, state, at, act } = options
  // What is neither of the two words is refused by the server, in its own words.
  const body = {
    channel: channel === 'sms' ? 'sms' : oneOf('--channel', channel, 'email'),
    state: state === 'given' ? 'given' : oneOf('--state', state, 'withdrawn'),
    ...(at === undefined ? {} : { at }),
    ...(act === undefined ? {} : { act }),
  } as const
  tell(await answer(reach().POST('/api/v1/records/{id}/consents', { params: { path: { id } }, body })), options)
}

function tell(consents: Schemas['Consents'], options: { json?: boolean }): void {
  show(consents, options, ({ standing, entries }) =>
    [
      sheet([
        ['email', standingText(standing.email)],
        ['sms', standingText(standing.sms)],
      ]),
      table(
        ['when', 'channel', 'state', 'act', 'source', 'connection'],
        entries.map((entry) => [entry.at, entry.channel, entry.state, entry.act, entry.source, entry.connection]),
      ),
    ].join('\n\n'),
  )
}

function standingText({ state, since }: Schemas['Consents']['standing']['email']): string {
  return since === null ? state : `${state} since ${since}`
}

function oneOf<const T extends string>(option: string, given: string, only: T): T {
  if (given === only) return only
  throw new Failure(exitCodes.usage, `${option} cannot be "${given}": see --help`)
}
