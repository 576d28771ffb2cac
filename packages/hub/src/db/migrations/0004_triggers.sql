-- Runs that ask before they go on, runs over a selection, and deliveries that wait behind live changes.

-- collecting: its selection is still being told; braked: it stopped before writing and asks.
alter table run drop constraint run_state_check;

alter table run add constraint run_state_check
  check (state in ('collecting', 'queued', 'running', 'braked', 'done', 'failed', 'cancelled'));

-- expected: how many records it will look at, as far as that is known. released: a person let it go on past its brakes.
-- zeroed: stock levels that it set to zero so far. gone: records that it learned are gone.
alter table run add column expected integer;

alter table run add column released boolean not null default false;

alter table run add column zeroed integer not null default 0;

alter table run add column gone integer not null default 0;

drop index run_open;

create index run_open on run (workspace_id, flow_id) where state in ('collecting', 'queued', 'running', 'braked');

-- The records of a run that were named one by one: ids of the vendor for a flow to the hub, of the hub for one from it.
create table run_selection (
  workspace_id integer not null,
  run_id bigint not null,
  id text collate "C" not null,
  primary key (workspace_id, run_id, id)
);

-- rank: 0 for live changes, 1 for those of a backfill, which wait. was: how the delivery stood before a run made it due
-- (new, done or held), so that the run can be cancelled; null: a change made it due.
alter table delivery add column rank smallint not null default 0;

alter table delivery add column was text check (was in ('new', 'done', 'held'));

drop index delivery_due;

create index delivery_due on delivery (workspace_id, flow_id, rank, due_at, record_id) where state = 'due';

-- The schedule by which next_at was reckoned: another one makes it worthless.
alter table poll add column schedule text;
