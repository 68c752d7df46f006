-- How people of the talent pool go into a recruiting CRM, and who may send them.

create table push_settings (
  connection_id uuid primary key references connection(id),
  workspace_id uuid not null references workspace(id),
  content text not null,
  saved_by text not null,
  saved_at bigint not null,
  -- The fields that are not there any more; pushes stand still from then on.
  vanished text,
  vanished_at bigint
);

create table push_member (
  connection_id uuid not null references connection(id),
  user_id uuid not null references user_account(id),
  workspace_id uuid not null references workspace(id),
  state text not null,
  reason text not null,
  asked_at bigint not null,
  decided_by text,
  decided_at bigint,
  primary key (connection_id, user_id)
);
