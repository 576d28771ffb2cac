-- What a person is told by mail: written in the transaction that changes the state, sent from here, so that none is lost.
create table alert (
  workspace_id integer not null,
  id bigint generated always as identity,
  kind text not null check (kind in ('issue_opened', 'issue_closed', 'stopped', 'recovered', 'stalled', 'moving')),
  connection_id bigint not null,
  flow_id bigint not null default 0,
  issue_id bigint,
  code text not null,
  count integer not null default 0,
  at timestamptz not null,
  claim uuid,
  claimed_until timestamptz,
  sent_at timestamptz,
  primary key (workspace_id, id)
);

create index alert_unsent on alert (workspace_id, id) where sent_at is null;

create index alert_sent on alert (workspace_id, sent_at) where sent_at is not null;

-- A comparison of what the hub has with what the other side has: it reads, and changes nothing.
alter table run drop constraint run_kind_check;

alter table run add constraint run_kind_check
  check (kind in ('poll', 'full', 'touched', 'webhook', 'manual', 'change', 'replay', 'reconcile'));
