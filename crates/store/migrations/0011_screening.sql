-- Screening: what jobs ask for, what résumés say, where applications stand, and the ledger that proves it.

-- What a job asks for, version by version. A version that was used is never changed.
create table screening_criteria (
  job_id uuid not null references job(id),
  version integer not null,
  workspace_id uuid not null references workspace(id),
  state text not null,
  criteria text not null,
  made_by text not null,
  made_by_id uuid,
  made_at bigint not null,
  activated_by text,
  activated_at bigint,
  primary key (job_id, version)
);
create unique index screening_criteria_draft on screening_criteria (job_id) where state = 'draft';
create unique index screening_criteria_active on screening_criteria (job_id) where state = 'active';

create table screening_organisation (
  workspace_id uuid primary key references workspace(id),
  threshold integer not null,
  leave_out_internal boolean not null
);

-- Which of a job's applications are screened. No threshold is the organisation's.
create table screening_preference (
  job_id uuid primary key references job(id),
  workspace_id uuid not null references workspace(id),
  enabled boolean not null,
  threshold integer,
  stages text not null,
  sources text not null,
  since bigint,
  backfill boolean not null,
  enabled_at bigint,
  write_back boolean not null,
  comment boolean not null
);

-- What a file says, by its content: the same file is read once, whoever brought it.
create table screening_reading (
  workspace_id uuid not null references workspace(id),
  sha256 text not null,
  reader text not null,
  read_at bigint not null,
  unreadable text,
  profile text,
  primary key (workspace_id, sha256, reader)
);

-- Where an application stands. Points are -1 where there are none, so that both databases sort alike. The wide column
-- is the last, so that lists don't read it.
create table screening (
  application_id uuid primary key references application(id),
  workspace_id uuid not null references workspace(id),
  job_id uuid not null references job(id),
  points integer not null,
  aside boolean not null,
  decision text,
  decided_by text,
  decided_by_id uuid,
  decided_at bigint,
  decided_why text,
  opted_out_at bigint,
  stale_since bigint,
  stale_why text,
  unwritten_since bigint,
  criteria_version integer,
  resume text,
  unreadable text,
  scored_at bigint,
  score text
);
create index screening_by_points
  on screening (workspace_id, job_id, points, application_id, aside, decision, opted_out_at);
create index screening_stale on screening (workspace_id, job_id, stale_since) where stale_since is not null;
create index screening_unwritten
  on screening (workspace_id, job_id, unwritten_since) where unwritten_since is not null;

-- Added to, never changed. Each row's hash covers the row before. A reason goes in as the hash of itself and a salt, so
-- that it can be erased without breaking the chain.
create table screening_ledger (
  workspace_id uuid not null references workspace(id),
  position bigint not null,
  at bigint not null,
  kind text not null,
  job_id uuid not null,
  application_id uuid,
  facts text not null,
  actor text not null,
  actor_id uuid,
  reason text,
  salt text,
  reason_hash text not null,
  previous text not null,
  hash text not null,
  primary key (workspace_id, position)
);
create index screening_ledger_by_application on screening_ledger (workspace_id, application_id, position);

-- The last row of the ledger, so that one cut off its end is missed.
create table screening_ledger_head (
  workspace_id uuid primary key references workspace(id),
  position bigint not null,
  hash text not null
);

-- What applicants said of themselves for the fairness report alone. No scorer reads this table.
create table screening_voluntary (
  application_id uuid not null references application(id),
  question text not null,
  workspace_id uuid not null references workspace(id),
  answer text not null,
  given_at bigint not null,
  primary key (application_id, question)
);

-- How results are named in a connected system.
create table screening_target (
  connection_id uuid primary key references connection(id),
  workspace_id uuid not null references workspace(id),
  prefix text not null,
  category text,
  stopped_at bigint
);

-- What was last written of an application into a connected system.
create table screening_written (
  application_id uuid not null references application(id),
  connection_id uuid not null references connection(id),
  workspace_id uuid not null references workspace(id),
  content text not null,
  written_at bigint not null,
  primary key (application_id, connection_id)
);
create index screening_written_by_connection on screening_written (connection_id, application_id);
