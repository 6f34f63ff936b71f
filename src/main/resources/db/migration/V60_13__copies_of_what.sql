-- Which things of ours a provider's copy is of: the video and the uploads it was made from, by the random numbers that stand in
-- receipts too. The generation that knew them may be gone when a receipt is written.
alter table provider_copy add column items uuid[] not null default '{}';

update provider_copy c set items = array_remove(
  array(select i.upload_id from generation_input i where i.generation_id = g.id order by i.position) || g.output, null)
from generation g where g.id = c.generation;

create index provider_copy_items on provider_copy using gin (items);
