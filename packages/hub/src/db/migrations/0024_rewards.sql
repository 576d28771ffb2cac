-- What points buy: a discount that the cashier gives at the till under till_name. kind tells whether it is an amount in
-- minor units of a currency or a share in percent. archived_at: no longer on offer, and still named by what was redeemed.
create table reward (
  workspace_id integer not null references workspace,
  id bigint generated always as identity,
  name text not null,
  says text not null default '',
  points integer not null check (points >= 0),
  kind text not null check (kind in ('amount', 'percent')),
  amount bigint check (amount > 0),
  currency text check (currency ~ '^[A-Z]{3}$'),
  percent integer check (percent between 1 and 100),
  till_name text not null,
  valid_from timestamptz,
  valid_until timestamptz,
  archived_at timestamptz,
  created_at timestamptz not null,
  primary key (workspace_id, id),
  check (case kind
    when 'amount' then amount is not null and currency is not null and percent is null
    else percent is not null and amount is null and currency is null end)
);

-- People choose a reward by its name: of those on offer no two share it.
create unique index reward_name on reward (workspace_id, lower(name)) where archived_at is null;

create sequence redemption_id;

-- A reward that a customer took for points, in two steps: redeemed (the points are gone) and applied (the discount was
-- given on an order). reward holds what the reward was at that moment. code is what the cashier can read out. discount_id
-- is the discount of the order that answered it; applied_by is 'till' where the hub found it by itself.
create table redemption (
  workspace_id integer not null references workspace,
  id bigint not null,
  code text collate "C" not null,
  customer_id bigint not null,
  reward_id bigint not null,
  reward jsonb not null,
  state text not null default 'redeemed' check (state in ('redeemed', 'applied', 'cancelled')),
  redeemed_by text not null,
  redeemed_at timestamptz not null,
  order_id bigint,
  discount_id text,
  applied_by text,
  applied_at timestamptz,
  note text,
  primary key (workspace_id, id),
  unique (workspace_id, code),
  foreign key (workspace_id, reward_id) references reward,
  check ((state = 'applied') = (applied_at is not null)),
  check (state = 'applied' or (order_id is null and discount_id is null and applied_by is null))
);

create index redemption_of_customer on redemption (workspace_id, customer_id, id);

-- The few that wait for the till are looked for again and again among the many that are over.
create index redemption_open on redemption (workspace_id, redeemed_at) where state = 'redeemed';

-- One discount of an order answers one redemption.
create unique index redemption_discount on redemption (workspace_id, order_id, discount_id) where discount_id is not null;

-- Each step that a redemption took, and who took it; only ever added to.
create table redemption_step (
  workspace_id integer not null,
  id bigint generated always as identity,
  redemption_id bigint not null,
  step text not null check (step in ('redeemed', 'applied', 'reopened', 'cancelled')),
  actor text not null,
  order_id bigint,
  note text,
  at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, redemption_id) references redemption on delete cascade
);

create index step_of_redemption on redemption_step (workspace_id, redemption_id, id);

-- A cashier may look customers up and redeem for them, and nothing else.
alter table person drop constraint person_role_check, add constraint person_role_check
  check (role in ('cashier', 'viewer', 'operator', 'editor', 'admin', 'owner'));

alter table api_key drop constraint api_key_role_check, add constraint api_key_role_check
  check (role in ('cashier', 'viewer', 'operator', 'editor', 'admin', 'owner'));
