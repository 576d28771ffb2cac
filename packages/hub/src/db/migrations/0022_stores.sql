-- Places where the business sells, as people know them.
create table store (
  workspace_id integer not null references workspace,
  id bigint generated always as identity,
  name text not null,
  nickname text,
  phone text,
  website text,
  address1 text,
  address2 text,
  city text,
  region text,
  postal_code text,
  country text,
  archived_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id)
);

-- People choose a store by its name.
create unique index store_name on store (workspace_id, lower(name)) where archived_at is null;

-- By which key a source knows a store: orders with this location were sold there. A key leads to one store at the most.
create table store_key (
  workspace_id integer not null,
  connection_id bigint not null,
  key text collate "C" not null,
  store_id bigint not null,
  primary key (workspace_id, connection_id, key),
  foreign key (workspace_id, connection_id) references connection,
  foreign key (workspace_id, store_id) references store
);

create index key_of_store on store_key (workspace_id, store_id);

-- Where each order was sold and to whom, as its record has it: it follows the change feed. The connection is the one
-- whose word on the location holds; 0: a person's.
create table order_place (
  workspace_id integer not null,
  order_id bigint not null,
  connection_id bigint not null,
  key text collate "C" not null,
  customer_id bigint,
  at timestamptz not null,
  primary key (workspace_id, order_id)
);

create index place_of_customer on order_place (workspace_id, customer_id) where customer_id is not null;

create index place_of_key on order_place (workspace_id, connection_id, key, customer_id);

-- The keys that orders came from, counted as order_place moves.
create table location_seen (
  workspace_id integer not null,
  connection_id bigint not null,
  key text collate "C" not null,
  orders bigint not null,
  first_at timestamptz not null,
  last_at timestamptz not null,
  primary key (workspace_id, connection_id, key)
);

-- The favourite store that a person chose for a customer. Without one, it is reckoned from what the customer bought.
create table favourite_store (
  workspace_id integer not null,
  customer_id bigint not null,
  store_id bigint not null,
  chosen_by text not null,
  chosen_at timestamptz not null,
  primary key (workspace_id, customer_id),
  foreign key (workspace_id, store_id) references store
);

-- Orders that come from where no store is: an issue of its own shape, which closes when the key is mapped.
alter table issue drop constraint issue_shape_check;

alter table issue add constraint issue_shape_check check (shape in ('records', 'flow', 'connection', 'run', 'store'));
