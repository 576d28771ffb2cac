-- Processes that work, so that a limit that holds for a whole app is divided between them, and webhooks as they came.

create table worker (
  workspace_id integer not null references workspace,
  id uuid not null,
  host text not null,
  pid integer not null,
  started_at timestamptz not null default now(),
  seen_at timestamptz not null default now(),
  primary key (workspace_id, id)
);

-- Raw webhook deliveries, stored before they are answered; body is base64 of what came. The same delivery comes once,
-- and is counted after that. settled_at: all that it names was read again.
create table inbox (
  workspace_id integer not null,
  id bigint generated always as identity,
  connection_id bigint not null,
  delivery text collate "C" not null,
  body_hash text collate "C" not null,
  headers jsonb not null,
  body text not null,
  repeats integer not null default 0,
  received_at timestamptz not null default now(),
  settled_at timestamptz,
  primary key (workspace_id, id),
  unique (workspace_id, connection_id, delivery)
);

create index inbox_open on inbox (workspace_id, connection_id, id) where settled_at is null;

-- Records that deliveries name and that are not read yet: a burst about one record is one row.
create table inbox_notice (
  workspace_id integer not null,
  flow_id bigint not null,
  source text collate "C" not null,
  external_id text collate "C" not null,
  inbox_id bigint not null,
  change text not null,
  at timestamptz not null default now(),
  primary key (workspace_id, flow_id, source, external_id),
  foreign key (workspace_id, flow_id) references flow on delete cascade
);

create index inbox_notice_of_delivery on inbox_notice (workspace_id, inbox_id);
