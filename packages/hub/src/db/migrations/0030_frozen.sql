-- Paused with all others of its connection in one act, and to be resumed with them: one that a person had paused before
-- stays as it is.
alter table flow add column is_frozen boolean not null default false;
