-- Tokens that vendors give for a connection's credentials, shared by all nodes; `credentials` tells which ones they were.
create table connection_token (
  connection_id uuid primary key references connection(id),
  credentials text not null,
  sealed text,
  expires_at bigint,
  claimed_until bigint
);
