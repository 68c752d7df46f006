-- How many records are known, and how many a walk did not see, is counted without reading the rows.
create index mirror_here on mirror (connection_id, kind, seen_in) where gone_at is null;
