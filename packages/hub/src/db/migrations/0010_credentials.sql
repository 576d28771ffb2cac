-- Signing in at a vendor, tokens that end, and addresses for webhooks that nobody guesses.

-- One worker at a time asks a vendor for new tokens: the refresh token may be good for one use. refresher is who asks
-- now, until refresh_until; after that whoever it was is dead, and another may ask.
alter table connection add column refresher uuid;

alter table connection add column refresh_until timestamptz;

-- A sign-in at a vendor that was begun. The vendor sends the browser back with the state, of which only the hash stands
-- here; it works once. request is sealed: it holds the app's secret and what proves that the same hub asks again.
create table oauth_attempt (
  workspace_id integer not null references workspace,
  id bigint generated always as identity,
  state_hash text collate "C" not null,
  connector text not null,
  connection text not null,
  request text not null,
  actor text not null,
  person_id bigint,
  progress text not null default 'waiting' check (progress in ('waiting', 'under_way', 'connected', 'failed')),
  problem jsonb,
  expires_at timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, state_hash),
  foreign key (workspace_id, person_id) references person on delete cascade
);

-- Where a vendor knocks for a connection, and what proves that it is the vendor. Secrets are sealed; those before are
-- taken besides until secrets_before_until, so that nothing is refused while the vendor changes over.
create table hook (
  workspace_id integer not null,
  connection_id bigint not null,
  key text collate "C" not null,
  secrets text,
  secrets_before text,
  secrets_before_until timestamptz,
  primary key (workspace_id, connection_id),
  foreign key (workspace_id, connection_id) references connection on delete cascade
);
