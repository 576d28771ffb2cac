-- What came into the hub by a flow: when for the first and the last time, how long after it changed at the vendor, and
-- when its source was last read to the end. One row a flow, so that a list of connections reads no runs.
create table arrival (
  workspace_id integer not null,
  flow_id bigint not null,
  first_at timestamptz,
  last_at timestamptz,
  lag_seconds integer,
  looked_at timestamptz,
  primary key (workspace_id, flow_id),
  foreign key (workspace_id, flow_id) references flow on delete cascade
);

insert into arrival (workspace_id, flow_id, first_at, last_at)
select l.workspace_id, l.flow_id, min(l.created_at), max(l.updated_at)
from link l join flow f on f.workspace_id = l.workspace_id and f.id = l.flow_id
group by l.workspace_id, l.flow_id;

alter table alert drop constraint alert_kind_check;

alter table alert add constraint alert_kind_check
  check (kind in ('issue_opened', 'issue_closed', 'stopped', 'recovered', 'stalled', 'moving', 'late', 'arrived'));
