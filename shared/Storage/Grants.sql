-- What the other services may do with the tables, for who owns them; nothing where there is but one role (deploy/postgres/roles.sql makes the others).
do $$
begin
    if (select count(*) from pg_roles where rolname in ('fetcher', 'tagger', 'publisher')) = 3
        and (select pg_get_userbyid(relowner) = current_user from pg_class where oid = 'bodies'::regclass) then
        grant select on schema_versions to fetcher, tagger, publisher;
        grant select, insert, update on bodies to fetcher;
        grant select, insert, update, delete on fetches, hosts, pages, feeds, feed_entries to fetcher;
        grant select, update on bodies to tagger, publisher;
        grant select, insert, update on publications to publisher;
    end if;
end
$$;
