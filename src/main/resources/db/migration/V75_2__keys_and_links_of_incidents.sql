-- Two things that are done to what opens doors rather than to those an incident concerns.
alter table incident_action drop constraint incident_action_kind_check;
alter table incident_action add constraint incident_action_kind_check
  check (kind in ('END_SESSIONS', 'SUSPEND', 'NOTIFY', 'END_LINKS', 'WRAP_KEYS'));

-- How far it came where it goes through keys: in which place, behind which name, and what came of this round.
alter table incident_action add column key_place text;
alter table incident_action add column key_name text;
alter table incident_action add column key_anew bigint not null default 0;
alter table incident_action add column key_unreadable bigint not null default 0;
alter table incident_action add constraint incident_action_keys
  check ((key_place is null) = (key_name is null) and (kind = 'WRAP_KEYS' or key_place is null));
