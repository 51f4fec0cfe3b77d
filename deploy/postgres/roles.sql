-- A role for each service, with no more rights than it needs. The Deduplicator owns the tables and keeps the schema up to date, since it makes
-- and drops a partition every week anyway; the others wait for it. To be run by a superuser in the pipeline's database, with
--     psql --set ON_ERROR_STOP=1 --file roles.sql DATABASE
-- before the first start, once more when the Deduplicator has made the tables, and after an upgrade that brings new ones; as often as you
-- like. Roles get no password here: give each one, as in  alter role tagger password '…'.
do $$
declare
    service text;
    owned record;
begin
    foreach service in array array['fetcher', 'deduplicator', 'tagger', 'publisher'] loop
        if not exists (select from pg_roles where rolname = service) then
            execute format('create role %I login', service);
        end if;
    end loop;

    revoke all on schema public from public;
    grant usage on schema public to fetcher, tagger, publisher;
    grant usage, create on schema public to deduplicator;

    -- What another role made before there were roles. Indexes and identity columns follow their table.
    for owned in select c.oid::regclass as name from pg_class c
        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relowner <> 'deduplicator'::regrole loop
        execute format('alter table %s owner to deduplicator', owned.name);
    end loop;

    if to_regclass('public.schema_versions') is not null then
        grant select on schema_versions to fetcher, tagger, publisher;
    end if;
    if to_regclass('public.bodies') is not null then
        grant select, insert, update on bodies to fetcher;
        grant select, update on bodies to tagger, publisher;
    end if;
    if to_regclass('public.publications') is not null then
        grant select, insert, update on publications to publisher;
    end if;
end
$$;
