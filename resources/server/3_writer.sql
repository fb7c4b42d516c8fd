-- Each edit is noted under the login that wrote it, at the server's time, whatever the program says.
-- A manager who moves a file in (ita.moving) keeps what the file's history says.

CREATE OR REPLACE FUNCTION server.note_writer() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    known text;
BEGIN
    IF server.manages() AND current_setting('ita.moving', true) = 'on' THEN
        NEW.login := coalesce(NEW.login, '');
        RETURN NEW;
    END IF;
    -- A program that has not noticed a migration must not write by its old tables.
    IF current_setting('ita.schema', true)
       <> (SELECT value FROM public.meta WHERE key = 'schema_version') THEN
        RAISE EXCEPTION 'this program does not know the schema of the database'
        USING ERRCODE = 'IT001';
    END IF;
    NEW.login := session_user;
    NEW.written_in := pg_current_xact_id();
    NEW.at := to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"+00:00"');
    SELECT name INTO known FROM server.member WHERE login = session_user;
    IF known IS NOT NULL THEN
        NEW.who := known;
    ELSIF NOT server.manages() THEN
        NEW.who := session_user;
    END IF;
    RETURN NEW;
END
$$;

-- PostgreSQL 13 replaces no trigger.
DROP TRIGGER IF EXISTS note_writer ON public.history_group;
CREATE TRIGGER note_writer BEFORE INSERT ON public.history_group
FOR EACH ROW EXECUTE FUNCTION server.note_writer();

-- Whoever writes holds the lock of this table, which whoever only reads cannot take.
CREATE TABLE IF NOT EXISTS server.turn ();
