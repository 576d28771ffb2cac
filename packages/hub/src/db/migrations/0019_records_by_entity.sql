-- Records are listed, compared and sent by their entity, in the order of their ids: ten orders behind a million customers
-- were found by reading all of them.
create index record_of_entity on record (workspace_id, entity, id) where deleted_at is null;
