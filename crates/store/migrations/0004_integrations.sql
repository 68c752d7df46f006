-- Integrations: connections, their calls, hand-offs and links.
create table connection (
  id uuid primary key,
  workspace_id uuid not null references workspace(id),
  vendor text not null,
  name text not null,
  kind text not null,
  status text not null,
  settings text not null,
  secrets text not null,
  last_good_at bigint,
  last_problem text,
  last_problem_at bigint,
  report text,
  checked_at bigint,
  paused_until bigint,
  required text not null,
  mapping text not null,
  options text not null,
  created_at bigint not null
);
-- A name can be given again once its connection is gone.
create unique index connection_name on connection (workspace_id, name) where status <> 'disconnected';

-- What the tenant's form looked like when it was last fetched. Apart from the connection, because it is large.
create table connection_form (
  connection_id uuid primary key references connection(id),
  workspace_id uuid not null references workspace(id),
  form text not null,
  fetched_at bigint not null
);

create table call_log (
  id uuid primary key,
  workspace_id uuid not null references workspace(id),
  connection_id uuid not null references connection(id),
  handoff_id uuid,
  at bigint not null,
  entry text not null
);
create index call_log_by_time on call_log (connection_id, at, id);

create table handoff (
  id uuid primary key,
  workspace_id uuid not null references workspace(id),
  candidate_id uuid not null,
  candidate_name text not null,
  application_id uuid not null,
  connection_id uuid not null references connection(id),
  batch_id uuid,
  state text not null,
  record text not null,
  request_key text not null,
  vendor_key text not null,
  created_by text not null,
  created_by_id uuid,
  created_at bigint not null,
  updated_at bigint not null,
  external_id text,
  url text,
  problem text,
  differences text not null,
  notes text not null,
  next_try_at bigint,
  tries integer not null,
  matches text not null,
  decision text
);
create unique index handoff_request on handoff (workspace_id, request_key);
-- One sending at a time of one person to one account.
create unique index handoff_unfinished on handoff (candidate_id, connection_id)
  where state <> 'delivered' and state <> 'cancelled';
create index handoff_by_candidate on handoff (workspace_id, candidate_id, created_at);
create index handoff_by_state on handoff (workspace_id, state, updated_at);
create index handoff_by_batch on handoff (batch_id);
create index handoff_by_time on handoff (workspace_id, created_at);

create table handoff_step (
  handoff_id uuid not null references handoff(id),
  step text not null,
  workspace_id uuid not null references workspace(id),
  state text not null,
  result text not null,
  attempts integer not null,
  began_at bigint not null,
  ended_at bigint not null,
  primary key (handoff_id, step)
);

-- One candidate is at most one employee of one account, and the reverse.
create table link (
  id uuid primary key,
  workspace_id uuid not null references workspace(id),
  connection_id uuid not null references connection(id),
  candidate_id uuid not null,
  external_id text not null,
  url text not null,
  handoff_id uuid not null references handoff(id),
  created_at bigint not null
);
create unique index link_candidate on link (connection_id, candidate_id);
create unique index link_external on link (connection_id, external_id);
create index link_by_candidate on link (workspace_id, candidate_id);
