-- Lists of people of the talent pool, and searches under a name, which tell their owner who is new.

-- A list may be for a job: then it is that job's project, and its people stand somewhere.
create table pool_list (
  id uuid primary key,
  workspace_id uuid not null references workspace(id),
  name text not null,
  job_id uuid,
  made_by text not null,
  created_at bigint not null
);
create unique index pool_list_name on pool_list (workspace_id, name);

create table pool_listed (
  list_id uuid not null references pool_list(id),
  profile_id uuid not null references pool_profile(id),
  workspace_id uuid not null references workspace(id),
  standing text not null,
  added_by text not null,
  added_at bigint not null,
  primary key (list_id, profile_id)
);
create index pool_listed_by_profile on pool_listed (profile_id);

create table pool_search (
  id uuid primary key,
  workspace_id uuid not null references workspace(id),
  owner_id uuid not null references user_account(id),
  name text not null,
  query text not null,
  alert boolean not null,
  told_until bigint not null,
  created_at bigint not null
);
create unique index pool_search_name on pool_search (workspace_id, owner_id, name);

-- Whom a search told of: nobody twice.
create table pool_told (
  search_id uuid not null references pool_search(id),
  profile_id uuid not null references pool_profile(id),
  workspace_id uuid not null references workspace(id),
  primary key (search_id, profile_id)
);
