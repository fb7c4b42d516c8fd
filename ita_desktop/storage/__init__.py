"""The workspace file: tables, the one write gateway, history, migrations, locks, backups.

The only SQL of the program. Knows the domain, nothing above.
"""
