import { isIP } from 'node:net'
import { isAbsolute, resolve } from 'node:path'
import { z } from 'zod'
import { type LogLevel, logLevels } from './log.ts'
import { nearNames } from './near-names.ts'
import { type Secret, secret } from './secret.ts'

/** What the operator chose, read once at the start. */
export interface Config {
  /** Absolute. Holds the embedded database, the key file and the first API key. */
  dataDir: string
  /** PostgreSQL; undefined: the embedded database in the data directory. */
  databaseUrl: Secret | undefined
  host: string
  /** 0: any free port. */
  port: number
  /** Under which browsers and vendors reach this hub, without a slash at the end; undefined: where it listens. */
  publicUrl: string | undefined
  /** Addresses and ranges of the operator's proxies, whose word on where a request came from is taken. */
  trustedProxies: string[]
  logLevel: LogLevel
  /** Connector id → address, where it is not to go to the vendor's own. */
  endpoints: Record<string, string>
  /** Absolute; undefined: the key file in the data directory. */
  masterKeyFile: string | undefined
  /** For commands that speak to a server. */
  apiUrl: string | undefined
  apiKey: Secret | undefined
  /** Undefined: the hub sends no mail. */
  mail: MailConfig | undefined
  /** Milliseconds without movement after which work that is due counts as stalled. */
  stallAfter: number
  /** Hosts of the operator's own network that people may type as addresses. */
  privateHosts: string[]
  /** Whether `serve` does the work that is due besides answering. */
  worker: boolean
  /** Whether the web console is served besides the API. */
  console: boolean
}

/** Where alerts go, and through which server. */
export interface MailConfig {
  /** With the password in it. */
  smtpUrl: Secret
  from: string
  to: string[]
  /** At most one mail in so many milliseconds. */
  every: number
}

export type Environment = Record<string, string | undefined>

/** Every fault of the environment at once, each with the variable, what is wrong and what to write instead. */
export class ConfigError extends Error {
  readonly faults: string[]

  constructor(faults: string[]) {
    super(`The environment is not usable:\n${faults.map((fault) => `- ${fault}`).join('\n')}`)
    this.name = 'ConfigError'
    this.faults = faults
  }
}

const webAddress = z.string().refine((text) => {
  const url = URL.canParse(text) ? new URL(text) : undefined
  const isWeb = url?.protocol === 'http:' || url?.protocol === 'https:'
  return isWeb && url.username === '' && url.password === '' && url.search === '' && url.hash === ''
})

/** Nothing of ours works below a path: neither the console's pages nor the cookie of a sign-in at a vendor. */
const publicAddress = webAddress
  .refine((text) => URL.parse(text)?.pathname === '/')
  .transform((text) => new URL(text).origin)

const privateHosts = z.string().transform((text, context) => {
  const hosts = text.split(',').map((each) => hostIn(each.trim()))
  const known = hosts.filter((host) => host !== undefined)
  if (known.length < hosts.length) context.addIssue('not all are hosts')
  return known
})

const mailAddress = z.string().regex(/^[^\s@<>,]+@[^\s@<>,]+$/)
const span = z.string().regex(/^[1-9]\d{0,3}[smhd]$/)
const milliseconds: Record<string, number> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 }

