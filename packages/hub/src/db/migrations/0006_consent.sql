-- What is known of people's consent to be written to, entry by entry. Nothing of it is ever changed: where a person
-- stands follows from all entries together (sync/consent.ts), whatever their order.
create table consent (
  workspace_id integer not null,
  id bigint generated always as identity,
  record_id bigint not null,
  channel text not null check (channel in ('email', 'sms')),
  state text not null check (state in ('given', 'withdrawn')),
  at timestamptz not null,
  act text,
  source text collate "C" not null,
  connection_id bigint,
  external_id text,
  run_id bigint,
  proof jsonb not null default '{}',
  recorded_at timestamptz not null default now(),
  primary key (workspace_id, id)
);

-- The same thing said again is no news, however often a listing or a replay says it. That the person did it is news.
create unique index consent_of_record on consent (workspace_id, record_id, channel, state, at, source, (act is null));

-- Each push asks it of each of its records.
create index consent_withdrawn on consent (workspace_id, record_id) where state = 'withdrawn';

create function consent_stands() returns trigger language plpgsql as $$
begin raise exception 'an entry of the consent ledger is never changed'; end $$;

create trigger consent_stands before update on consent for each row execute function consent_stands();
