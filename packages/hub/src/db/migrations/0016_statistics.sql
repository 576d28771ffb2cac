-- No plan leans on what stands inside of documents, and to sort a sample of them by their contents, which is what
-- ANALYZE does with a jsonb column, costs a tenth of a first sync.
alter table record alter column data set statistics 0, alter column provenance set statistics 0;

alter table link alter column source set statistics 0, alter column contribution set statistics 0,
  alter column since set statistics 0;

alter table change alter column patch set statistics 0;

alter table delivery alter column output set statistics 0, alter column fault set statistics 0;
