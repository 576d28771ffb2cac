import type { Json, JsonObject } from '../json.ts'
import type { RawRequest } from '../webhooks.ts'

/** What the suite must be able to do to a vendor: written once for each connector, over its simulator. */
export interface PretendVendor {
  /** Where it listens: `http://127.0.0.1:4711`. */
  endpoint: string
  credentials: unknown
  settings: unknown
  /** Credentials of the right shape that the vendor refuses. */
  wrongCredentials: unknown
  /** Texts out of the credentials that nobody may see. */
  secrets: string[]
  /** The one clock of vendor and sessions: it stands still until told. */
  now(): Date
  pass(milliseconds: number): void
  /** Every request goes wrong in this way, until `mend`. */
  breakWith(fault: VendorFault): void
  /** Ends `breakWith` and gives back what was revoked. */
  mend(): void
  /** Takes a permission away, by the name that stands in `needs`. */
  revoke(permission: string): void
  /** What else is gone then, where one permission includes another: who may not read may not write. */
  goesWith?(permission: string): string[]
  sources: Record<string, SourceBench>
  targets: Record<string, TargetBench>
  /** Of a vendor that tells of changes by itself. */
  webhook?: WebhookBench
}

/** One delivery of the vendor's, and what proves that it sent it. */
export interface WebhookBench {
  secrets: unknown
  /** As it is sent: with its proof, and naming a record. */
  delivery(): RawRequest
  /** The headers that prove it, in lower case. */
  proof: readonly string[]
  /** False where the vendor signs nothing, and a header alone says who sends. */
  signsBody: boolean
}

/** The wire's ways to go wrong. `status` answers so; `html` is a 200 with a page; `cut` ends the connection; `half` ends it within the body. */
export type VendorFault =
  | { kind: 'status'; status: number; headers?: Record<string, string>; body?: string }
  | { kind: 'html' | 'cut' | 'half' }

/** One kind of record at the vendor, as its owner would handle it. At least ten must exist; edits show in `now()`. */
export interface SourceBench {
  /** Every record that a full listing has to show. */
  ids(): string[]
  add(): string
  edit(id: string): void
  remove(id: string): void
  /** A new record that holds 0, false, '' or null where it may, and how it has to be read. */
  odd(): { id: string; reads: JsonObject }
}

/** One kind of record that can be written. */
export interface TargetBench {
  /** A good write without oddities; another number is another record. */
  sample(number: number): unknown
  /** A write that the vendor refuses for what stands in it. */
  bad: unknown
  /** Writes with 0, false, '' or null in them, each to the record that `sample(0)` made, and what must then be stored. */
  odd: { write: unknown; stored: JsonObject }[]
  /** What the vendor holds, in names of its own; undefined where it does not know the id. */
  stored(id: string): Json | undefined
  /** Lets work that the vendor does later be done. */
  settle(): void
}
