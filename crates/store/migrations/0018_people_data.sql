-- What applicants are asked of their own will, by which links, and what was erased.

-- The questions that are asked; none of them is asked where no row says so.
create table voluntary_question (
  workspace_id uuid not null references workspace(id),
  question text not null,
  since bigint not null,
  primary key (workspace_id, question)
);

-- The link by which one applicant answers. Of the token only its SHA-256 is kept.
create table voluntary_link (
  application_id uuid primary key references application(id),
  workspace_id uuid not null references workspace(id),
  token_hash text not null,
  made_at bigint not null,
  answered_at bigint
);
create unique index voluntary_link_token on voluntary_link (token_hash);

-- That somebody was erased, without who it was. The identifier is the one that the person had here.
create table erasure (
  id uuid primary key,
  workspace_id uuid not null references workspace(id),
  at bigint not null,
  erased_by text not null,
  erased_by_id uuid,
  receipt text not null
);
create index erasure_by_time on erasure (workspace_id, at);
