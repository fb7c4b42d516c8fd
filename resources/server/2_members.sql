-- The users of the workspace. Everybody reads the list; the manager alone changes it.

CREATE TABLE IF NOT EXISTS server.member (
    login text PRIMARY KEY,
    name text NOT NULL CHECK (name <> ''),
    role text NOT NULL,
    unit_id text REFERENCES public.unit (id) ON DELETE SET NULL,
    CHECK (unit_id IS NULL OR role = 'unit')
);
ALTER TABLE server.member DROP CONSTRAINT IF EXISTS member_role_check;
ALTER TABLE server.member ADD CONSTRAINT member_role_check
    CHECK (role IN ('clerk', 'unit', 'reader', 'city'));

-- Whether this login owns the tables: who set the workspace up, or a superuser.
CREATE OR REPLACE FUNCTION server.manages() RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT pg_has_role(session_user, relowner, 'MEMBER')
    FROM pg_class WHERE oid = 'public.history_group'::regclass
$$;

CREATE OR REPLACE FUNCTION server.me(
    OUT login text, OUT name text, OUT role text, OUT unit_id text
) RETURNS SETOF record
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT m.login, m.name, m.role, m.unit_id
    FROM server.member AS m WHERE m.login = session_user
    UNION ALL
    SELECT session_user, '', 'clerk', NULL
    WHERE server.manages()
    AND NOT EXISTS (SELECT 1 FROM server.member AS m WHERE m.login = session_user)
$$;
