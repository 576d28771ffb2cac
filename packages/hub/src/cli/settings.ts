import { Command, InvalidArgumentError } from 'commander'
import type { Schemas } from '../client/index.ts'
import { sheet, show } from './print.ts'

export function settingsCommands(): Command {
  const group = new Command('settings').description(
    'What holds for the whole business: brakes, identity, retention, mails, loyalty',
  )
  group.command('show').description('All of them').option('--json', 'print JSON').action(list)
  group
    .command('set')
    .description('Change some: brakes.changed=50, notifications.to=ann@example.com,bob@example.com')
    .argument('<name=value...>', 'name and value', pair, [])
    .option('--json', 'print JSON')
    .action(set)
  return group
}

type Settings = Schemas['Settings']

async function list(options: { json?: boolean }): Promise<void> {
  const { answer, reach } = await import('./reach.ts')
  show(await answer(reach().GET('/api/v1/settings', {})), options, inWords)
}

async function set(pairs: Pair[], options: { json?: boolean }): Promise<void> {
  const { answer, reach } = await import('./reach.ts')
  const body: Record<string, Record<string, unknown>> = {}
  for (const { section, field, value } of pairs) body[section] = { ...body[section], [field]: value }
  show(await answer(reach().PATCH('/api/v1/settings', { body })), options, inWords)
}

interface Pair {
  section: string
  field: string
  value: unknown
}

/** `brakes.changed=50`: numbers and null as they are, lists with commas, anything else by JSON, else as text. */
function pair(text: string, before: Pair[]): Pair[] {
  const [, section = '', field = '', given = ''] = /^([a-z]\w*)\.([a-z]\w*)=(.*)$/s.exec(text) ?? []
  if (section === '') throw new InvalidArgumentError('write section.field=value, such as brakes.changed=50')
  const isList = field === 'to' || field === 'kinds'
  const value = isList && !given.startsWith('[') ? given.split(',').filter((each) => each !== '') : jsonOrText(given)
  return [...before, { section, field, value }]
}

function jsonOrText(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

function inWords({ brakes, identity, retention, notifications, loyalty, mail }: Settings): string {
  const { kinds, to, quiet } = notifications
  return sheet([
    ...Object.entries(brakes).map(([field, value]) => [`brakes.${field}`, value] as const),
    ...Object.entries(identity).map(([field, value]) => [`identity.${field}`, plain(value)] as const),
    ...Object.entries(retention).map(([field, value]) => [`retention.${field}`, value] as const),
    ['notifications.kinds', kinds.join(',')],
    ['notifications.to', to.length === 0 ? (mail?.to.join(',') ?? 'nobody') : to.join(',')],
    ['notifications.quiet', quiet === null ? 'never' : `${quiet.from} to ${quiet.to}, ${quiet.zone}`],
    ...Object.entries(loyalty).map(([field, value]) => [`loyalty.${field}`, plain(value)] as const),
    ['mail server', mail?.server ?? 'none: set TREFOIL_SMTP_URL'],
  ])
}

function plain(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}
