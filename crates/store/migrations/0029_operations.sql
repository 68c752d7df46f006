-- The audit log as a chain of hashes, and which request a task is done for.

-- A line is written with what changed, and sealed a moment later: it gets its place in the chain. Where its words are
-- erased with a person their salt goes too, and what is left of them is the hash that the chain rests on.
alter table audit add column position bigint;
alter table audit add column salt text;
alter table audit add column detail_hash text;
alter table audit add column previous text;
alter table audit add column hash text;
create index audit_unsealed on audit (workspace_id, id) where position is null;
create unique index audit_place on audit (workspace_id, position) where position is not null;

-- Where the chain of a workspace ends. Its row is locked while lines are sealed.
create table audit_head (
  workspace_id uuid primary key references workspace(id),
  position bigint not null,
  hash text not null
);

alter table task add column request text;
