-- Whether a task that was found in a provider's list belongs to another generation already.
create index generation_task on generation (api, task_id) where task_id is not null;
