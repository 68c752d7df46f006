-- The talent pool: profiles, the records they are made of, and by what these can be found again.

-- A profile that became one with another, or whose person was erased, keeps its row without content: an index that
-- reads what changed since learns of it, and an old address leads on.
create table pool_profile (
  id uuid primary key,
  workspace_id uuid not null references workspace(id),
  content text not null,
  consent text not null,
  touched_at bigint,
  merged_into uuid,
  gone boolean not null,
  created_at bigint not null,
  changed_at bigint not null
);
create index pool_profile_by_change on pool_profile (workspace_id, changed_at, id);

-- What one source says. A record of another system stands once.
create table pool_record (
  id uuid primary key,
  workspace_id uuid not null references workspace(id),
  profile_id uuid not null references pool_profile(id),
  connection_id uuid,
  external_id text,
  candidate_id uuid,
  origin text not null,
  content text not null,
  consent text not null,
  seen_at bigint not null
);
create index pool_record_by_profile on pool_record (profile_id);
create unique index pool_record_by_system on pool_record (workspace_id, connection_id, external_id);
create unique index pool_record_by_candidate on pool_record (workspace_id, candidate_id);

create table pool_key (
  record_id uuid not null references pool_record(id),
  kind text not null,
  value text not null,
  workspace_id uuid not null references workspace(id),
  primary key (record_id, kind, value)
);
create index pool_key_by_value on pool_key (workspace_id, kind, value);

-- Two profiles that may be one person: asked once, and what was answered stays.
create table pool_question (
  id uuid primary key,
  workspace_id uuid not null references workspace(id),
  one_id uuid not null references pool_profile(id),
  other_id uuid not null references pool_profile(id),
  likelihood double precision not null,
  reasons text not null,
  answer text,
  answered_by text,
  asked_at bigint not null,
  answered_at bigint
);
create unique index pool_question_once on pool_question (one_id, other_id);
create index pool_question_open on pool_question (workspace_id, answer, asked_at);

create table pool_file (
  id uuid primary key,
  workspace_id uuid not null references workspace(id),
  record_id uuid not null references pool_record(id),
  name text not null,
  content_type text not null,
  sha256 text not null,
  created_at bigint not null,
  bytes {bytes} not null
);
create index pool_file_by_record on pool_file (record_id);

-- A file of people on its way in. What is in it, which column goes where and what came of it are JSON.
create table pool_import (
  id uuid primary key,
  workspace_id uuid not null references workspace(id),
  file_name text not null,
  headings text not null,
  content text not null,
  mapping text,
  done bigint not null,
  outcome text,
  list_id uuid,
  created_at bigint not null
);
