-- Nobody keeps the others from storing for long. A login may lift the time limits that belong to the
-- database and to its programs (SET, ALTER ROLE), so whoever waits may have forgotten work ended.

-- Ends the connections of users that have kept a transaction open without a word for two minutes,
-- or the turn of writers; never the manager's, who moves whole files. Returns whose they were.
CREATE OR REPLACE FUNCTION server.end_forgotten() RETURNS SETOF text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    one record;
BEGIN
    FOR one IN
        SELECT a.pid, a.usename
        FROM pg_stat_activity AS a
        JOIN server.member AS m ON m.login = a.usename
        JOIN pg_class AS c ON c.oid = 'server.turn'::regclass
        WHERE a.datname = current_database() AND a.pid <> pg_backend_pid()
        AND a.xact_start < clock_timestamp() - interval '2 minutes'
        AND NOT pg_has_role(a.usename, c.relowner, 'MEMBER')
        AND (a.state LIKE 'idle in transaction%' OR EXISTS (
            SELECT 1 FROM pg_locks AS l WHERE l.pid = a.pid AND l.relation = c.oid
            AND l.granted AND l.mode <> 'AccessShareLock'
        ))
    LOOP
        BEGIN
            IF pg_terminate_backend(one.pid) THEN
                RETURN NEXT one.usename;
            END IF;
        EXCEPTION WHEN insufficient_privilege THEN
            NULL; -- a superuser among the users
        END;
    END LOOP;
END
$$;
