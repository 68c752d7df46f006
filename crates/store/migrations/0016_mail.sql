-- Letters by e-mail, and the server that takes them.

create table mail_server (
  workspace_id uuid primary key references workspace(id),
  host text not null,
  port integer not null,
  security text not null,
  user_name text not null,
  password text,
  from_address text not null,
  from_name text not null,
  problem text,
  problem_at bigint
);

-- A letter is personal and may hold a link that lets somebody in, so all that is written in it is sealed. It is about
-- an application by its number alone, so that merging two people leaves it as it is.
create table letter (
  id uuid primary key,
  workspace_id uuid not null references workspace(id),
  kind text not null,
  application_id uuid,
  sealed text not null,
  state text not null,
  created_at bigint not null,
  tries integer not null,
  next_try_at bigint,
  sent_at bigint,
  problem text
);
create index letter_by_time on letter (workspace_id, created_at);
create index letter_by_state on letter (workspace_id, state, created_at);
create index letter_by_application on letter (workspace_id, application_id);
