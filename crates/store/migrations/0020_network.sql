-- Whom employees know, and for which jobs that speaks.

-- What an employee says of themselves as the owner of a network. Sealed.
create table network (
  user_id uuid primary key references user_account(id),
  workspace_id uuid not null references workspace(id),
  sealed text not null,
  imported_at bigint,
  changed_at bigint not null
);

-- What people do, without who they are: once for all who do the same, so that a job need not look at everybody.
create table contact_headline (
  id uuid primary key,
  workspace_id uuid not null references workspace(id),
  words text not null,
  skills text not null,
  level text not null
);
create unique index contact_headline_once on contact_headline (workspace_id, words, skills, level);

-- Somebody an employee knows. All that says who it is is sealed.
create table contact (
  id uuid primary key,
  workspace_id uuid not null references workspace(id),
  user_id uuid not null references user_account(id),
  headline_id uuid not null references contact_headline(id),
  known text not null,
  left_out boolean not null,
  sealed text not null,
  added_at bigint not null
);
create index contact_by_user on contact (workspace_id, user_id);
create index contact_by_headline on contact (headline_id);

-- A file that an employee looks at before its people are brought in: one at a time. Sealed.
create table contact_file (
  user_id uuid primary key references user_account(id),
  id uuid not null,
  workspace_id uuid not null references workspace(id),
  sealed text not null,
  created_at bigint not null
);

-- What a job looks for in people, as its words or its criteria say.
create table job_need (
  job_id uuid primary key references job(id),
  workspace_id uuid not null references workspace(id),
  content text not null
);
create index job_need_by_workspace on job_need (workspace_id);

-- A contact who fits a job. The reasons are the job's words, never the contact's.
create table contact_match (
  job_id uuid not null references job(id),
  contact_id uuid not null references contact(id),
  workspace_id uuid not null references workspace(id),
  user_id uuid not null references user_account(id),
  points integer not null,
  reasons text not null,
  primary key (job_id, contact_id)
);
create index contact_match_by_contact on contact_match (contact_id);
create index contact_match_by_user on contact_match (workspace_id, user_id, points);

create index candidate_by_page on candidate (workspace_id, lower(profile_url))
