-- The house: workspaces, the audit log, and the queue of work.
create table workspace (
  id uuid primary key,
  name text not null,
  kind text not null,
  created_at bigint not null
);

create table audit (
  id uuid primary key,
  workspace_id uuid not null references workspace(id),
  at bigint not null,
  actor text not null,
  actor_id uuid,
  origin text not null,
  action text not null,
  subject text not null,
  subject_id uuid,
  detail text not null
);
create index audit_by_subject on audit (workspace_id, subject_id, at);
create index audit_by_time on audit (workspace_id, at);

create table task (
  id uuid primary key,
  workspace_id uuid not null references workspace(id),
  kind text not null,
  subject_id uuid not null,
  run_at bigint not null,
  attempt integer not null,
  leased_by text,
  leased_until bigint,
  created_at bigint not null
);
create index task_due on task (run_at);
create unique index task_once on task (kind, subject_id);

-- Small settings that belong to the installation, such as the one-time link's hash.
create table setting (
  key text primary key,
  value text not null
);
