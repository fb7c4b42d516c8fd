-- Which rows are a unit's own. The policies of single tables are made by the program.

CREATE OR REPLACE FUNCTION server.own_unit() RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$ SELECT unit_id FROM server.member WHERE login = session_user $$;

-- The unit of this login, and the groups of units that it is in.
CREATE OR REPLACE FUNCTION server.own_units() RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT u.id FROM public.unit AS own, public.unit AS u
    WHERE own.id = server.own_unit()
    AND (u.id = own.id OR u.kind = 'group' AND own.kind = CASE u.group_of
        WHEN 'sections' THEN 'section'
        WHEN 'section_heads' THEN 'section'
        WHEN 'schools' THEN 'school'
        WHEN 'school_directors' THEN 'school'
        WHEN 'executives' THEN 'office'
    END)
$$;

-- An item, or a part of it, is a unit's own where the unit or a person of it is among its owners.
CREATE OR REPLACE FUNCTION server.owns_item(of_year text, code text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT EXISTS (
        SELECT 1 FROM public.assignment AS r
        JOIN public.assignment_owner AS o ON o.assignment_id = r.id
        LEFT JOIN public.person AS p ON p.id = o.person_id
        WHERE r.year_id = of_year AND r.item_code = split_part(code, '.', 1)
        AND (o.unit_id IN (SELECT server.own_units()) OR p.unit_id = server.own_unit())
    )
$$;

CREATE OR REPLACE FUNCTION server.owns_measure(row_id text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT EXISTS (
        SELECT 1 FROM public.measure_owner AS o
        LEFT JOIN public.person AS p ON p.id = o.person_id
        WHERE o.measure_id = row_id
        AND (o.unit_id IN (SELECT server.own_units()) OR p.unit_id = server.own_unit())
    )
$$;

DO $$
DECLARE
    all_roles text := format('%I, %I, %I', server.role_of('clerk'), server.role_of('unit'),
                             server.role_of('reader'));
    one record;
BEGIN
    -- All policies are made anew: everybody reads, the program adds who writes.
    FOR one IN SELECT polname, polrelid::regclass::text AS of_table FROM pg_policy
        WHERE polrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace)
    LOOP
        EXECUTE format('DROP POLICY %I ON %s', one.polname, one.of_table);
    END LOOP;
    FOR one IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
        EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY', one.tablename);
        EXECUTE format('CREATE POLICY reads ON public.%I FOR SELECT TO %s USING (true)',
                       one.tablename, all_roles);
    END LOOP;
END
$$;
