/** What a flow and its mappings are, as they stand in a recipe file and in the database. Plain data. */
import type { Json, JsonObject } from './json.ts'

export type Direction = 'to_hub' | 'from_hub'

export interface FlowDefinition {
  /** Chosen by a person, the same in every environment: 'clover-customers'. */
  name: string
  title: string
  says?: string
  /** The hub's entity: 'Customer'. */
  entity: string
  direction: Direction
  /** The connector's source (to_hub) or target (from_hub): 'customers', 'profiles'. */
  endpoint: string
  triggers: Triggers
  brakes?: Brakes
  mappings: MappingDefinition[]
  /** Saved examples. A version that breaks one of them does not come into force. */
  cases?: MappingCase[]
}

export interface Triggers {
  /** When the source is listed: an interval such as '15m', or a cron expression; absent: only by hand. */
  poll?: string
  /** When other sources, or this one, are listed otherwise than `poll` says, by name. */
  schedules?: Record<string, string>
  /** A cron expression: the source is then read from the beginning, and each record compared. */
  sweep?: string
  /** The time zone of cron expressions, e.g. 'America/New_York'; UTC unless told. */
  zone?: string
  /** Listens to the vendor's webhooks, where it sends some; true unless told. */
  webhooks?: boolean
  /** Sources whose records name records of ours that should be looked at again, e.g. ['orders']. */
  touchedBy?: string[]
  /** from_hub: sends when a hub record changed. */
  changes?: boolean
  /** By hand, for all records or for some; true unless told. */
  manual?: boolean
}

/**
 * Shares of the linked records, in percent, beyond which a run stops before writing and asks; 100 is never reached.
 * Fewer than `atLeast` records stop nothing.
 */
export interface Brakes {
  /** 30 unless told. */
  changed?: number
  /** Taken for deleted; 5 unless told. */
  gone?: number
  /** Stock levels set to zero; 5 unless told. */
  zeroed?: number
  /** 20 unless told. */
  atLeast?: number
}

/** Which records a mapping is for: those without a link, those with one, both, or those that are gone. */
export type SyncType = 'add' | 'update' | 'add_and_update' | 'delete' | 'update_on_delete'

/** What follows when the other side already holds the record that is to be added. */
export type Collision = 'error' | 'remap_and_link' | 'update_and_link' | 'update_no_link'

export interface MappingDefinition {
  name: string
  type: SyncType
  says?: string
  /** A formula; false: the record is filtered, which is no error. */
  filter?: string
  /** A formula; true: the record ends in error with this message before anything is written. */
  errorFilter?: { when: string; message: string }
  collision?: Collision
  rules: Rule[]
  children?: ChildDefinition[]
}

export interface ChildDefinition {
  name: string
  says?: string
  /** The list in the source record: 'Addresses'. Absent: one child, made of the parent's own fields by `Parent.`. */
  from?: string
  /** The list in the destination record: 'addresses'. */
  to: string
  /** The field that tells one child from another in the source: 'Id'. Needed where `from` is given. */
  key?: string
  /** Source fields of which one at least must hold something, else the child is passed over; unless told, any field. */
  needs?: string[]
  filter?: string
  /** What follows when the source no longer has a child; 'ignore' unless told. Of several that fill one list all must say 'remove'. */
  onRemoved?: 'ignore' | 'remove'
  rules: Rule[]
}

export type Rule = RuleTarget & (FieldRule | StaticRule | FormulaRule | LookupRule)

export interface RuleTarget {
  /** The destination field. */
  to: string
  required?: boolean
  /** Used where the rule yields nothing (absent, null or ''). */
  default?: Json
  /** In an `add_and_update` mapping: the rule holds only for one of the two. */
  only?: 'add' | 'update'
  says?: string
}

export interface FieldRule {
  /** A field of the source; `Parent.Id` in a child; `CustomFields.Tier` for a field inside a record. */
  field: string
}

export interface StaticRule {
  static: Json
}

export interface FormulaRule {
  formula: string
}

/** A value table: what the field says → what the destination gets. */
export interface LookupRule {
  lookup: { field: string; table: Record<string, Json>; otherwise?: Json }
}

/** A saved example of a mapping: what comes in and what must come out. */
export interface MappingCase {
  name: string
  /** The flow, where a recipe has several. */
  flow?: string
  /** The mapping that must be chosen. */
  mapping?: string
  source: JsonObject
  destination?: JsonObject
  /** What the flow made of the record last time. */
  previous?: JsonObject
  linked?: boolean
  /** The record is gone from the source. */
  gone?: boolean
  variables?: JsonObject
  /** The instant at which the case plays; 1970 unless told. */
  now?: string
  /** Answers to look-ups by call, e.g. `GetExternalIdAsync(55260)`. */
  lookups?: Record<string, Json>
  /** The whole of the data, or a part of the reason's sentence or its code. */
  expect: { data: JsonObject } | { filtered: string } | { error: string }
}

/** A ready flow or set of flows, as it ships in a folder of `recipes/`. */
export interface Recipe {
  recipe: string
  title: string
  says: string
  connector: string
  flows: FlowDefinition[]
}
