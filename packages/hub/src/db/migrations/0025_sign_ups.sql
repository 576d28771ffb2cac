create sequence sign_up_id;

-- Who filled in the shop's own form, and whether the hub had the customer already. What they said stands in the link
-- `sign-up:<id>` under connection 0, which goes along where its customer is merged. differs: fields in which the record
-- said something else, which the form never overwrites.
create table sign_up (
  workspace_id integer not null references workspace,
  id bigint not null,
  record_id bigint not null,
  how text not null check (how in ('new', 'joined')),
  differs text[] not null default '{}',
  language text not null check (language in ('en', 'es')),
  at timestamptz not null,
  primary key (workspace_id, id)
);

-- Who asked for a code to get into the wallet; record_id null: nobody whom the hub can write to, who is answered alike.
-- hash is of the browser's secret, code_hash of this secret and the six digits together.
create table wallet_code (
  workspace_id integer not null references workspace,
  hash text collate "C" not null,
  record_id bigint,
  code_hash text not null,
  tries integer not null default 0,
  expires_at timestamptz not null,
  primary key (workspace_id, hash)
);

-- Customers who are in their wallet. The browser alone has the secret.
create table wallet_session (
  workspace_id integer not null references workspace,
  hash text collate "C" not null,
  record_id bigint not null,
  created_at timestamptz not null,
  primary key (workspace_id, hash)
);

create index wallet_session_of_record on wallet_session (workspace_id, record_id);
