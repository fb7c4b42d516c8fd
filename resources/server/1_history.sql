-- Who wrote an edit and in which transaction, as the server knows it.

CREATE SCHEMA IF NOT EXISTS server;

ALTER TABLE public.history_group
    ADD COLUMN IF NOT EXISTS login text NOT NULL DEFAULT session_user,
    ADD COLUMN IF NOT EXISTS written_in xid8 NOT NULL DEFAULT pg_current_xact_id(),
    ADD COLUMN IF NOT EXISTS work text UNIQUE;

CREATE INDEX IF NOT EXISTS ix_history_group_written_in ON public.history_group (written_in);
CREATE INDEX IF NOT EXISTS ix_history_group_login ON public.history_group (login, id);

-- A dump that was read into another server has transactions of a future that will not come.
UPDATE public.history_group SET written_in = pg_current_xact_id()
WHERE written_in > pg_current_xact_id();
