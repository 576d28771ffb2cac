import { Command } from 'commander'
import { exitCodes, Failure } from './exit.ts'
import type { ConnectorForm } from './fill-in.ts'
import { keyAndValue } from './key-value.ts'
import { note, sheet, show } from './print.ts'
import type { reach } from './reach.ts'
import { secretFrom } from './secret-from.ts'

interface Options {
  name: string
  set: string[]
  secretEnv: string[]
  oauth?: boolean
  allowMissing?: boolean
  json?: boolean
}

export function connectCommand(): Command {
  return new Command('connect')
    .description('Connect an account at a vendor; its credentials are proved first')
    .argument('<connector>', 'clover, klaviyo, …')
    .requiredOption('--name <name>', 'what the connection is called here')
    .option('--set <key=value>', 'a setting or an open field of the credentials', collect, [])
    .option('--secret-env <key=ENV>', 'a secret field, from the environment variable ENV', collect, [])
    .option('--oauth', 'sign in at the vendor with an app of your own; --set and --secret-env name the app')
    .option('--allow-missing', 'connect although permissions are missing')
    .option('--json', 'print JSON')
    .action(connect)
}

async function connect(connector: string, options: Options): Promise<void> {
  if (options.oauth === true) return connectByOAuth(connector, options)
  const { answer, reach } = await import('./reach.ts')
  const client = reach()
  const form = await answer(client.GET('/api/v1/connectors/{name}', { params: { path: { name: connector } } }))
  const { requireAll } = await import('./fill-in.ts')
  const { credentials, settings } = requireAll(form, await filledIn(form, options))
  const connected = await answer(
    client.POST('/api/v1/connections', {
      body: { connector, name: options.name, credentials, settings, allowMissing: options.allowMissing === true },
    }),
  )
  for (const { permission, neededBy } of connected.missing) {
    note(`Missing permission: ${permission}, needed for ${neededBy.join(', ')}`)
  }
  if (connected.excess.length > 0) {
    note(`Excess permission: ${connected.excess.join(', ')}; no enabled flow needs it, so better not grant it`)
  }
  show(connected, options, connectedSheet)
  if (options.json !== true) note('Next: trefoil recipe list shows what it can be used for')
}

async function connectByOAuth(connector: string, options: Options): Promise<void> {
  const { answer, reach } = await import('./reach.ts')
  const { followOAuth } = await import('./follow-oauth.ts')
  const client = reach()
  const { title, oauth, ...form } = await answer(
    client.GET('/api/v1/connectors/{name}', { params: { path: { name: connector } } }),
  )
  if (oauth === null) throw new Failure(exitCodes.usage, `Nobody signs in at ${title}: leave out --oauth`)
  const appForm = { ...form, title: `The app at ${title}`, credentials: oauth }
  const filled = await filledIn(appForm, options)
  const { credentials: app, settings } = filled
  const { name } = options
  const isGiven = Object.keys(app).length > 0
  // The app of the last sign-in will do, where there was one.
  if (isGiven || !(await wasSignedIn(client, name))) {
    const { requireAll } = await import('./fill-in.ts')
    requireAll(appForm, filled)
  }
  const given = isGiven ? { app } : {}
  const begun = await answer(
    client.POST('/api/v1/connections/oauth', {
      body: { connector, name, settings, allowMissing: options.allowMissing === true, ...given },
    }),
  )
  note(`The app at ${title} must name this address to come back to: ${begun.redirectUri}`)
  note(`Open this in a browser and sign in: ${begun.url}`)
  await followOAuth(client, begun.id)
  const connected = await answer(client.GET('/api/v1/connections/{name}', { params: { path: { name } } }))
  show(connected, options, connectedSheet)
}

async function wasSignedIn(client: ReturnType<typeof reach>, name: string): Promise<boolean> {
  const { data } = await client.GET('/api/v1/connections/{name}', { params: { path: { name } } })
  return data?.isSignedIn === true
}

async function filledIn(form: ConnectorForm, options: Options) {
  const { fillIn } = await import('./fill-in.ts')
  const secrets = options.secretEnv.map(keyAndValue).map(([key, variable]) => [key, secretFrom(variable, key)] as const)
  return fillIn(form, options.set.map(keyAndValue), secrets)
}

function connectedSheet({ name, label, account }: { name: string; label: string; account: string }): string {
  return sheet([
    ['Connected', name],
    ['Account', label === account ? account : `${label} (${account})`],
  ])
}

function collect(value: string, before: string[]): string[] {
  return [...before, value]
}
