-- A role for each service. The Deduplicator owns the tables and keeps the schema up to date, since it makes and drops a partition every week
-- anyway; the others wait for it, and it grants them at each start what they need of its tables. To be run by a superuser in the pipeline's
-- database before the first start, as often as you like, with
--     psql --set ON_ERROR_STOP=1 --file roles.sql DATABASE
-- Roles get no password here: give each one, as in  alter role tagger password '…', or run `apply`, which takes them from files.
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
end
$$;
