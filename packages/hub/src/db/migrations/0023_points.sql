-- The ledger of points: it only grows, and a balance is the sum of a customer's entries. kind: earn and reverse follow an
-- order up and down; redeem and give_back follow a redemption; expire takes what nobody used; adjust is a person's word.
-- key says what the entry is the effect of, so that the same effect is entered once. at: when it happened, as the order
-- was placed; recorded_at: when the hub entered it.
create table points_entry (
  workspace_id integer not null references workspace,
  id bigint generated always as identity,
  customer_id bigint not null,
  kind text not null check (kind in ('earn', 'reverse', 'redeem', 'give_back', 'expire', 'adjust')),
  points integer not null check (points <> 0),
  order_id bigint,
  redemption_id bigint,
  key text collate "C" not null,
  store_id bigint,
  actor text not null,
  note text,
  at timestamptz not null,
  recorded_at timestamptz not null default now(),
  primary key (workspace_id, id),
  unique (workspace_id, key)
);

create index points_of_customer on points_entry (workspace_id, customer_id, id) include (points);

create index points_of_order on points_entry (workspace_id, order_id) where order_id is not null;
