-- Who works here in which role. Only what holds now: what was given and taken is in the audit trail.
create table staff_grant (
  account_id uuid not null references account on delete cascade,
  role text not null check (role in ('SUPPORT', 'BILLING', 'PRIVACY_OFFICER', 'ADMINISTRATOR')),
  granted_by uuid references account on delete set null,
  granted_at timestamptz not null,
  primary key (account_id, role)
);

-- An app that shows six digits. The secret is encrypted under the master key and bound to the account. The step is that of the last code
-- taken: no code is taken twice, and none older than the last.
create table authenticator (
  account_id uuid primary key references account on delete cascade,
  secret bytea not null,
  begun_at timestamptz not null,
  confirmed_at timestamptz,
  last_step bigint not null default 0
);

-- For who has lost everything else; each works once. A code has 80 random bits, so its plain hash cannot be guessed back.
create table recovery_code (
  hash bytea primary key check (octet_length(hash) = 32),
  account_id uuid not null references account on delete cascade,
  made_at timestamptz not null,
  used_at timestamptz
);

create index recovery_code_account on recovery_code (account_id);

-- Passkeys, in the tables of Spring Security's JdbcPublicKeyCredentialUserEntityRepository and JdbcUserCredentialRepository. A user
-- entity's name is the id of the account, with which it goes.
create table user_entities (
  id varchar(1000) primary key,
  name varchar(100) not null unique,
  display_name varchar(200),
  account_id uuid generated always as (name::uuid) stored references account on delete cascade
);

create index user_entities_account on user_entities (account_id);

create table user_credentials (
  credential_id varchar(1000) primary key,
  user_entity_user_id varchar(1000) not null references user_entities on delete cascade,
  public_key bytea not null,
  signature_count bigint,
  uv_initialized boolean,
  backup_eligible boolean not null,
  authenticator_transports varchar(1000),
  public_key_credential_type varchar(100),
  backup_state boolean not null,
  attestation_object bytea,
  attestation_client_data_json bytea,
  created timestamptz,
  last_used timestamptz,
  label varchar(1000) not null
);

create index user_credentials_user_entity on user_credentials (user_entity_user_id);

alter table sign_in drop constraint sign_in_method_check;
alter table sign_in add constraint sign_in_method_check check (method in ('PASSWORD', 'GOOGLE', 'CONFIRMATION', 'PASSKEY'));
