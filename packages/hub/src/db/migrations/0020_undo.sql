-- A run whose changes are taken back by another one.
alter table run drop constraint run_kind_check, add constraint run_kind_check
  check (kind in ('poll', 'full', 'touched', 'webhook', 'manual', 'change', 'replay', 'reconcile', 'undo'));

-- The changes of a run stand together: an index of their blocks finds them, and costs a new change next to nothing.
create index change_of_run on change using brin (run_id);
