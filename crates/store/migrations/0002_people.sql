-- People: users, sessions, invitations, API keys, and what slows down guessing.
create table user_account (
  id uuid primary key,
  workspace_id uuid not null references workspace(id),
  name text not null,
  email text not null,
  role text not null,
  password_hash text not null,
  disabled boolean not null,
  created_at bigint not null
);
-- One e-mail address signs in to one workspace of the installation.
create unique index user_account_email on user_account (email);
create index user_account_by_workspace on user_account (workspace_id);

-- Tokens of sessions, invitations and API keys are kept as their SHA-256 only.
create table session (
  id uuid primary key,
  workspace_id uuid not null references workspace(id),
  user_id uuid not null references user_account(id),
  token_hash text not null,
  created_at bigint not null,
  last_seen_at bigint not null,
  expires_at bigint not null,
  user_agent text not null,
  address text not null
);
create unique index session_token on session (token_hash);
create index session_by_user on session (user_id);
create index session_expiry on session (expires_at);

create table invitation (
  id uuid primary key,
  workspace_id uuid not null references workspace(id),
  email text not null,
  role text not null,
  token_hash text not null,
  invited_by uuid not null references user_account(id),
  created_at bigint not null,
  expires_at bigint not null,
  accepted_at bigint,
  revoked_at bigint
);
create unique index invitation_token on invitation (token_hash);
create index invitation_by_workspace on invitation (workspace_id, created_at);

create table api_key (
  id uuid primary key,
  workspace_id uuid not null references workspace(id),
  user_id uuid not null references user_account(id),
  name text not null,
  token_hash text not null,
  created_at bigint not null,
  last_used_at bigint,
  revoked_at bigint
);
create unique index api_key_token on api_key (token_hash);
create index api_key_by_workspace on api_key (workspace_id, created_at);

-- Failed sign-ins, by the hash of an e-mail address or of a network address. They belong to no workspace: an
-- address that nobody here has is slowed down like any other.
create table sign_in_throttle (
  key text primary key,
  failures integer not null,
  last_failure_at bigint not null,
  blocked_until bigint not null
);
