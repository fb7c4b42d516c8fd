-- Notes an edit with its changes and tells the other programs, in one call: the clerk waits for
-- one answer. A new edit drops what the same login had undone, as in a file.

CREATE INDEX IF NOT EXISTS ix_history_group_undone ON public.history_group (login)
    WHERE status = 'undone';

CREATE OR REPLACE FUNCTION server.note_edit(
    of_label text, of_who text, of_kind text, of_target integer, of_phrase text, of_work text,
    tables text[], keys text[], olds text[], news text[]
) RETURNS integer
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    number integer;
BEGIN
    IF of_kind = 'do' THEN
        UPDATE public.history_group SET status = 'dropped'
        WHERE status = 'undone' AND login = session_user;
    ELSIF of_target IS NOT NULL THEN
        UPDATE public.history_group
        SET status = CASE of_kind WHEN 'undo' THEN 'undone' ELSE 'done' END
        WHERE id = of_target AND login = session_user;
    END IF;
    INSERT INTO public.history_group (label, who, at, kind, target, status, phrase, work)
    VALUES (of_label, of_who,
            to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"+00:00"'),
            of_kind, of_target, 'done', of_phrase, of_work)
    RETURNING id INTO number;
    INSERT INTO public.history_change (group_id, table_name, row_id, old, new)
    SELECT number, c.of_table, c.of_key, c.of_old, c.of_new
    FROM unnest(tables, keys, olds, news) WITH ORDINALITY
        AS c (of_table, of_key, of_old, of_new, place)
    ORDER BY c.place;
    PERFORM pg_notify('ita_edit', '');
    RETURN number;
END
$$;
