-- Four group roles of this database, and who is in them: exactly the users of server.member.

REVOKE ALL ON SCHEMA server FROM PUBLIC;

CREATE OR REPLACE FUNCTION server.role_of(kind text) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$ SELECT 'ita_' || current_database() || '_' || kind $$;

DO $$
DECLARE
    kind text;
BEGIN
    FOREACH kind IN ARRAY ARRAY['clerk', 'unit', 'reader', 'city'] LOOP
        IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = server.role_of(kind)) THEN
            EXECUTE format('CREATE ROLE %I NOLOGIN', server.role_of(kind));
        END IF;
    END LOOP;
END
$$;

-- Makes the memberships of the roles what the list of users says; also those that an earlier
-- database of this name has left.
CREATE OR REPLACE FUNCTION server.sync_members() RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    one record;
BEGIN
    FOR one IN
        SELECT g.rolname AS of_group, m.rolname AS login
        FROM pg_auth_members AS a
        JOIN pg_roles AS g ON g.oid = a.roleid
        JOIN pg_roles AS m ON m.oid = a.member
        WHERE g.rolname IN (server.role_of('clerk'), server.role_of('unit'),
                            server.role_of('reader'), server.role_of('city'))
        AND m.rolname <> current_user AND m.rolname <> session_user
        AND NOT EXISTS (
            SELECT 1 FROM server.member AS u
            WHERE u.login = m.rolname AND server.role_of(u.role) = g.rolname
        )
    LOOP
        EXECUTE format('REVOKE %I FROM %I', one.of_group, one.login);
    END LOOP;
    FOR one IN
        SELECT server.role_of(u.role) AS of_group, u.login
        FROM server.member AS u JOIN pg_roles AS r ON r.rolname = u.login
        WHERE NOT EXISTS (
            SELECT 1 FROM pg_auth_members AS a JOIN pg_roles AS g ON g.oid = a.roleid
            WHERE g.rolname = server.role_of(u.role) AND a.member = r.oid
        )
    LOOP
        EXECUTE format('GRANT %I TO %I', one.of_group, one.login);
    END LOOP;
    -- The manager may see and end the connections of users (server.end_forgotten). A login that was
    -- made by somebody else may be out of reach.
    FOR one IN
        SELECT u.login FROM server.member AS u JOIN pg_roles AS r ON r.rolname = u.login
        WHERE NOT pg_has_role(current_user, r.oid, 'USAGE')
        AND NOT pg_has_role(r.oid, current_user, 'MEMBER')
    LOOP
        BEGIN
            EXECUTE format('GRANT %I TO CURRENT_USER', one.login);
        EXCEPTION WHEN insufficient_privilege THEN
            NULL;
        END;
    END LOOP;
END
$$;

-- Adds a user or changes one. A login that is missing is made, with the given SCRAM verifier.
CREATE OR REPLACE FUNCTION server.add_member(
    new_login text, new_name text, new_role text, new_unit text, verifier text
) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = new_login) THEN
        EXECUTE format('CREATE ROLE %I LOGIN', new_login);
        EXECUTE format('COMMENT ON ROLE %I IS %L', new_login, 'ita-desktop');
    END IF;
    IF verifier IS NOT NULL THEN
        EXECUTE format('ALTER ROLE %I PASSWORD %L', new_login, verifier);
    END IF;
    INSERT INTO server.member (login, name, role, unit_id)
    VALUES (new_login, new_name, new_role, new_unit)
    ON CONFLICT (login) DO UPDATE
    SET name = EXCLUDED.name, role = EXCLUDED.role, unit_id = EXCLUDED.unit_id;
    PERFORM server.sync_members();
END
$$;

-- Removes a user; the login goes, too, if it was made here and is used for nothing else.
CREATE OR REPLACE FUNCTION server.remove_member(old_login text) RETURNS boolean
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    DELETE FROM server.member WHERE login = old_login;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    PERFORM server.sync_members();
    IF EXISTS (
        SELECT 1 FROM pg_roles AS r
        WHERE r.rolname = old_login AND shobj_description(r.oid, 'pg_authid') = 'ita-desktop'
        AND NOT EXISTS (SELECT 1 FROM pg_auth_members AS a WHERE a.member = r.oid)
    ) THEN
        BEGIN
            EXECUTE format('DROP ROLE %I', old_login);
        EXCEPTION WHEN dependent_objects_still_exist THEN
            EXECUTE format('ALTER ROLE %I NOLOGIN', old_login);
        END;
    END IF;
    RETURN true;
END
$$;

-- What every user may: enter and read. The city reads views of its own (made by the program).
DO $$
DECLARE
    all_roles text := format('%I, %I, %I', server.role_of('clerk'), server.role_of('unit'),
                             server.role_of('reader'));
    writers text := format('%I, %I', server.role_of('clerk'), server.role_of('unit'));
BEGIN
    EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
    EXECUTE format('GRANT CONNECT ON DATABASE %I TO %s, %I', current_database(), all_roles,
                   server.role_of('city'));
    -- A program that forgets its transaction, or waits for one, must not stop the office.
    EXECUTE format('ALTER DATABASE %I SET idle_in_transaction_session_timeout = ''5min''',
                   current_database());
    EXECUTE format('ALTER DATABASE %I SET lock_timeout = ''1min''', current_database());
    REVOKE ALL ON SCHEMA public FROM PUBLIC;
    REVOKE ALL ON ALL TABLES IN SCHEMA public, server FROM PUBLIC;
    EXECUTE 'REVOKE ALL ON ALL TABLES IN SCHEMA public, server FROM ' || all_roles;
    EXECUTE 'GRANT USAGE ON SCHEMA public, server TO ' || all_roles;
    EXECUTE 'GRANT SELECT ON ALL TABLES IN SCHEMA public, server TO ' || all_roles;
    EXECUTE 'GRANT UPDATE ON server.turn TO ' || writers;
    -- History is appended to, and only the state of an edit changes.
    EXECUTE 'GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO ' || writers;
    -- Numbers are the server's: a row with a number of the future would stop everybody's edits.
    EXECUTE 'GRANT INSERT (label, who, at, kind, target, status, phrase, work), UPDATE (status)'
        ' ON public.history_group TO ' || writers;
    EXECUTE 'GRANT INSERT (group_id, table_name, row_id, old, new) ON public.history_change TO '
        || writers;
    -- Files are kept under the digest of their bytes, and only mended.
    EXECUTE 'GRANT INSERT, UPDATE (data) ON public.media TO ' || writers;
    EXECUTE format('GRANT DELETE ON public.media TO %I', server.role_of('clerk'));
    -- Where the history begins is noted there; all else in it is the manager's.
    EXECUTE format('GRANT INSERT, UPDATE, DELETE ON public.meta TO %I', server.role_of('clerk'));
END
$$;

SELECT server.sync_members();
