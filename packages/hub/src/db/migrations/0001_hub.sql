-- The hub's tables. Every key begins with workspace_id, so that a distributed PostgreSQL can shard by it.
-- A statement ends with a semicolon at the end of a line. Texts in a key are compared byte by byte: they are never
-- sorted for people, and a locale's order is slow.

create table workspace (
  id integer primary key,
  name text not null,
  settings jsonb not null default '{}',
  created_at timestamptz not null default now()
);

insert into workspace (id, name) values (1, 'My shop');

create table api_key (
  workspace_id integer not null references workspace,
  id bigint generated always as identity,
  name text not null,
  hash text not null unique,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id)
);

-- One account at a vendor. The lease says which worker may act for it; its token fences every commit.
create table connection (
  workspace_id integer not null references workspace,
  id bigint generated always as identity,
  name text not null,
  connector text not null,
  account text not null,
  label text not null,
  settings jsonb not null default '{}',
  credentials text not null,
  permissions jsonb not null default '{}',
  state text not null default 'active' check (state in ('active', 'paused', 'stopped')),
  fault jsonb,
  lease_token uuid,
  lease_until timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (workspace_id, id),
  unique (workspace_id, name)
);

create table flow (
  workspace_id integer not null,
  id bigint generated always as identity,
  connection_id bigint not null,
  name text not null,
  entity text not null,
  direction text not null check (direction in ('to_hub', 'from_hub')),
  endpoint text not null,
  recipe text,
  state text not null default 'enabled' check (state in ('enabled', 'paused', 'stopped')),
  fault jsonb,
  version integer not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (workspace_id, id),
  unique (workspace_id, name),
  foreign key (workspace_id, connection_id) references connection
);

-- Every version of a flow's definition; flow.version chooses one.
create table mapping_version (
  workspace_id integer not null,
  flow_id bigint not null,
  version integer not null,
  definition jsonb not null,
  note text,
  created_at timestamptz not null default now(),
  primary key (workspace_id, flow_id, version),
  foreign key (workspace_id, flow_id) references flow on delete cascade
);

-- The golden record: a fold of the contributions of its links. Children stand inside data.
create table record (
  workspace_id integer not null,
  id bigint not null,
  entity text not null,
  data jsonb not null,
  provenance jsonb not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  primary key (workspace_id, id)
);

create sequence record_id;

-- Unique keys of records (customerNumber, emailAddress): the database keeps the hub's uniqueness.
create table record_key (
  workspace_id integer not null,
  entity text collate "C" not null,
  name text collate "C" not null,
  value text collate "C" not null,
  record_id bigint not null,
  primary key (workspace_id, entity, name, value)
);

-- One row per record of a vendor. A person's edits stand under connection 0, with the record's id as external id.
-- source is what the vendor last said and was accepted, contribution what the flow made of it, since when each value
-- last changed. All four are null for a link that only points at a destination.
create table link (
  workspace_id integer not null,
  connection_id bigint not null,
  entity text collate "C" not null,
  external_id text collate "C" not null,
  id bigint not null,
  record_id bigint not null,
  source jsonb,
  source_hash text,
  contribution jsonb,
  since jsonb,
  flow_id bigint,
  mapping_version integer,
  gone_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (workspace_id, connection_id, entity, external_id)
);

create sequence link_id;

-- As many columns as the key has in common with it: without fresh statistics PostgreSQL takes the longer match.
create index link_of_record on link (workspace_id, record_id, connection_id, entity);

-- Append-only. The patch of a creation is null: the record's first data is its own patch.
create table change (
  workspace_id integer not null,
  id bigint generated always as identity,
  record_id bigint not null,
  entity text not null,
  version integer not null,
  patch jsonb,
  run_id bigint,
  actor text not null,
  at timestamptz not null default now(),
  primary key (workspace_id, id)
);

create index change_of_record on change (workspace_id, record_id, version);

-- How one record stands towards one from_hub flow. Bursts coalesce: the newest version wins. output is all that the
-- destination was told so far; a forced delivery is sent even if it says nothing new. begun: a creation was handed to
-- the vendor and how it ended was never stored, so what is found there may be our own half-finished work.
create table delivery (
  workspace_id integer not null,
  flow_id bigint not null,
  record_id bigint not null,
  state text not null default 'due' check (state in ('due', 'done', 'held')),
  wanted_version integer not null,
  done_version integer not null default 0,
  output jsonb,
  forced boolean not null default false,
  begun boolean not null default false,
  attempts integer not null default 0,
  due_at timestamptz not null,
  fault jsonb,
  run_id bigint,
  updated_at timestamptz not null default now(),
  primary key (workspace_id, flow_id, record_id)
);

create index delivery_due on delivery (workspace_id, flow_id, due_at, record_id) where state = 'due';

-- Writes that a vendor took under a receipt and answers later. The writes are kept as they were sent, so that a
-- restarted worker settles them without sending anything twice. Without a receipt: creations on their way to the vendor,
-- whose answer is not stored. Such a row outlives its round only if the process does not.
create table batch (
  workspace_id integer not null,
  id bigint generated always as identity,
  flow_id bigint not null,
  receipt jsonb,
  record_ids bigint[] not null,
  writes text not null,
  attempts integer not null default 0,
  due_at timestamptz not null,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id)
);

-- The writes live for seconds; for the database to compress them costs more than it saves (0018: they come compressed).
alter table batch alter column writes set storage external;

create table run (
  workspace_id integer not null,
  id bigint generated always as identity,
  flow_id bigint not null,
  kind text not null check (kind in ('poll', 'full', 'touched', 'webhook', 'manual', 'change', 'replay')),
  state text not null default 'queued' check (state in ('queued', 'running', 'done', 'failed', 'cancelled')),
  selection jsonb,
  cursor jsonb,
  read integer not null default 0,
  created integer not null default 0,
  updated integer not null default 0,
  unchanged integer not null default 0,
  linked integer not null default 0,
  filtered integer not null default 0,
  held integer not null default 0,
  error integer not null default 0,
  fault jsonb,
  actor text not null,
  queued_at timestamptz not null default now(),
  started_at timestamptz,
  finished_at timestamptz,
  primary key (workspace_id, id)
);

create index run_of_flow on run (workspace_id, flow_id, id);

create index run_open on run (workspace_id, flow_id) where state in ('queued', 'running');

-- One row for each record of a run that needs words: filtered, held, error, or done with a warning.
create table run_outcome (
  workspace_id integer not null,
  run_id bigint not null,
  id bigint generated always as identity,
  outcome text not null,
  record_id bigint,
  external_id text,
  code text not null,
  reason text not null,
  facts jsonb,
  at timestamptz not null default now(),
  primary key (workspace_id, run_id, id)
);

-- Where each source of a flow goes on, and when.
create table poll (
  workspace_id integer not null,
  flow_id bigint not null,
  source text not null,
  cursor jsonb,
  next_at timestamptz,
  primary key (workspace_id, flow_id, source),
  foreign key (workspace_id, flow_id) references flow on delete cascade
);
