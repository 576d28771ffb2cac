-- Documents that are only ever stored and read whole keep their text: PostgreSQL takes a third of the time for one that
-- it checks and does not take apart. Their names keep their order, so a source has the hash that its vendor's page had.
alter table link
  alter column source type json using source::json,
  alter column contribution type json using contribution::json,
  alter column since type json using since::json;

alter table delivery alter column output type json using output::json;
