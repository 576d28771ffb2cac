-- What a vendor has taken is compressed before it comes here: what is stored, logged ahead and read back is a tenth. Jobs
-- that are open now are given up: their records are looked up at the vendor before they are sent again.
update delivery d set begun = true
from batch b
where b.receipt is not null
  and d.workspace_id = b.workspace_id and d.flow_id = b.flow_id and d.record_id = any (b.record_ids);

delete from batch where receipt is not null;
