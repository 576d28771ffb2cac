-- How far each follower has come with the change feed: all up to this change is handled, and the transaction that
-- handled it moved the cursor. Its row is locked meanwhile, so that of several processes one goes on.
create table follower (
  workspace_id integer not null references workspace,
  name text collate "C" not null,
  after_id bigint not null default 0,
  primary key (workspace_id, name)
);
