-- By what means an answer was given: on which page, by which signal, by which letter. Of answers from before, nobody knows.
alter table consent_event add column means text check (means ~ '^[A-Z_]{2,30}$');
