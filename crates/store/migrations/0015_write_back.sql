-- Which field of a connected system takes which part of a result, where somebody chose one. Others are found by name.
alter table screening_target add column fields text not null default '{}';
