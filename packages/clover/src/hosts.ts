import { CloverUsageError } from './errors.ts'

/** `sandbox` is one for all regions; its tokens give 401 in production, and the reverse. [D] */
export type Environment = 'sandbox' | 'production'

/** Where a merchant's data lives: North America, Europe, Latin America. Only `na` has the Ecommerce API. [D] */
export type Region = 'na' | 'eu' | 'la'

/** The four hosts of Clover, each as `https://…` without a slash at the end. */
export interface Endpoints {
  /** Platform REST v3 and the OAuth token calls. */
  platform: string
  /** Where people log in: `/oauth/v2/authorize` and the dashboards. */
  web: string
  /** Charges, refunds, card-on-file customers. */
  ecommerce: string
  /** Card tokens alone. */
  token: string
}

/** Which of Clover's installations to call. */
export interface Place {
  /** Default `production`, as in `clover-ecomm-sdk`. */
  environment?: Environment
  /** Default `na`. Without meaning in the sandbox. */
  region?: Region
  /**
   * Other hosts: a simulator, a proxy, or a region that Clover adds (the hosts of Asia Pacific are not documented
   * [U]). What is left out stays as the environment says.
   */
  endpoints?: Partial<Endpoints>
}

const sandbox: Endpoints = {
  platform: 'https://apisandbox.dev.clover.com',
  web: 'https://sandbox.dev.clover.com',
  ecommerce: 'https://scl-sandbox.dev.clover.com',
  token: 'https://token-sandbox.dev.clover.com',
}

const northAmerica: Endpoints = {
  platform: 'https://api.clover.com',
  web: 'https://www.clover.com',
  ecommerce: 'https://scl.clover.com',
  token: 'https://token.clover.com',
}

/** Europe and Latin America have no Ecommerce API. [D] */
const production: Record<Region, Partial<Endpoints>> = {
  na: northAmerica,
  eu: { platform: 'https://api.eu.clover.com', web: 'https://www.eu.clover.com' },
  la: { platform: 'https://api.la.clover.com', web: 'https://www.la.clover.com' },
}

/** An environment as it stands in a program's settings; left out it is `production`, as in `clover-ecomm-sdk`. */
export function environmentOf(setting: string | undefined): Environment {
  if (setting === undefined || setting === 'production') return 'production'
  if (setting === 'sandbox') return setting
  throw new CloverUsageError(
    'unknown_environment',
    'environment',
    `environment is "sandbox" or "production", not "${setting}"`,
  )
}

/** The host for one kind of call, or an error that says why there is none. */
export function hostOf(kind: keyof Endpoints, place: Place): string {
  const { region = 'na', endpoints = {} } = place
  const environment = environmentOf(place.environment)
  const known: Partial<Endpoints> | undefined = environment === 'sandbox' ? sandbox : production[region]
  const host = endpoints[kind] ?? known?.[kind]
  if (host === undefined) {
    throw new CloverUsageError('unknown_host', 'region', `Clover offers no ${kind} host in the region "${region}"`)
  }
  return host.replace(/\/+$/, '')
}
