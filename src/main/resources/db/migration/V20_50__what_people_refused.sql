-- A refusal of what was never agreed to is an answer too: nobody is asked again, and an objection can be shown.
alter table consent_event drop constraint consent_event_kind_check;
alter table consent_event add constraint consent_event_kind_check check (kind in ('GIVEN', 'WITHDRAWN', 'REFUSED'));
