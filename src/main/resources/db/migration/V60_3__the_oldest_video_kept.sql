-- The oldest video that is still there, for the figure on the first page.
create index generation_kept on generation (finished_at) where state = 'SUCCEEDED' and deleted_at is null;
