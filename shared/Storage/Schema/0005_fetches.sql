-- Written by the Fetcher. A row per address that is to be asked for: a page until it has left as
-- a message or was given up, a feed for as long as it is followed. due_at is in milliseconds by the database's clock; lost counts leases
-- that ended without an answer; job is JSON of the Fetcher's own: what was submitted, and what became of it so far.
create table fetches (
    fetch_id uuid primary key,
    host text not null,
    kind text not null,
    url text not null,
    due_at bigint not null,
    attempts integer not null,
    lost integer not null,
    job text not null
);
create index fetches_of_host on fetches (host, due_at);

-- Written by the Fetcher. A row per host that was asked for something or is to be: shared by all fetchers, removed when nothing was asked
-- of it for a day. due_at says when it may be leased, null when nothing is to be fetched from it; while it is leased, when the lease ends.
-- All times are in milliseconds by the database's clock. robots is its robots.txt as it came, robots_until how long it holds.
create table hosts (
    host text primary key,
    due_at bigint,
    lease uuid,
    open_at bigint not null,
    spacing bigint not null,
    failures integer not null,
    robots text,
    robots_at bigint,
    used_at bigint not null
);
create index hosts_due on hosts (due_at);

-- Written by the Fetcher: what is remembered of a page, so that it need not be sent again unchanged; html (gzip) only where pages are kept.
-- A row for each thing that was submitted. Removed when nobody has used it for eight weeks; used_at is in seconds by the database's clock.
create table pages (
    page_id uuid primary key,
    url text not null,
    host text not null,
    fetched_at timestamptz not null,
    details text not null,
    html bytea,
    used_at bigint not null
);
create index pages_used on pages (used_at);

-- Written by the Fetcher (what became of it) and by `ingest feeds` (which are followed). feed_id is also the fetch_id of its row in fetches,
-- which the Fetcher adds; spacing is in milliseconds.
create table feeds (
    feed_id uuid primary key,
    url text not null,
    title text,
    added_at timestamptz not null,
    polled_at timestamptz,
    changed_at timestamptz,
    outcome text,
    failures integer not null default 0,
    spacing bigint not null default 0,
    etag text,
    last_modified text
);

-- Written by the Fetcher: which entries of a feed are known, and as what they were last seen. entry names the address, state what the feed
-- said of it; seen_at is in seconds by the database's clock. Removed eight weeks after the feed named it last.
create table feed_entries (
    feed_id uuid not null,
    entry uuid not null,
    state uuid not null,
    seen_at bigint not null,
    primary key (feed_id, entry)
);
create index feed_entries_entry on feed_entries (entry);
create index feed_entries_seen on feed_entries (seen_at);
