-- People of the talent pool on their way into another system, and people there on their way into the pool.

create table crm_export (
  id uuid primary key,
  workspace_id uuid not null references workspace(id),
  connection_id uuid not null references connection(id),
  request_key text not null,
  place text not null,
  created_by text not null,
  created_by_id uuid,
  created_at bigint not null,
  total bigint not null
);
create unique index crm_export_request on crm_export (workspace_id, request_key);
create index crm_export_newest on crm_export (workspace_id, created_at);

-- One person on the way. The ledger says which steps are done, so that whoever takes it up goes on there.
create table crm_export_item (
  id uuid primary key,
  workspace_id uuid not null references workspace(id),
  export_id uuid not null references crm_export(id),
  connection_id uuid not null references connection(id),
  profile_id uuid not null,
  state text not null,
  ledger text not null,
  problem text,
  next_try_at bigint,
  tries integer not null,
  updated_at bigint not null
);
-- Nobody is on the way to one place twice.
create unique index crm_export_item_once on crm_export_item (connection_id, profile_id)
  where state <> 'done' and state <> 'cancelled';
create index crm_export_item_of on crm_export_item (export_id, state);
create index crm_export_item_next on crm_export_item (connection_id, state, id);
create index crm_export_item_profile on crm_export_item (workspace_id, profile_id);

-- A walk through the people of another system: where it stands, and since when what changed is read next.
create table crm_walk (
  connection_id uuid primary key references connection(id),
  workspace_id uuid not null references workspace(id),
  is_on boolean not null,
  changed_after bigint,
  cursor text,
  began_at bigint,
  reads_from bigint,
  seen bigint not null,
  made bigint not null,
  changed bigint not null,
  forgotten bigint not null,
  unreadable bigint not null,
  ended_at bigint,
  problem text
);
