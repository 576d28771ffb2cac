import type { z } from 'zod'
import type { Session } from './connector.ts'
import type { ConsentStatement } from './consent.ts'
import type { Json } from './json.ts'

/** A kind of record that can be read from the vendor. Records are plain data in the shape that formulas see. */
export interface Source<T = unknown, K extends Json = Json> {
  /** One line for people: "Customers with their e-mails, phones and addresses". */
  title: string
  schema: z.ZodType<T>
  /** Permissions, by the vendor's own names. */
  needs: string[]
  /** The vendor's id; '' where the vendor sent a record without one, which the hub reports as MISSING_SOURCE_ID. */
  key(record: T): string
  /** Sorts older before newer, so that a stale delivery can be dropped; '' where the vendor has no such mark. */
  version(record: T): string
  /** Where a person sees the record in the vendor's own pages. */
  page?(session: Session, id: string): string
  /** One page from the cursor on. A null cursor begins at the beginning; `limit` is what the hub wants at the most. */
  pull(session: Session, from: { cursor: K | null; limit: number }): Promise<Page<T, K>>
  /** The named records, in one call where the vendor can. Ids that the vendor does not know are 'gone'. */
  fetch?(session: Session, ids: string[]): Promise<Map<string, T | 'gone'>>
  /** Records of other sources that this record speaks of and that should be looked at again. */
  touches?(record: T): Touch[]
  /** What this record says of its person's consent. The hub keeps it in its ledger, in the transaction of the record. */
  consent?(record: T): ConsentStatement[]
}

/** One call, one page, one transaction: the hub stores the records and the cursor together. */
export interface Page<T, K extends Json = Json> {
  records: T[]
  gone: string[]
  /** Where the next call goes on. The connector's own JSON, versioned by it: `{ v: 1, … }`. */
  cursor: K
  /** False at the end of a listing; the cursor then says where the next poll begins. */
  more: boolean
}

export interface Touch {
  source: string
  id: string
}
