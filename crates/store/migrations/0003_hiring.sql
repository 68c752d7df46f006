-- Hiring: workflows, jobs, candidates, applications and what hangs on them.
create table workflow (
  id uuid primary key,
  workspace_id uuid not null references workspace(id),
  name text not null,
  created_at bigint not null
);
create unique index workflow_name on workflow (workspace_id, name);

create table stage (
  id uuid primary key,
  workspace_id uuid not null references workspace(id),
  workflow_id uuid not null references workflow(id),
  name text not null,
  kind text not null,
  position integer not null
);
create index stage_by_workflow on stage (workspace_id, workflow_id, position);

create table job (
  id uuid primary key,
  workspace_id uuid not null references workspace(id),
  title text not null,
  status text not null,
  workflow_id uuid not null references workflow(id),
  department text not null,
  division text not null,
  location text not null,
  employment_type text not null,
  description text not null,
  created_at bigint not null
);
create index job_by_time on job (workspace_id, created_at);

-- The columns ending in _key hold what is compared when duplicates are looked for.
-- A candidate that was merged into another keeps its row, so that the merge can be undone.
create table candidate (
  id uuid primary key,
  workspace_id uuid not null references workspace(id),
  first_name text not null,
  middle_name text not null,
  last_name text not null,
  preferred_name text not null,
  email text not null,
  phone text not null,
  date_of_birth text,
  gender text not null,
  address_line1 text not null,
  address_line2 text not null,
  city text not null,
  state text not null,
  postcode text not null,
  country text not null,
  headline text not null,
  profile_url text not null,
  source text not null,
  email_key text,
  phone_key text,
  name_key text not null,
  search_text text not null,
  merged_into uuid references candidate(id),
  created_at bigint not null,
  updated_at bigint not null
);
-- SQLite looks through the search text in the index, without the wide rows. PostgreSQL's index entries are too short
-- for a long text.
{sqlite} create index candidate_by_time on candidate (workspace_id, created_at, id, merged_into, search_text);
{postgres} create index candidate_by_time on candidate (workspace_id, created_at, id);
create index candidate_by_email on candidate (workspace_id, email_key);
create index candidate_by_phone on candidate (workspace_id, phone_key);
create index candidate_by_name on candidate (workspace_id, name_key, date_of_birth);
create index candidate_by_source on candidate (workspace_id, source, created_at, id);

create table application (
  id uuid primary key,
  workspace_id uuid not null references workspace(id),
  candidate_id uuid not null references candidate(id),
  job_id uuid not null references job(id),
  stage_id uuid not null references stage(id),
  start_date text,
  job_title text not null,
  salary text not null,
  currency text not null,
  pay_period text not null,
  pay_type text not null,
  manager text not null,
  created_at bigint not null,
  moved_at bigint not null
);
create index application_by_candidate on application (workspace_id, candidate_id);
create index application_by_job on application (workspace_id, job_id, stage_id, moved_at, candidate_id);
create index application_by_stage on application (workspace_id, stage_id, candidate_id);

-- Names are kept as they were then: a stage may be renamed or taken away.
create table application_move (
  id uuid primary key,
  workspace_id uuid not null references workspace(id),
  application_id uuid not null references application(id),
  from_name text,
  to_name text not null,
  to_kind text not null,
  actor text not null,
  at bigint not null
);
create index application_move_by_application on application_move (workspace_id, application_id, at);

create table comment (
  id uuid primary key,
  workspace_id uuid not null references workspace(id),
  candidate_id uuid not null references candidate(id),
  author_id uuid,
  author text not null,
  text text not null,
  created_at bigint not null,
  edited_at bigint
);
create index comment_by_candidate on comment (workspace_id, candidate_id, created_at);

create table tag_category (
  id uuid primary key,
  workspace_id uuid not null references workspace(id),
  name text not null,
  colour text not null
);
create unique index tag_category_name on tag_category (workspace_id, name);

create table tag (
  id uuid primary key,
  workspace_id uuid not null references workspace(id),
  category_id uuid not null references tag_category(id),
  name text not null
);
create unique index tag_name on tag (workspace_id, name);

create table candidate_tag (
  candidate_id uuid not null references candidate(id),
  tag_id uuid not null references tag(id),
  workspace_id uuid not null references workspace(id),
  primary key (candidate_id, tag_id)
);
create index candidate_tag_by_tag on candidate_tag (workspace_id, tag_id, candidate_id);

create table custom_field (
  id uuid primary key,
  workspace_id uuid not null references workspace(id),
  name text not null,
  kind text not null,
  options text not null,
  created_at bigint not null
);
create unique index custom_field_name on custom_field (workspace_id, name);

create table field_value (
  candidate_id uuid not null references candidate(id),
  field_id uuid not null references custom_field(id),
  workspace_id uuid not null references workspace(id),
  value text not null,
  primary key (candidate_id, field_id)
);
create index field_value_by_field on field_value (workspace_id, field_id);

create table attachment (
  id uuid primary key,
  workspace_id uuid not null references workspace(id),
  candidate_id uuid not null references candidate(id),
  kind text not null,
  name text not null,
  content_type text not null,
  size bigint not null,
  sha256 text not null,
  created_at bigint not null
);
create index attachment_by_candidate on attachment (workspace_id, candidate_id, created_at);

-- The bytes stand apart, so that a list of files never reads them.
create table attachment_bytes (
  attachment_id uuid primary key references attachment(id),
  workspace_id uuid not null references workspace(id),
  bytes {bytes} not null
);

create table saved_view (
  id uuid primary key,
  workspace_id uuid not null references workspace(id),
  name text not null,
  query text not null,
  created_at bigint not null
);
create unique index saved_view_name on saved_view (workspace_id, name);

-- A file of candidates on its way in. The mapping and the outcome are JSON.
create table import (
  id uuid primary key,
  workspace_id uuid not null references workspace(id),
  file_name text not null,
  file text not null,
  delimiter text not null,
  mapping text,
  outcome text,
  created_at bigint not null
);

create table candidate_merge (
  id uuid primary key,
  workspace_id uuid not null references workspace(id),
  kept_id uuid not null references candidate(id),
  other_id uuid not null references candidate(id),
  record text not null,
  created_at bigint not null,
  undone_at bigint
);
create index candidate_merge_by_kept on candidate_merge (workspace_id, kept_id);
