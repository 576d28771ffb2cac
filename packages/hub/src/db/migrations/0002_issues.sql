-- What did not arrive, grouped by its cause, as a person meets it.

-- One open row for a cause: a code and a field of one flow, or (flow 0) of a connection as a whole. A closed cause that
-- comes back is a new issue. shape: 'records' has members and closes when the last one has passed; 'flow' and
-- 'connection' stand for what stopped, or cannot go on, as a whole.
create table issue (
  workspace_id integer not null,
  id bigint generated always as identity,
  connection_id bigint not null,
  flow_id bigint not null default 0,
  shape text not null check (shape in ('records', 'flow', 'connection')),
  code text collate "C" not null,
  field text collate "C" not null default '',
  state text not null default 'open' check (state in ('open', 'snoozed', 'closed')),
  reason text not null,
  facts jsonb,
  total integer not null default 0,
  assignee text,
  snoozed_until timestamptz,
  closed_by text,
  first_at timestamptz not null,
  last_at timestamptz not null,
  closed_at timestamptz,
  primary key (workspace_id, id)
);

create unique index issue_cause on issue (workspace_id, flow_id, connection_id, shape, code, field)
  where state <> 'closed';

-- The records that an open issue is about. subject: the vendor's id for a flow to the hub, the hub's id for one from it.
-- A record that passes, or fails for another cause, is no member any more.
create table issue_member (
  workspace_id integer not null,
  flow_id bigint not null,
  subject text collate "C" not null,
  id bigint generated always as identity,
  issue_id bigint not null,
  record_id bigint,
  external_id text,
  standing text not null check (standing in ('held', 'error', 'retrying')),
  attempts integer not null,
  reason text not null,
  facts jsonb,
  run_id bigint,
  first_at timestamptz not null,
  last_at timestamptz not null,
  primary key (workspace_id, flow_id, subject)
);

create index issue_member_of_issue on issue_member (workspace_id, issue_id, id);
