// Made by `npm run generate` from the migrated schema. Do not edit.
import type { ColumnType, Generated } from 'kysely'
import type { Json } from '@trefoil/sdk'

/** Read as a value, written as JSON text: an array would become a PostgreSQL array. */
export type JsonColumn = ColumnType<Json, string, string>

export interface AlertTable {
  workspace_id: number
  id: Generated<number>
  kind: string
  connection_id: number
  flow_id: Generated<number>
  issue_id: number | null
  code: string
  count: Generated<number>
  at: Date
  claim: string | null
  claimed_until: Date | null
  sent_at: Date | null
}

export interface ApiKeyTable {
  workspace_id: number
  id: Generated<number>
  name: string
  hash: string
  created_at: Generated<Date>
  role: Generated<string>
  used_at: Date | null
  scopes: string[] | null
  expires_at: Date | null
}

export interface ArrivalTable {
  workspace_id: number
  flow_id: number
  first_at: Date | null
  last_at: Date | null
  lag_seconds: number | null
  looked_at: Date | null
}

export interface AuditEntryTable {
  workspace_id: number
  id: number
  at: Date
  actor: string
  action: string
  target: JsonColumn
  chose: JsonColumn
  address: string
  request_id: string
  previous: string
  hash: string
  status: number | null
}

export interface BatchTable {
  workspace_id: number
  id: Generated<number>
  flow_id: number
  receipt: ColumnType<Json, string | null | undefined, string | null>
  record_ids: number[]
  writes: string
  attempts: Generated<number>
  due_at: Date
  created_at: Generated<Date>
}

export interface ChangeTable {
  workspace_id: number
  id: Generated<number>
  record_id: number
  entity: string
  version: number
  patch: ColumnType<Json, string | null | undefined, string | null>
  run_id: number | null
  actor: string
  at: Generated<Date>
  went_to: number | null
}

export interface ConnectionTable {
  workspace_id: number
  id: Generated<number>
  name: string
  connector: string
  account: string
  label: string
  settings: ColumnType<Json, string | undefined, string>
  credentials: string
  permissions: ColumnType<Json, string | undefined, string>
  state: Generated<string>
  fault: ColumnType<Json, string | null | undefined, string | null>
  lease_token: string | null
  lease_until: Date | null
  created_at: Generated<Date>
  updated_at: Generated<Date>
  refresher: string | null
  refresh_until: Date | null
}

export interface ConsentTable {
  workspace_id: number
  id: Generated<number>
  record_id: number
  channel: string
  state: string
  at: Date
  act: string | null
  source: string
  connection_id: number | null
  external_id: string | null
  run_id: number | null
  proof: ColumnType<Json, string | undefined, string>
  recorded_at: Generated<Date>
}

export interface CustomerTraitTable {
  workspace_id: number
  record_id: number
  trait: string
  value: string
}

export interface DeliveryTable {
  workspace_id: number
  flow_id: number
  record_id: number
  state: Generated<string>
  wanted_version: number
  done_version: Generated<number>
  output: ColumnType<Json, string | null | undefined, string | null>
  forced: Generated<boolean>
  begun: Generated<boolean>
  attempts: Generated<number>
  due_at: Date
  fault: ColumnType<Json, string | null | undefined, string | null>
  run_id: number | null
  updated_at: Generated<Date>
  rank: Generated<number>
  was: string | null
}

export interface EntryTokenTable {
  workspace_id: number
  hash: string
  person_id: number | null
  expires_at: Date
}

export interface FavouriteStoreTable {
  workspace_id: number
  customer_id: number
  store_id: number
  chosen_by: string
  chosen_at: Date
}

export interface FlowTable {
  workspace_id: number
  id: Generated<number>
  connection_id: number
  name: string
  entity: string
  direction: string
  endpoint: string
  recipe: string | null
  state: Generated<string>
  fault: ColumnType<Json, string | null | undefined, string | null>
  version: number
  created_at: Generated<Date>
  updated_at: Generated<Date>
  is_frozen: Generated<boolean>
}

export interface FollowerTable {
  workspace_id: number
  name: string
  after_id: Generated<number>
}

export interface HookTable {
  workspace_id: number
  connection_id: number
  key: string
  secrets: string | null
  secrets_before: string | null
  secrets_before_until: Date | null
}

export interface InboxTable {
  workspace_id: number
  id: Generated<number>
  connection_id: number
  delivery: string
  body_hash: string
  headers: JsonColumn
  body: string
  repeats: Generated<number>
  received_at: Generated<Date>
  settled_at: Date | null
}

export interface InboxNoticeTable {
  workspace_id: number
  flow_id: number
  source: string
  external_id: string
  inbox_id: number
  change: string
  at: Generated<Date>
}

