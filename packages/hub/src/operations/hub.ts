import type { Recipe } from '@trefoil/mapping'
import type { Connector, Json, JsonObject, Session } from '@trefoil/sdk'
import type { Db } from '../db/database.ts'
import type { Log } from '../log.ts'
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
  vault: Vault
  passwords: Passwords
  now(): Date
  log: Log
  /** Work has become due: look now, not at the next turn. */
  wake(): void
  changes: ChangeFeed
  /** Absent: this hub sends no mail. */
  mail?: Mail
  /** What stood still at the last look. */
  stalls?: () => Stall[]
}

/** How the hub tells people of itself. */
interface Mail {
  recipients: number
  /** Throws MailError. */
  test(): Promise<void>
}

/** Opens a vendor's account that need not stand in the database yet. */
type OpenSession = (access: Access) => Session

export interface Access {
  connector: Connector
  /** Null while the account is only tried: it then shares no rate limit with anything. */
  connectionId: number | null
  /** What the account is called until the vendor has told its own id. */
  account: string
  credentials: unknown
  settings: unknown
}

/** Seals credentials before they are stored. */
export interface Vault {
  seal(plain: Json): string
  open(sealed: string): Json
}

/** Who asks: stands in runs, changes and log lines. */
export type Actor = string

/** Changes fields of a record by a person's hand and answers the new version. */
export type EditRecord = (id: number, fields: JsonObject, actor: Actor) => Promise<{ version: number }>
