-- Written by the Publisher. One row per message: what was announced of an article, and when it was handed to the
-- exchange. A redelivery finds its row and announces the same event under the same id.
create table publications (
    article_id uuid not null,
    version integer not null,
    revision integer not null,
    event text not null,
    occurred_at timestamptz not null,
    handed_over_at timestamptz,
    primary key (article_id, version, revision)
);
