-- What the nodes took together of a vendor's limit: a small ledger in JSON, changed whole and under its row's lock.
create table connection_pace (
  connection_id uuid primary key references connection(id),
  ledger text not null
);
