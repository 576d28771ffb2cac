-- People who may use the hub, and how they get in. Passwords are Argon2id; tokens of every kind are stored hashed.
create table person (
  workspace_id integer not null references workspace,
  id bigint generated always as identity,
  email text collate "C" not null,
  name text not null,
  role text not null check (role in ('owner', 'editor', 'viewer')),
  password text,
  created_at timestamptz not null default now(),
  signed_in_at timestamptz,
  primary key (workspace_id, id),
  unique (workspace_id, email)
);

create table session (
  workspace_id integer not null,
  hash text collate "C" not null,
  person_id bigint not null,
  created_at timestamptz not null,
  seen_at timestamptz not null,
  primary key (workspace_id, hash),
  foreign key (workspace_id, person_id) references person on delete cascade
);

-- What opens the door once: the set-up token of a hub without an owner (no person yet), or a sign-in link.
create table entry_token (
  workspace_id integer not null references workspace,
  hash text collate "C" not null,
  person_id bigint,
  expires_at timestamptz not null,
  primary key (workspace_id, hash),
  foreign key (workspace_id, person_id) references person on delete cascade
);

-- Failures in a row, by account and by address, so that guessing becomes slow on every machine that answers.
create table sign_in_failure (
  workspace_id integer not null references workspace,
  subject text collate "C" not null,
  failures integer not null,
  last_at timestamptz not null,
  primary key (workspace_id, subject)
);

alter table api_key add column role text not null default 'owner' check (role in ('owner', 'editor', 'viewer'));

alter table api_key add column used_at timestamptz;
