-- The edits that a moment (a snapshot) did not show yet, and the moment of this look; of those of
-- one's own session only the unsettled ones. One row comes also where there are none. As a function
-- it is planned once a session: every program asks after every edit.

CREATE OR REPLACE FUNCTION server.edits_since(
    moment pg_snapshot, session text, unsettled text[]
) RETURNS TABLE (
    now text, id integer, label text, who text, at text, kind text, target integer, status text,
    phrase text, login text, work text, table_name text, row_id text, old text, new text
)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    SELECT pg_current_snapshot()::text, g.id, g.label, g.who, g.at, g.kind, g.target, g.status,
           g.phrase, g.login, g.work, c.table_name, c.row_id, c.old, c.new
    FROM (VALUES (1)) AS once
    LEFT JOIN public.history_group AS g
        ON g.written_in >= pg_snapshot_xmin(moment)
        AND NOT pg_visible_in_snapshot(g.written_in, moment)
        AND (session = '' OR g.login <> session_user OR g.work IS NULL OR NOT starts_with(g.work, session || ':')
             OR g.work = ANY (unsettled))
    LEFT JOIN public.history_change AS c ON c.group_id = g.id
    ORDER BY g.id, c.id;
END
$$;
