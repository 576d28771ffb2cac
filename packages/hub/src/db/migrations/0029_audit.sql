-- What people and programs did through the API: stored before it is done, so that nothing is done that does not stand
-- here, and answered after it. Numbers have no gaps, and each hash binds an entry to the one before it: what is altered
-- or taken out of the middle shows. target holds what the address named, chose the flags and whole numbers that were
-- said; no word of a body is kept. A status that is null: the answer is not given yet, or was never given.
create table audit_entry (
  workspace_id integer not null references workspace,
  id bigint not null,
  at timestamptz not null,
  actor text not null,
  action text not null,
  target jsonb not null,
  chose jsonb not null,
  address text not null,
  request_id text not null,
  previous text not null,
  hash text not null,
  status integer,
  primary key (workspace_id, id)
);

create function audit_hash(entry audit_entry) returns text language sql immutable as $$
  select encode(sha256(convert_to(jsonb_build_array(entry.previous, entry.id, extract(epoch from entry.at), entry.actor,
    entry.action, entry.target, entry.chose, entry.address, entry.request_id)::text, 'UTF8')), 'hex') $$;
