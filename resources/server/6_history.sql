-- What may stand in the history: what cannot be read would stop the programs of all users.

CREATE OR REPLACE FUNCTION server.is_phrase(parts jsonb, depth integer) RETURNS boolean
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT depth < 8 AND jsonb_typeof(parts->'template') = 'string'
    AND jsonb_typeof(parts->'fields') = 'object' AND NOT EXISTS (
        SELECT 1 FROM jsonb_each(parts->'fields') AS f
        WHERE CASE jsonb_typeof(f.value)
            WHEN 'string' THEN false
            WHEN 'object' THEN server.is_phrase(f.value, depth + 1) IS NOT TRUE
            ELSE true
        END
    )
$$;

CREATE OR REPLACE FUNCTION server.is_group(kind text, status text, phrase text) RETURNS boolean
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT kind IN ('do', 'note', 'undo', 'redo') AND status IN ('done', 'undone', 'dropped')
    AND CASE WHEN phrase = '' THEN true ELSE server.is_phrase(phrase::jsonb, 0) IS TRUE END
$$;

-- The columns of a row are texts and numbers of four bytes.
CREATE OR REPLACE FUNCTION server.is_row(plain text) RETURNS boolean
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT plain IS NULL OR NOT EXISTS (
        SELECT 1 FROM jsonb_each(plain::jsonb) AS c
        WHERE jsonb_typeof(c.value) NOT IN ('string', 'number', 'null')
        OR jsonb_typeof(c.value) = 'number' AND length(c.value::text) > 11
    )
$$;
