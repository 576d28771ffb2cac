import type { FlowDefinition, FlowMapper } from '@trefoil/mapping'
import type { Connector, Fault, Session } from '@trefoil/sdk'
import type { Clock } from '../clock.ts'
import type { Db } from '../db/database.ts'
import type { Log } from '../log.ts'
import type { Lease } from '../store/lease.ts'
import type { OpenTrouble } from './trouble.ts'

/** Work has become due for these connections or, unless told, for any; or records have changed: look now. */
export type Wake = (connections?: readonly number[]) => void

/** What every part of the sync is given. */
export interface SyncContext {
  db: Db
  workspace: number
  clock: Clock
  log: Log
  connectors: ReadonlyMap<string, Connector>
  wake: Wake
}

/** A flow with its definition compiled. */
export interface OpenFlow {
  id: number
  workspace: number
  connectionId: number
  connector: Connector
  name: string
  entity: string
  endpoint: string
  version: number
  /** False: it rests, and what is due for it waits. */
  isEnabled: boolean
  definition: FlowDefinition
  mapper: FlowMapper
}

/** What it takes to read and map, and to write nothing: no lease. */
export interface Reader {
  db: Db
  workspace: number
  clock: Pick<Clock, 'now'>
  session: Session
}

/** One connection under lease, with an open session and its flows: what a stint of work is done with. */
export interface Desk extends SyncContext {
  lease: Lease
  session: Session
  /** What is open for each flow, read when it is first asked for. */
  troubles: Map<number, OpenTrouble>
  /** Aborts when the lease is lost or the worker stops: finish the page and come back. */
  signal: AbortSignal
  /** The vendor refused the key, which is stored: whatever flow has a call under way may end it, and none begins another. */
  close(fault: Fault): void
  /** Asked between two pages of long work: whether another worker is to go on with it. */
  isToLeave: () => Promise<boolean>
}
