-- The last rehearsal of a connection's change to another API, with the credentials that were typed for it, sealed.
create table rehearsal (
  connection_id uuid primary key references connection(id),
  workspace_id uuid not null references workspace(id),
  api text not null,
  settings text not null,
  secrets text not null,
  asked_by text not null,
  started_at bigint not null,
  progress text not null,
  ended_at bigint,
  sentence text,
  found text
);
