-- Written by the Deduplicator. The text of an article version with the hashes it is found by, in one partition a week of
-- arrival: what is too old goes by dropping a table. hashes are sampled 3-grams and telling words, committed before
-- candidates are looked for.
create table texts (
    week integer not null,
    key bigint not null,
    source integer not null,
    hashes integer[] not null,
    payload bytea not null
) partition by list (week);

create index texts_by_key on texts (key);
create index texts_by_hash on texts using gin (hashes) with (fastupdate = off);
