-- The source that referrals through a connection are to have in the system there, as an administrator chose it.
create table referral_source (
  connection_id uuid primary key references connection(id),
  workspace_id uuid not null references workspace(id),
  source_id text not null,
  name text not null,
  heading text not null,
  chosen_at bigint not null,
  missing_since bigint
);
