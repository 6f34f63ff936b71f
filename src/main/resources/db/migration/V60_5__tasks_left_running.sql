-- Turned away from while the provider may still have been at work: stopped before its copy is asked for, and a refusal is not final.
alter table generation add column left_running boolean not null default false;
