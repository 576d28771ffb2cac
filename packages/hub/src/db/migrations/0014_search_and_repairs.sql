-- What people look records up by, in small letters: read through for a word, a tenth of what reading the records costs.
-- An index of words or trigrams would answer sooner still, but makes each write three times as dear.
alter table record add column search_text text collate "C" generated always as (lower(
  coalesce(data->>'firstName', '') || ' ' || coalesce(data->>'lastName', '') || ' ' || coalesce(data->>'company', '')
  || ' ' || coalesce(data->>'emailAddress', '') || ' ' || coalesce(data->>'customerNumber', '')
  || ' ' || coalesce(data->>'name', '') || ' ' || coalesce(data->>'sku', ''))) stored;

-- What people did to links, with all that it takes to undo it: the row of the link as it stood, whose record it was and
-- became, and what the destination had been told of it. A link that was nobody's before has no row.
create table repair (
  workspace_id integer not null,
  id bigint generated always as identity,
  kind text not null check (kind in ('unlink', 'link')),
  entity text not null,
  connection_id bigint not null,
  external_id text not null,
  from_record_id bigint,
  to_record_id bigint,
  link jsonb,
  told jsonb not null default '[]',
  actor text not null,
  at timestamptz not null,
  undone_at timestamptz,
  undone_by text,
  primary key (workspace_id, id)
);

create index repair_from on repair (workspace_id, from_record_id);

create index repair_to on repair (workspace_id, to_record_id);
