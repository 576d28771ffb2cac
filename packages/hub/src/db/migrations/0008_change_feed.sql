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

-- What a request was answered that named itself (Idempotency-Key), for whoever asks the same again for a day. Without a
-- status: it is under way.
create table kept_answer (
  workspace_id integer not null references workspace,
  actor text collate "C" not null,
  key text collate "C" not null,
  request_hash text not null,
  status integer,
  location text,
  body text,
  at timestamptz not null,
  primary key (workspace_id, actor, key)
);

create index kept_answer_by_age on kept_answer (workspace_id, at);
