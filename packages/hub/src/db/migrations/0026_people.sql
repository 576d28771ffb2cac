-- Two customers who are one person. survivor_id goes on and merged_id leaves the lists; links says how each link of
-- both stood, and told what destinations had been told of the survivor where those of the merged one took over: all that
-- it takes to part the two again. trait is what spoke for it (null: a person did), shown as people may see it.
create table merge (
  workspace_id integer not null,
  id bigint generated always as identity,
  survivor_id bigint not null,
  merged_id bigint not null,
  trait text,
  shown text,
  links jsonb not null,
  told jsonb not null default '[]',
  actor text not null,
  at timestamptz not null,
  undone_at timestamptz,
  undone_by text,
  primary key (workspace_id, id)
);

create index merge_survivor on merge (workspace_id, survivor_id);

create index merge_merged on merge (workspace_id, merged_id);

-- A record is a part of one other at the most.
create unique index merge_standing on merge (workspace_id, merged_id) where undone_at is null;

-- The record that goes on for this one, however many merges lie between: always one that stands in the lists.
alter table record add column merged_into bigint;

create index record_merged on record (workspace_id, merged_into) where merged_into is not null;

-- How many merges lie between the record that a link came from and the one that it stands with; null: none. What came by
-- a merge fills what the record's own links leave open, and at a connection with two the record's own is written.
alter table link add column behind smallint;

-- The orders of a customer.
create index order_of_customer on record (workspace_id, (data->>'customerId')) where entity = 'Order';

-- By what people are known again, as it is compared: a phone number as +14155550125, ids only as a keyed hash.
create table customer_trait (
  workspace_id integer not null,
  record_id bigint not null,
  trait text collate "C" not null,
  value text collate "C" not null,
  primary key (workspace_id, record_id, trait, value)
);

create index customer_trait_value on customer_trait (workspace_id, trait, value);

-- Pairs that a person looked at and found to be two, or parted: nothing merges them by itself. one_id is the smaller.
create table not_same (
  workspace_id integer not null,
  one_id bigint not null,
  other_id bigint not null,
  actor text not null,
  at timestamptz not null,
  primary key (workspace_id, one_id, other_id)
);
