import type { z } from 'zod'
import type { Session } from './connector.ts'
import type { ConsentChannel } from './consent.ts'
import type { Fault } from './fault.ts'
import type { Json, JsonObject } from './json.ts'
import type { CheckedRecord, RecordCheck } from './record-check.ts'

/** A kind of record that can be written to the vendor. */
export interface Target<T = unknown> {
  title: string
  schema: z.ZodType<T>
  /** Permissions, by the vendor's own names. */
  needs: string[]
  /** Writes that one `upsert` may be given. */
  maxBatch: number
  /** Natural keys, strongest first, as field names of T: ['email', 'phoneNumber', 'externalId']. */
  matchBy: string[]
  /**
   * Those of the natural keys that several people may have, as a family its phone. Who is found by one of them as
   * somebody else's, and has a stronger key of their own, is written beside, and the write says what is taken.
   */
  shared?(session: Session): string[]
  /** Its writes can give consent, so each is told what the person withdrew. */
  raisesConsent?: true
  /**
   * The connector reads these records as well: what the vendor itself said last is no news to it and does not go back.
   */
  echoes?: true
  page?(session: Session, id: string): string
  /** Value → every id at the vendor that has it. */
  find(session: Session, key: string, values: string[]): Promise<Map<string, string[]>>
  /** One outcome per write, in order. A thrown Fault is the fault of all of them. */
  upsert(session: Session, writes: Write<T>[]): Promise<Outcome[]>
  /** For bulk jobs that answer later: the same writes that were accepted under the receipt, in order. */
  settle?(session: Session, receipt: Json, writes: Write<T>[]): Promise<Outcome[] | 'pending'>
  remove?(session: Session, ids: string[]): Promise<Outcome[]>
  /** The named records as they stand at the vendor, as far as they can be read back; those it does not know are left out. */
  read?(session: Session, ids: string[]): Promise<Map<string, T>>
  /**
   * For a comparison, what `read` would answer after each of these writes, where that is not simply their data: without
   * what the connector leaves out. A Fault: the write would be refused. Writes nothing.
   */
  expected?(session: Session, writes: Write<T>[]): Promise<(T | Fault)[]>
  /** What must be true of one record to go out well, for a person who asks; writes nothing. */
  validate?(session: Session, checked: CheckedRecord): Promise<RecordCheck[]>
  /** What must be there at the vendor for these fields to be filled, as lists that they name; writes nothing. */
  checkFields?(session: Session, fields: CheckedRecord['fields']): Promise<RecordCheck[]>
}

export interface Write<T = unknown> {
  /** The vendor's id; null: not linked yet. */
  id: string | null
  /** Absent: leave the field alone. Null: clear it. */
  data: T
  /** The same for every repeat of the same write. */
  idempotencyKey: string
  /** When the record came to be as it is written, ISO 8601. */
  changedAt?: string
  /** What the vendor was told of these fields or, for a target that echoes, said itself; absent: nothing yet. */
  known?: JsonObject
  /** With `known`: an earlier try of this write may have arrived, and nobody knows. */
  unclear?: true
  /**
   * Shared keys whose value is that of another record. Where the vendor gives it to one record alone, the write goes
   * without them, and its outcome says so.
   */
  taken?: string[]
  /** What the person withdrew, as the hub's ledger has it; the write must not give it back. */
  withdrawn?: ConsentChannel[]
}

export type Outcome =
  | { status: 'created' | 'updated' | 'unchanged' | 'removed'; id: string; warnings?: string[] }
  | { status: 'accepted'; receipt: Json }
  | { status: 'failed'; fault: Fault }
