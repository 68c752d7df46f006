-- The way of a referred person into the job, in another system or here, and what the employee gets for it.

create table referral_delivery (
  referral_id uuid primary key references referral(id),
  workspace_id uuid not null references workspace(id),
  connection_id uuid references connection(id),
  state text not null,
  vendor_key text not null,
  tries integer not null,
  next_try_at bigint,
  problem text,
  candidate_there text,
  application_there text,
  created_at bigint not null,
  updated_at bigint not null
);
create index referral_delivery_by_state on referral_delivery (workspace_id, state);
create index referral_delivery_by_application on referral_delivery (connection_id, application_there);

-- The ledger: what each step came to.
create table referral_step (
  referral_id uuid not null references referral(id),
  step text not null,
  workspace_id uuid not null references workspace(id),
  result text not null,
  at bigint not null,
  primary key (referral_id, step)
);

create table referral_tier (
  id uuid primary key,
  workspace_id uuid not null references workspace(id),
  name text not null,
  amount text not null,
  currency text not null,
  words text not null,
  waiting_days integer not null,
  departments text not null,
  position integer not null
);
create index referral_tier_by_workspace on referral_tier (workspace_id, position);

-- A bonus keeps what its tier said when the person was hired: tiers change later.
create table referral_bonus (
  referral_id uuid primary key references referral(id),
  workspace_id uuid not null references workspace(id),
  employee_id uuid not null,
  state text not null,
  version integer not null,
  tier text not null,
  amount text not null,
  currency text not null,
  words text not null,
  hired_at bigint not null,
  eligible_at bigint not null,
  reason text not null,
  paid_at bigint,
  changed_at bigint not null
);
create index referral_bonus_by_state on referral_bonus (workspace_id, state, eligible_at);
create index referral_bonus_by_employee on referral_bonus (workspace_id, employee_id);
