-- What a key may do (null: all that its user may), from where, until when; and the secret of one that signs its calls.
alter table api_key add column permissions text;
alter table api_key add column addresses text not null default '';
alter table api_key add column expires_at bigint;
alter table api_key add column secret text;

-- What a write was answered, so that the same write again is answered the same and done once. Where the answer is
-- missing, the write is under way, its end is not known, or it told of somebody who was erased.
create table api_answer (
  id uuid primary key,
  workspace_id uuid not null references workspace(id),
  user_id uuid not null references user_account(id),
  key text not null,
  call_hash text not null,
  state text not null,
  status integer not null,
  location text,
  answer text,
  created_at bigint not null
);
create unique index api_answer_key on api_answer (user_id, key);
create index api_answer_by_time on api_answer (created_at);
