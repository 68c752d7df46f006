-- How long people who were not hired are kept, by country. A rule that is not active erases nobody.
create table retention_rule (
  workspace_id uuid not null references workspace(id),
  country_key text not null,
  country text not null,
  months integer not null,
  active boolean not null,
  set_by text not null,
  set_at bigint not null,
  primary key (workspace_id, country_key)
);

-- What the last night's work did.
create table retention_run (
  workspace_id uuid primary key references workspace(id),
  at bigint not null,
  erased bigint not null,
  held_back bigint not null
);
