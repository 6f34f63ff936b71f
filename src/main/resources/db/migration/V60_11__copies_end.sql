create index provider_copy_owed on provider_copy (owed_since);
