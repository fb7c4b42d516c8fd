-- Functions of all files before: users may call them, the manager alone changes the users.

DO $$
DECLARE
    all_roles text := format('%I, %I, %I', server.role_of('clerk'), server.role_of('unit'),
                             server.role_of('reader'));
BEGIN
    REVOKE ALL ON ALL FUNCTIONS IN SCHEMA server FROM PUBLIC;
    EXECUTE 'GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA server TO ' || all_roles;
    EXECUTE 'REVOKE ALL ON FUNCTION server.add_member(text, text, text, text, text),'
        ' server.remove_member(text), server.sync_members() FROM ' || all_roles;
END
$$;
