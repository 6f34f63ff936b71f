-- A key that signs is made anew: its name is noted before it is made.
alter table incident_action drop constraint incident_action_kind_check;
alter table incident_action add constraint incident_action_kind_check
  check (kind in ('END_SESSIONS', 'SUSPEND', 'NOTIFY', 'END_LINKS', 'WRAP_KEYS', 'NEW_SIGNING_KEY'));
alter table incident_action drop constraint incident_action_keys;
alter table incident_action add constraint incident_action_keys
  check ((key_place is null) = (key_name is null) and (kind in ('WRAP_KEYS', 'NEW_SIGNING_KEY') or key_place is null));
