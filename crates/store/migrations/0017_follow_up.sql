-- Questions that applicants are asked by letter at a stage, what they answered, and what they are told of screening.

-- A set that was asked is never taken away, only put away: what was asked stays known.
create table question_set (
  id uuid primary key,
  workspace_id uuid not null references workspace(id),
  job_id uuid not null references job(id),
  name text not null,
  stage_id uuid,
  stage_kind text,
  content text not null,
  active_since bigint,
  away boolean not null,
  made_at bigint not null
);
create index question_set_by_job on question_set (workspace_id, job_id);

-- One time that an applicant is asked a set: the pair stands once, so that no arrival is asked about twice.
create table follow_up (
  id uuid primary key,
  workspace_id uuid not null references workspace(id),
  question_set_id uuid not null references question_set(id),
  application_id uuid not null references application(id),
  state text not null,
  content text not null,
  arrived_at bigint not null,
  asked_at bigint,
  reminded_at bigint,
  expires_at bigint,
  answered_at bigint,
  why text,
  answers text
);
create unique index follow_up_once on follow_up (application_id, question_set_id);
create index follow_up_by_set on follow_up (question_set_id, state);

-- The link in each letter, by the hash of its token.
create table follow_up_link (
  token_hash text primary key,
  workspace_id uuid not null references workspace(id),
  follow_up_id uuid not null references follow_up(id)
);
create index follow_up_link_by_follow_up on follow_up_link (follow_up_id);

create table screening_notice (
  workspace_id uuid primary key references workspace(id),
  words text not null,
  written_by text not null,
  written_at bigint not null
);
