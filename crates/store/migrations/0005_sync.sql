-- Sync: what other systems hold, how it is kept in step, and what each run did.

-- A job of another system has stages of its own, which nobody edits here.
alter table workflow add column connection_id uuid references connection(id);
drop index workflow_name;
create unique index workflow_name on workflow (workspace_id, name) where connection_id is null;

alter table custom_field add column subject text not null default 'candidate';
drop index custom_field_name;
create unique index custom_field_name on custom_field (workspace_id, subject, name);

-- The connection that gave a tag; none where a person did.
alter table candidate_tag add column connection_id uuid references connection(id);

create table application_field (
  application_id uuid not null references application(id),
  field_id uuid not null references custom_field(id),
  workspace_id uuid not null references workspace(id),
  value text not null,
  primary key (application_id, field_id)
);
create index application_field_by_field on application_field (workspace_id, field_id);

create table job_field (
  job_id uuid not null references job(id),
  field_id uuid not null references custom_field(id),
  workspace_id uuid not null references workspace(id),
  value text not null,
  primary key (job_id, field_id)
);
create index job_field_by_field on job_field (workspace_id, field_id);

create table answer (
  application_id uuid not null references application(id),
  position integer not null,
  workspace_id uuid not null references workspace(id),
  question text not null,
  answer text not null,
  primary key (application_id, position)
);

-- One row for each record of the other system. The parent is the job of a stage and the application of a file:
-- their identifiers need be unique only there. The state is what we last knew there, as JSON.
create table mirror (
  connection_id uuid not null references connection(id),
  kind text not null,
  parent text not null,
  external_id text not null,
  workspace_id uuid not null references workspace(id),
  local_id uuid,
  hash text not null,
  state text not null,
  updated_at bigint,
  seen_in uuid,
  gone_at bigint,
  problem text,
  raw text,
  primary key (connection_id, kind, parent, external_id)
);
create index mirror_by_local on mirror (workspace_id, kind, local_id);
create index mirror_waiting on mirror (connection_id, kind, external_id) where hash = '' and gone_at is null;

create table sync_plan (
  connection_id uuid primary key references connection(id),
  workspace_id uuid not null references workspace(id),
  paused boolean not null,
  every_minutes integer not null,
  share_percent integer not null,
  full_hour integer not null,
  take_files boolean not null,
  reference_field text,
  first_enabled_at bigint not null,
  last_full_at bigint,
  census_at bigint,
  cursors text not null,
  gaps text not null
);

create table sync_run (
  id uuid primary key,
  workspace_id uuid not null references workspace(id),
  connection_id uuid not null references connection(id),
  mode text not null,
  began_by text not null,
  state text not null,
  started_at bigint not null,
  ended_at bigint,
  progress text not null,
  tally text not null,
  sentence text,
  allowed boolean not null,
  requests bigint not null
);
create index sync_run_by_time on sync_run (connection_id, started_at, id);
-- One run at a time.
create unique index sync_run_open on sync_run (connection_id) where ended_at is null;

create table sync_note (
  id uuid primary key,
  workspace_id uuid not null references workspace(id),
  connection_id uuid not null references connection(id),
  run_id uuid references sync_run(id),
  kind text not null,
  external_id text not null,
  what text not null,
  sentence text not null,
  at bigint not null
);
create index sync_note_by_run on sync_note (run_id, at, id);
