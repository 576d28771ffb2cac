import type { Recipe } from '@trefoil/mapping'
import type { Connector, Json, JsonObject, Session } from '@trefoil/sdk'
import type { Db } from '../db/database.ts'
import type { SendLetter } from '../gateway/smtp.ts'
import type { Log } from '../log.ts'
import type { Access, oauthDoor } from '../sync/access/open-account.ts'
import type { Wake } from '../sync/context.ts'
import type { Passwords } from '../vault/password.ts'
import type { ChangeFeed } from '../work/change-feed.ts'
import type { Stall } from '../work/watchman.ts'

/** What the rules behind the API are given. Made in main.ts, once. */
export interface Hub {
  db: Db
  workspaceId: number
  connectors: ReadonlyMap<string, Connector>
  recipes: readonly Recipe[]
  openSession: OpenSession
  oauth: OAuthWay
  vault: Vault
  passwords: Passwords
  now(): Date
  log: Log
  wake: Wake
  changes: ChangeFeed
  system: System
  /** Absent: this hub sends no mail. */
  mail?: Mail
  /** What stood still at the last look. */
  stalls?: () => Stall[]
}

/** How the hub tells people of itself. */
interface Mail {
  /** Host and port, without the user. */
  server: string
  from: string
  /** Unless the business chose other addresses. */
  to: readonly string[]
  /** To one person, as a code that they asked for. Throws MailError. */
  send: SendLetter
  /** Throws MailError. */
  test(to: readonly string[]): Promise<void>
}

/** The program itself, as it runs here. */
interface System {
  version: string
  engine: 'pglite' | 'postgres'
  startedAt: Date
  /** This process, where it works too. */
  self: { host: string; pid: number } | null
}

/** Opens a vendor's account that need not stand in the database yet. */
type OpenSession = (access: Access) => Session

/** How people sign in at vendors through this hub. */
export interface OAuthWay {
  /** Under which browsers and vendors reach this hub, without a slash at the end: as the operator says, else as seen. */
  address(seen?: string): string
  /** Where the operator has this vendor; undefined: where it is. */
  endpointOf(connectorId: string): string | undefined
  /** The way to the vendor's tokens. */
  door(connector: Connector, account: { app: unknown; settings: unknown }): ReturnType<typeof oauthDoor>
}

/** Seals credentials before they are stored. */
export interface Vault {
  seal(plain: Json): string
  open(sealed: string): Json
}

/** Who asks: stands in runs, changes and log lines. */
export type Actor = string

/** Changes fields of a record by a person's hand and answers the new version. `from`: only if it still has this one. */
export type EditRecord = (id: number, fields: JsonObject, actor: Actor, from?: number) => Promise<{ version: number }>