export interface IssueTable {
  workspace_id: number
  id: Generated<number>
  connection_id: number
  flow_id: Generated<number>
  shape: string
  code: string
  field: Generated<string>
  state: Generated<string>
  reason: string
  facts: ColumnType<Json, string | null | undefined, string | null>
  total: Generated<number>
  assignee: string | null
  snoozed_until: Date | null
  closed_by: string | null
  first_at: Date
  last_at: Date
  closed_at: Date | null
}

export interface IssueMemberTable {
  workspace_id: number
  flow_id: number
  subject: string
  id: Generated<number>
  issue_id: number
  record_id: number | null
  external_id: string | null
  standing: string
  attempts: number
  reason: string
  facts: ColumnType<Json, string | null | undefined, string | null>
  run_id: number | null
  first_at: Date
  last_at: Date
}

export interface KeptAnswerTable {
  workspace_id: number
  actor: string
  key: string
  request_hash: string
  status: number | null
  location: string | null
  body: string | null
  at: Date
}

export interface LinkTable {
  workspace_id: number
  connection_id: number
  entity: string
  external_id: string
  id: number
  record_id: number
  source: ColumnType<Json, string | null | undefined, string | null>
  source_hash: string | null
  contribution: ColumnType<Json, string | null | undefined, string | null>
  since: ColumnType<Json, string | null | undefined, string | null>
  flow_id: number | null
  mapping_version: number | null
  gone_at: Date | null
  created_at: Generated<Date>
  updated_at: Generated<Date>
  behind: number | null
  said_by: string[] | null
}

export interface LocationSeenTable {
  workspace_id: number
  connection_id: number
  key: string
  orders: number
  first_at: Date
  last_at: Date
}

export interface MappingVersionTable {
  workspace_id: number
  flow_id: number
  version: number
  definition: JsonColumn
  note: string | null
  created_at: Generated<Date>
}

export interface MergeTable {
  workspace_id: number
  id: Generated<number>
  survivor_id: number
  merged_id: number
  trait: string | null
  shown: string | null
  links: JsonColumn
  told: ColumnType<Json, string | undefined, string>
  actor: string
  at: Date
  undone_at: Date | null
  undone_by: string | null
}

export interface NotSameTable {
  workspace_id: number
  one_id: number
  other_id: number
  actor: string
  at: Date
}

export interface OauthAttemptTable {
  workspace_id: number
  id: Generated<number>
  state_hash: string
  connector: string
  connection: string
  request: string
  actor: string
  person_id: number | null
  progress: Generated<string>
  problem: ColumnType<Json, string | null | undefined, string | null>
  expires_at: Date
}

export interface OrderPlaceTable {
  workspace_id: number
  order_id: number
  connection_id: number
  key: string
  customer_id: number | null
  at: Date
}

export interface PersonTable {
  workspace_id: number
  id: Generated<number>
  email: string
  name: string
  role: string
  password: string | null
  created_at: Generated<Date>
  signed_in_at: Date | null
}

export interface PointsEntryTable {
  workspace_id: number
  id: Generated<number>
  customer_id: number
  kind: string
  points: number
  order_id: number | null
  redemption_id: number | null
  key: string
  store_id: number | null
  actor: string
  note: string | null
  at: Date
  recorded_at: Generated<Date>
}

export interface PollTable {
  workspace_id: number
  flow_id: number
  source: string
  cursor: ColumnType<Json, string | null | undefined, string | null>
  next_at: Date | null
  schedule: string | null
}

export interface RecordTable {
  workspace_id: number
  id: number
  entity: string
  data: JsonColumn
  provenance: JsonColumn
  version: Generated<number>
  created_at: Generated<Date>
  updated_at: Generated<Date>
  deleted_at: Date | null
  search_text: string | null
  merged_into: number | null
}

export interface RecordKeyTable {
  workspace_id: number
  entity: string
  name: string
  value: string
  record_id: number
}

export interface RedemptionTable {
  workspace_id: number
  id: number
  code: string
  customer_id: number
  reward_id: number
  reward: JsonColumn
  state: Generated<string>
  redeemed_by: string
  redeemed_at: Date
  order_id: number | null
  discount_id: string | null
  applied_by: string | null
  applied_at: Date | null
  note: string | null
}

export interface RedemptionStepTable {
  workspace_id: number
  id: Generated<number>
  redemption_id: number
  step: string
  actor: string
  order_id: number | null
  note: string | null
  at: Date
}

export interface RepairTable {
  workspace_id: number
  id: Generated<number>
  kind: string
  entity: string
  connection_id: number
  external_id: string
  from_record_id: number | null
  to_record_id: number | null
  link: ColumnType<Json, string | null | undefined, string | null>
  told: ColumnType<Json, string | undefined, string>
  actor: string
  at: Date
  undone_at: Date | null
  undone_by: string | null
}

