import type { z } from 'zod'
import type { Fault } from './fault.ts'
import type { Http, HttpReply } from './http.ts'
import type { JsonObject } from './json.ts'
import type { Lookup } from './lookup.ts'
import type { OAuth } from './oauth.ts'
import type { Source } from './source.ts'
import type { Target } from './target.ts'
import type { Webhooks } from './webhooks.ts'

/** All that the hub knows of a vendor. A plain value: no base class, no registration, no I/O at import. */
export interface Connector<C = unknown, S = unknown> {
  /** 'clover': stable; stands in URLs and rows. */
  id: string
  title: string
  /** Where it stands in the catalogue: 'Point of sale', 'Marketing'. */
  category: string
  /** What the vendor's ids look like, for people: '13 letters and digits, as in 3D19QN31ANYR5'. */
  idFormat?: string
  /** Secret fields carry `.meta({ secret: true })`. */
  credentials: z.ZodType<C>
  /** What a person chooses for one connection. */
  settings: z.ZodType<S>
  choices?(session: Session<C, S>, setting: string): Promise<Choice[]>
  /** Declared here, kept by the hub's HTTP client. */
  limits: Limit[]
  http(access: { credentials: C; settings: S }): HttpProfile
  /** Proves the credentials and says what they may do. Throws Fault where they are worth nothing. */
  check(session: Session<C, S>): Promise<CheckReport>
  /** Permissions that serve the connection itself, as to show its name: not demanded, and never too many. */
  uses?: string[]
  /** Absent: accounts are connected by the credentials alone. */
  oauth?: OAuth<C, S>
  sources: Record<string, Source>
  targets: Record<string, Target>
  webhooks?: Webhooks
  /** Functions that formulas of this connector's flows may call, by name. */
  lookups?: Record<string, Lookup<C, S>>
}

/** One account at a vendor, opened for a while. */
export interface Session<C = unknown, S = unknown> {
  account: string
  credentials: C
  settings: S
  http: Http
  log: Log
  now(): Date
  signal: AbortSignal
  /** Those of the vendor's ids that are linked with a record of the hub. */
  linked(ids: string[]): Promise<Set<string>>
  /** Loads once and remembers for as long as the session is open; a failed load is not remembered. */
  memo<T>(key: string, load: () => Promise<T>): Promise<T>
}

export interface Log {
  debug(event: string, fields?: JsonObject): void
  info(event: string, fields?: JsonObject): void
  warn(event: string, fields?: JsonObject): void
}

export interface HttpProfile {
  /** The vendor's production address. The operator may send the connector elsewhere: TREFOIL_ENDPOINT_<ID>. */
  baseUrl: string
  /** A person typed the address: it is called only where it leads out of the operator's network, and briefly heard. */
  isTyped?: true
  headers: Record<string, string>
  /** The vendor's error dialect, where the status misleads or the body says more. */
  fault?(reply: HttpReply): Fault | undefined
  /** Tokens left per bucket, where the vendor says so. `drawn`: the buckets that the call drew from. */
  level?(reply: HttpReply, drawn: readonly string[]): Record<string, number>
}

/** `size` tokens at the most in any window of `size / refillPerSecond` seconds. */
export interface Limit {
  bucket: string
  per: 'connection' | 'app'
  size: number
  refillPerSecond: number
  concurrent?: number
}

export interface Choice {
  value: string
  title: string
}

export interface CheckReport {
  /** The vendor's own id of the account. */
  account: string
  /** The name that people know it by. */
  label: string
  permissions: Record<string, 'granted' | 'missing' | 'unknown'>
}
