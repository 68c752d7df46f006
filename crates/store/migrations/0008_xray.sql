-- Permissions that a connection's key was once found to have, and which of them it lost.
create table permission_seen (
  connection_id uuid not null references connection(id),
  permission text not null,
  workspace_id uuid not null references workspace(id),
  granted_at bigint not null,
  lost_at bigint,
  known_at bigint,
  known_by text,
  primary key (connection_id, permission)
);
create index permission_lost on permission_seen (workspace_id) where lost_at is not null and known_at is null;
