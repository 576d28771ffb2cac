-- Changes are followed in the order of their ids, while several transactions write some at once. A reader goes as far
-- as no transaction under way can still add to (store/change-feed.ts), which takes that a transaction is known as such
-- before it draws its first id. Once a statement, so that it costs a page nothing to speak of.

create function change_has_transaction() returns trigger language plpgsql as $$
begin perform pg_current_xact_id(); return null; end $$;

create trigger change_has_transaction before insert on change
  for each statement execute function change_has_transaction();