/** Each variable: what it may be, and the sentence for whoever wrote something else. */
const variables = {
  TREFOIL_DATA_DIR: { shape: z.string(), wanted: 'a directory, such as /var/lib/trefoil' },
  DATABASE_URL: {
    shape: z.string().refine((text) => URL.canParse(text) && /^postgres(ql)?:$/.test(new URL(text).protocol)),
    wanted: 'the address of a PostgreSQL database, such as postgres://user:password@host:5432/trefoil',
  },
  TREFOIL_HOST: {
    shape: z.string().regex(/^[\w.:-]+$/),
    wanted: 'a host name or address to listen on, such as 127.0.0.1',
  },
  TREFOIL_PORT: {
    shape: z
      .string()
      .regex(/^\d{1,5}$/)
      .refine((text) => Number(text) <= 65_535),
    wanted: 'a whole number from 0 to 65535, such as 4870; 0 takes any free port',
  },
  TREFOIL_PUBLIC_URL: {
    shape: publicAddress,
    wanted:
      'the address that browsers use, without a path, since the hub has its host to itself, such as https://hub.example.com',
  },
  TREFOIL_TRUSTED_PROXIES: {
    shape: z.string().refine((text) => text.split(',').every((each) => isRange(each.trim()))),
    wanted: 'the addresses or ranges of your proxies with commas between them, such as 127.0.0.1, 172.16.0.0/12',
  },
  TREFOIL_LOG_LEVEL: { shape: z.enum(logLevels), wanted: `one of ${logLevels.join(', ')}` },
  TREFOIL_MASTER_KEY_FILE: { shape: z.string(), wanted: 'a file that holds the master key' },
  TREFOIL_API_URL: { shape: webAddress, wanted: 'the address of a server, such as http://127.0.0.1:4870' },
  TREFOIL_API_KEY: { shape: z.string().regex(/^[!-~]+$/), wanted: 'an API key, without spaces' },
  TREFOIL_SMTP_URL: {
    shape: z.string().refine((text) => URL.canParse(text) && /^smtps?:$/.test(new URL(text).protocol)),
    wanted: 'the address of a mail server, such as smtps://user:password@mail.example.com:465',
  },
  TREFOIL_MAIL_FROM: { shape: mailAddress, wanted: 'the address that mails come from, such as hub@example.com' },
  TREFOIL_MAIL_TO: {
    shape: z.string().refine((text) => text.split(',').every((each) => mailAddress.safeParse(each.trim()).success)),
    wanted: 'the addresses that alerts go to, with commas between them',
  },
  TREFOIL_MAIL_EVERY: { shape: span, wanted: 'how often a mail may come at the most, such as 30s, 15m or 1d' },
  TREFOIL_STALL_AFTER: { shape: span, wanted: 'a length of time, such as 15m' },
  TREFOIL_PRIVATE_HOSTS: {
    shape: privateHosts,
    wanted: 'host names and addresses with commas between them and without ports, such as receiver.lan, 10.0.0.7',
  },
  TREFOIL_CONSOLE: { shape: z.enum(['on', 'off']), wanted: 'on or off' },
  TREFOIL_WORKER: { shape: z.enum(['on', 'off']), wanted: 'on or off' },
} as const

const endpointPrefix = 'TREFOIL_ENDPOINT_'
const endpoint = {
  shape: webAddress,
  wanted: 'an address with http or https and without credentials or query, such as http://127.0.0.1:5001',
}

/** `cwd` is what relative paths start from. An empty variable counts as one that is not set. */
export function readConfig(environment: Environment = process.env, cwd: string = process.cwd()): Config {
  const faults: string[] = []

  function read<T>(name: string, known: { shape: z.ZodType<T>; wanted: string }): T | undefined {
    const text = environment[name]?.trim()
    if (text === undefined || text === '') return undefined
    const parsed = known.shape.safeParse(text)
    if (!parsed.success) faults.push(`${name} is ${described(text)}: give ${known.wanted}`)
    return parsed.data
  }
  const path = (text: string) => (isAbsolute(text) ? text : resolve(cwd, text))
  const hidden = (text: string | undefined) => (text === undefined ? undefined : secret(text))

  const endpoints: Record<string, string> = {}
  for (const name of Object.keys(environment).sort()) {
    if (!name.startsWith('TREFOIL_') || name.startsWith('TREFOIL_TEST_') || name in variables) continue
    if (!/^TREFOIL_ENDPOINT_[A-Z][A-Z0-9_]*$/.test(name)) faults.push(unknown(name))
    else {
      const url = read(name, endpoint)
      if (url !== undefined) endpoints[name.slice(endpointPrefix.length).toLowerCase().replaceAll('_', '-')] = url
    }
  }
  const keyFile = read('TREFOIL_MASTER_KEY_FILE', variables.TREFOIL_MASTER_KEY_FILE)
  const config: Config = {
    dataDir: path(read('TREFOIL_DATA_DIR', variables.TREFOIL_DATA_DIR) ?? '.trefoil'),
    databaseUrl: hidden(read('DATABASE_URL', variables.DATABASE_URL)),
    host: read('TREFOIL_HOST', variables.TREFOIL_HOST) ?? '127.0.0.1',
    port: Number(read('TREFOIL_PORT', variables.TREFOIL_PORT) ?? 4870),
    publicUrl: read('TREFOIL_PUBLIC_URL', variables.TREFOIL_PUBLIC_URL),
    trustedProxies: listIn(read('TREFOIL_TRUSTED_PROXIES', variables.TREFOIL_TRUSTED_PROXIES) ?? ''),
    logLevel: read('TREFOIL_LOG_LEVEL', variables.TREFOIL_LOG_LEVEL) ?? 'info',
    endpoints,
    masterKeyFile: keyFile === undefined ? undefined : path(keyFile),
    apiUrl: read('TREFOIL_API_URL', variables.TREFOIL_API_URL),
    apiKey: hidden(read('TREFOIL_API_KEY', variables.TREFOIL_API_KEY)),
    mail: mailOf(read, faults),
    stallAfter: spanOf(read('TREFOIL_STALL_AFTER', variables.TREFOIL_STALL_AFTER) ?? '15m'),
    privateHosts: read('TREFOIL_PRIVATE_HOSTS', variables.TREFOIL_PRIVATE_HOSTS) ?? [],
    worker: read('TREFOIL_WORKER', variables.TREFOIL_WORKER) !== 'off',
    console: read('TREFOIL_CONSOLE', variables.TREFOIL_CONSOLE) !== 'off',
  }
  if (faults.length > 0) throw new ConfigError(faults)
  return config
}

