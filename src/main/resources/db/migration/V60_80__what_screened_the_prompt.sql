-- The answer by which the words of a generation may go to a provider. Null where nothing was screened.
alter table generation add column moderation text check (moderation <> '');
