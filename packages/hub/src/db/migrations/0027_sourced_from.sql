-- Which hands a person's words of a record came by: the console (by-hand), a program with a key (api), the shop's own form
-- (loyalty-form). Null for what a vendor said, so that a sync writes nothing more than before.
alter table link add column said_by text[];

update link set said_by = coalesce((
    select array_agg(distinct case when c.actor like 'key:%' then 'api' else 'by-hand' end) from change c
    where c.workspace_id = link.workspace_id and c.record_id = link.record_id
      and (c.actor like 'key:%' or c.actor like 'person:%')), '{by-hand}')
where connection_id = 0;