type Read = <T>(name: string, known: { shape: z.ZodType<T>; wanted: string }) => T | undefined

/** All three or none: half a setting would be a mail that nobody gets. */
function mailOf(read: Read, faults: string[]): MailConfig | undefined {
  const smtpUrl = read('TREFOIL_SMTP_URL', variables.TREFOIL_SMTP_URL)
  const from = read('TREFOIL_MAIL_FROM', variables.TREFOIL_MAIL_FROM)
  const to = read('TREFOIL_MAIL_TO', variables.TREFOIL_MAIL_TO)
  const every = spanOf(read('TREFOIL_MAIL_EVERY', variables.TREFOIL_MAIL_EVERY) ?? '15m')
  if (smtpUrl !== undefined && from !== undefined && to !== undefined) {
    return { smtpUrl: secret(smtpUrl), from, to: listIn(to), every }
  }
  const given = [smtpUrl, from, to].filter((value) => value !== undefined).length
  if (given > 0 && faults.length === 0) {
    faults.push(
      'Mail needs all three of TREFOIL_SMTP_URL, TREFOIL_MAIL_FROM and TREFOIL_MAIL_TO: give those that are missing',
    )
  }
  return undefined
}

function listIn(text: string): string[] {
  return text
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '')
}

/** As the URL of an address spells it, which it is compared with: in lower case, and an IPv6 address at its shortest. */
function hostIn(text: string): string | undefined {
  const isV6 = isIP(text) === 6
  if (!isV6 && !/^[\w.-]+$/.test(text)) return undefined
  return URL.parse(`https://${isV6 ? `[${text}]` : text}`)?.hostname.replace(/^\[|\]$/g, '')
}

function isRange(text: string): boolean {
  const [, address = '', bits = '1'] = /^([^/]*)(?:\/([1-9]\d{0,2}))?$/.exec(text) ?? []
  const family = isIP(address)
  return family !== 0 && Number(bits) <= (family === 6 ? 128 : 32)
}

function spanOf(text: string): number {
  return Number(text.slice(0, -1)) * (milliseconds[text.slice(-1)] ?? 0)
}

function unknown(name: string): string {
  const near = nearNames(name, [...Object.keys(variables), `${endpointPrefix}CLOVER`, `${endpointPrefix}KLAVIYO`])
  const hint =
    near.length === 0
      ? `known are ${Object.keys(variables).join(', ')}, ${endpointPrefix}…`
      : `did you mean ${near.join(' or ')}?`
  return `${name} is not known: ${hint}`
}

/** The shape of a value, and never the value: it may be a secret in the wrong place. */
function described(text: string): string {
  const kinds = [
    /\s/.test(text) ? 'spaces' : '',
    /[a-z]/i.test(text) ? 'letters' : '',
    /\d/.test(text) ? 'digits' : '',
    /[^\sa-z\d]/i.test(text) ? 'signs' : '',
  ].filter((kind) => kind !== '')
  return `${text.length} ${text.length === 1 ? 'character' : 'characters'} of ${kinds.join(' and ')}`
}
