-- Changes are followed in the order of their ids, while several transactions write some at once. A reader goes as far
-- as nobody who is under way can still add to (store/change-feed.ts): whoever writes changes holds this lock from before
-- the first id is drawn until all is visible. It is shared and keeps nobody waiting. Once a statement, so that it costs
-- a page nothing to speak of.

create function change_is_under_way() returns trigger language plpgsql as $$
begin perform pg_advisory_xact_lock_shared(tg_relid::integer, 0); return null; end $$;

create trigger change_is_under_way before insert on change
  for each statement execute function change_is_under_way();

-- Null: the record goes on. 0: with this change it is no more. Else the record that it became a part of.
alter table change add column went_to bigint;
