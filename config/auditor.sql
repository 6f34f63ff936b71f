-- The role with which the auditor reads (auditor.datasource.username and .password). It can select and nothing else, in every table there
-- is and will be; even that only in transactions that cannot write. Run it once, as a superuser or as whoever may create roles:
--
--     psql -d allvideomodels -v password="$AUDITOR_DATASOURCE_PASSWORD" -f config/auditor.sql
create role allvideomodels_auditor login password :'password' nosuperuser nocreatedb nocreaterole noreplication nobypassrls connection limit 20;
grant pg_read_all_data to allvideomodels_auditor;
alter role allvideomodels_auditor set default_transaction_read_only = on;
alter role allvideomodels_auditor set statement_timeout = '15min';
