-- Five roles, each of which may do all that those before it may: viewer, operator, editor, admin, owner.
alter table person drop constraint person_role_check;

alter table person add constraint person_role_check
  check (role in ('viewer', 'operator', 'editor', 'admin', 'owner'));

alter table api_key drop constraint api_key_role_check;

alter table api_key add constraint api_key_role_check
  check (role in ('viewer', 'operator', 'editor', 'admin', 'owner'));

-- The parts of the API that a key may reach; null: every part.
alter table api_key add column scopes text[];

alter table api_key add column expires_at timestamptz;

-- What a person knows a session by: the hash is the browser's own affair.
alter table session add column id bigint generated always as identity;

alter table session add column agent text not null default '';

alter table session add column address text not null default '';
