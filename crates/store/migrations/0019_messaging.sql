-- Questions in the company's messenger: the installation there, who is who, what is asked, and what is pressed.

-- A connection's installation. The state that a person brings back from the messenger is kept as its hash.
create table messenger_install (
  connection_id uuid primary key references connection(id),
  workspace_id uuid not null references workspace(id),
  state_hash text,
  begun_by uuid not null references user_account(id),
  begun_at bigint not null,
  return_to text not null,
  problem text,
  team text,
  installed_at bigint
);
create index messenger_install_by_state on messenger_install (state_hash);

-- Which member an employee is, by e-mail address; none where nobody there has it.
create table messenger_member (
  id uuid primary key,
  workspace_id uuid not null references workspace(id),
  connection_id uuid not null references connection(id),
  user_id uuid not null references user_account(id),
  external_id text,
  looked_at bigint not null
);
create unique index messenger_member_once on messenger_member (connection_id, user_id);

-- One message for one request. What is to be written is sealed, and gone once it is written there.
create table messenger_message (
  id uuid primary key,
  workspace_id uuid not null references workspace(id),
  connection_id uuid not null references connection(id),
  request_id uuid not null,
  user_id uuid not null references user_account(id),
  external_id text not null,
  state text not null,
  sealed text,
  channel text,
  message text,
  version integer not null,
  tries integer not null,
  problem text,
  created_at bigint not null,
  updated_at bigint not null
);
create unique index messenger_message_once on messenger_message (workspace_id, request_id);
create index messenger_message_by_connection on messenger_message (connection_id, created_at);

-- A press, once, however often it was sent.
create table messenger_press (
  id uuid primary key,
  workspace_id uuid not null references workspace(id),
  connection_id uuid not null references connection(id),
  dedupe text not null,
  external_id text not null,
  request text not null,
  answer text not null,
  received_at bigint not null,
  repeats integer not null,
  outcome text
);
create unique index messenger_press_once on messenger_press (connection_id, dedupe);
create index messenger_press_by_time on messenger_press (connection_id, received_at);
