-- That staff were written to when a deadline of a law was near, and when it was over: each once.
create table incident_alarm (
  incident uuid not null references incident on delete cascade,
  deadline text not null check (char_length(deadline) between 1 and 60),
  stage text not null check (stage in ('NEAR', 'OVER')),
  at timestamptz not null,
  primary key (incident, deadline, stage)
);
