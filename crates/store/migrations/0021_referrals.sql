-- Referrals, from the request on. Who the person is stands here only where the recruiter typed it or the employee agreed.
create table referral (
  id uuid primary key,
  workspace_id uuid not null references workspace(id),
  job_id uuid not null references job(id),
  employee_id uuid not null references user_account(id),
  contact_id uuid,
  asked_by uuid,
  state text not null,
  version integer not null,
  answer text,
  answered_via text,
  reason text,
  person text not null,
  note text not null,
  subject_key text not null,
  candidate_id uuid,
  application_id uuid,
  created_at bigint not null,
  changed_at bigint not null,
  told_at bigint,
  due_at bigint,
  reminders integer not null,
  reminded_at bigint,
  answered_at bigint,
  sent_at bigint,
  opened_at bigint,
  applied_at bigint,
  hired_at bigint,
  fallback_at bigint
);
-- Nobody is asked for the same person twice for one job, unless the first time came to nothing. Of an erased person
-- no key is left.
create unique index referral_once on referral (job_id, employee_id, subject_key) where state not in ('expired', 'withdrawn') and subject_key <> '';
create index referral_by_employee on referral (workspace_id, employee_id, created_at);
create index referral_by_job on referral (workspace_id, job_id, state);
create index referral_by_application on referral (application_id);
create index referral_by_candidate on referral (candidate_id);
create index referral_by_contact on referral (contact_id);

-- All that happened to a referral. Lines are added, never changed, and name no one who was referred.
create table referral_event (
  id uuid primary key,
  workspace_id uuid not null references workspace(id),
  referral_id uuid not null references referral(id),
  at bigint not null,
  event text not null,
  from_state text not null,
  to_state text not null,
  actor text not null,
  detail text not null
);
create index referral_event_by_referral on referral_event (referral_id, at);

-- What a link opens, by the hash of its token: the employee's answer, or the person's own page.
create table referral_link (
  token_hash text primary key,
  workspace_id uuid not null references workspace(id),
  referral_id uuid not null references referral(id),
  purpose text not null,
  made_at bigint not null
);
create index referral_link_by_referral on referral_link (referral_id);

-- By whose referral a person came, for a while. The mark is a hash of an address or profile.
create table referral_owner (
  workspace_id uuid not null references workspace(id),
  mark text not null,
  referral_id uuid not null references referral(id),
  until bigint not null,
  primary key (workspace_id, mark)
);
create index referral_owner_by_referral on referral_owner (referral_id);

-- Who asked not to be contacted through referrals, by the same marks. It outlives everything else of the person.
create table referral_opt_out (
  workspace_id uuid not null references workspace(id),
  mark text not null,
  at bigint not null,
  primary key (workspace_id, mark)
);

create table referral_settings (
  workspace_id uuid primary key references workspace(id),
  content text not null
);

-- Words of the workspace's own in place of those that are built in.
create table referral_template (
  workspace_id uuid not null references workspace(id),
  kind text not null,
  subject text not null,
  body text not null,
  primary key (workspace_id, kind)
);
