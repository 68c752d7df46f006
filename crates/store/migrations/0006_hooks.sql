-- Messages that other systems send by themselves, and changes made here on their way to them.

-- A message is proven and read when it comes; kept is what it was about, not what it said.
create table hook_delivery (
  id uuid primary key,
  workspace_id uuid not null references workspace(id),
  connection_id uuid not null references connection(id),
  dedupe text not null,
  event text not null,
  about text not null,
  problem text,
  received_at bigint not null,
  repeats integer not null
);
create unique index hook_delivery_once on hook_delivery (connection_id, dedupe);
create index hook_delivery_by_time on hook_delivery (connection_id, received_at, id);

-- A record to be fetched afresh: one row, however many messages name it. Its identifier is made of what it names.
create table hook_hint (
  id uuid primary key,
  workspace_id uuid not null references workspace(id),
  connection_id uuid not null references connection(id),
  kind text not null,
  external_id text not null,
  since bigint not null,
  asked integer not null,
  tries integer not null,
  problem text
);
create index hook_hint_by_connection on hook_hint (connection_id);

-- Messages without a proof are counted, and nothing of them is kept.
create table hook_refusal (
  connection_id uuid primary key references connection(id),
  workspace_id uuid not null references workspace(id),
  refused bigint not null,
  last_at bigint not null,
  last_why text not null
);

-- Changes with the same slot are about the same thing, so that one not yet sent can take the place of another.
create table outgoing (
  id uuid primary key,
  workspace_id uuid not null references workspace(id),
  connection_id uuid not null references connection(id),
  candidate_id uuid not null,
  candidate_name text not null,
  application_id uuid not null,
  external_application text not null,
  slot text not null,
  position integer not null,
  change text not null,
  told text not null,
  state text not null,
  unsure boolean not null,
  version integer not null,
  tries integer not null,
  next_try_at bigint,
  problem text,
  theirs text,
  notes text not null,
  external_id text,
  created_by text not null,
  created_by_id uuid,
  created_at bigint not null,
  updated_at bigint not null
);
create index outgoing_by_application on outgoing (workspace_id, application_id, position);
create index outgoing_by_candidate on outgoing (workspace_id, candidate_id, created_at);
create index outgoing_by_state on outgoing (workspace_id, state, updated_at);
create index outgoing_by_connection on outgoing (workspace_id, connection_id, state, created_at);