export interface RewardTable {
  workspace_id: number
  id: Generated<number>
  name: string
  says: Generated<string>
  points: number
  kind: string
  amount: number | null
  currency: string | null
  percent: number | null
  till_name: string
  valid_from: Date | null
  valid_until: Date | null
  archived_at: Date | null
  created_at: Date
}

export interface RunTable {
  workspace_id: number
  id: Generated<number>
  flow_id: number
  kind: string
  state: Generated<string>
  selection: ColumnType<Json, string | null | undefined, string | null>
  cursor: ColumnType<Json, string | null | undefined, string | null>
  read: Generated<number>
  created: Generated<number>
  updated: Generated<number>
  unchanged: Generated<number>
  linked: Generated<number>
  filtered: Generated<number>
  held: Generated<number>
  error: Generated<number>
  fault: ColumnType<Json, string | null | undefined, string | null>
  actor: string
  queued_at: Generated<Date>
  started_at: Date | null
  finished_at: Date | null
  expected: number | null
  released: Generated<boolean>
  zeroed: Generated<number>
  gone: Generated<number>
}

export interface RunOutcomeTable {
  workspace_id: number
  run_id: number
  id: Generated<number>
  outcome: string
  record_id: number | null
  external_id: string | null
  code: string
  reason: string
  facts: ColumnType<Json, string | null | undefined, string | null>
  at: Generated<Date>
}

export interface RunSelectionTable {
  workspace_id: number
  run_id: number
  id: string
}

export interface SessionTable {
  workspace_id: number
  hash: string
  person_id: number
  created_at: Date
  seen_at: Date
  id: Generated<number>
  agent: Generated<string>
  address: Generated<string>
}

export interface SignInFailureTable {
  workspace_id: number
  subject: string
  failures: number
  last_at: Date
}

export interface SignUpTable {
  workspace_id: number
  id: number
  record_id: number
  how: string
  differs: Generated<string[]>
  language: string
  at: Date
}

export interface StoreTable {
  workspace_id: number
  id: Generated<number>
  name: string
  nickname: string | null
  phone: string | null
  website: string | null
  address1: string | null
  address2: string | null
  city: string | null
  region: string | null
  postal_code: string | null
  country: string | null
  archived_at: Date | null
  created_at: Generated<Date>
}

export interface StoreKeyTable {
  workspace_id: number
  connection_id: number
  key: string
  store_id: number
}

export interface WalletCodeTable {
  workspace_id: number
  hash: string
  record_id: number | null
  code_hash: string
  tries: Generated<number>
  expires_at: Date
}

export interface WalletSessionTable {
  workspace_id: number
  hash: string
  record_id: number
  created_at: Date
}

export interface WorkerTable {
  workspace_id: number
  id: string
  host: string
  pid: number
  started_at: Generated<Date>
  seen_at: Generated<Date>
}

export interface WorkspaceTable {
  id: number
  name: string
  settings: ColumnType<Json, string | undefined, string>
  created_at: Generated<Date>
}

export interface Tables {
  alert: AlertTable
  api_key: ApiKeyTable
  arrival: ArrivalTable
  audit_entry: AuditEntryTable
  batch: BatchTable
  change: ChangeTable
  connection: ConnectionTable
  consent: ConsentTable
  customer_trait: CustomerTraitTable
  delivery: DeliveryTable
  entry_token: EntryTokenTable
  favourite_store: FavouriteStoreTable
  flow: FlowTable
  follower: FollowerTable
  hook: HookTable
  inbox: InboxTable
  inbox_notice: InboxNoticeTable
  issue: IssueTable
  issue_member: IssueMemberTable
  kept_answer: KeptAnswerTable
  link: LinkTable
  location_seen: LocationSeenTable
  mapping_version: MappingVersionTable
  merge: MergeTable
  not_same: NotSameTable
  oauth_attempt: OauthAttemptTable
  order_place: OrderPlaceTable
  person: PersonTable
  points_entry: PointsEntryTable
  poll: PollTable
  record: RecordTable
  record_key: RecordKeyTable
  redemption: RedemptionTable
  redemption_step: RedemptionStepTable
  repair: RepairTable
  reward: RewardTable
  run: RunTable
  run_outcome: RunOutcomeTable
  run_selection: RunSelectionTable
  session: SessionTable
  sign_in_failure: SignInFailureTable
  sign_up: SignUpTable
  store: StoreTable
  store_key: StoreKeyTable
  wallet_code: WalletCodeTable
  wallet_session: WalletSessionTable
  worker: WorkerTable
  workspace: WorkspaceTable
}
