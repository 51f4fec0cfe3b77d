-- Written by the Deduplicator. The text of an article version with the hashes it is found by, sampled 3-grams and telling
-- words; postings is their index, committed before candidates are looked for.
create table texts (
    week integer not null,
    key integer primary key,
    source integer not null,
    hashes text not null,
    payload blob not null
);

-- Written by the Deduplicator. The index of those hashes.
create table postings (
    hash integer not null,
    key integer not null,
    source integer not null,
    primary key (hash, key)
) without rowid;
