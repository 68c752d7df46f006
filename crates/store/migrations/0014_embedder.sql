-- A model that judges likeness of meaning, of the workspaces that switched one on.
create table screening_embedder (
  workspace_id uuid primary key references workspace(id),
  base text not null,
  name text not null,
  least integer not null,
  secret text,
  problem text,
  problem_at bigint
);
