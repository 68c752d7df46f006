-- Webhooks out: where what happens here is announced, each announcement, and each try of it.
create table webhook_endpoint (
  id uuid primary key,
  workspace_id uuid not null references workspace(id),
  url text not null,
  events text not null,
  secret text not null,
  old_secret text,
  old_until bigint,
  state text not null,
  problem text,
  failing_since bigint,
  created_at bigint not null
);
create index webhook_endpoint_by_workspace on webhook_endpoint (workspace_id, created_at);

-- The body has identifiers and no words about anybody.
create table webhook_message (
  id uuid primary key,
  workspace_id uuid not null references workspace(id),
  endpoint_id uuid not null references webhook_endpoint(id),
  event text not null,
  subject_id uuid,
  body text not null,
  state text not null,
  tries integer not null,
  next_try_at bigint,
  created_at bigint not null
);
create index webhook_message_by_endpoint on webhook_message (endpoint_id, created_at, id);
create index webhook_message_by_time on webhook_message (created_at);

create table webhook_try (
  id uuid primary key,
  workspace_id uuid not null references workspace(id),
  message_id uuid not null references webhook_message(id),
  at bigint not null,
  status integer,
  answer text not null
);
create index webhook_try_by_message on webhook_try (message_id, at);
