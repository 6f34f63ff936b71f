-- Two creates whose answers were lost may both find the same task in the list; the second to write loses.
drop index generation_task;
create unique index generation_task on generation (api, task_id) where task_id is not null;
